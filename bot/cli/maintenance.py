"""`loa settings`, `migrate`, `backup`, `restore`: for operators of settings and database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from bot.cli.at_the_database import at_the_database
from bot.lazy import lazily
from bot.settings.environment import OperatorSettings
from bot.settings.settings import read, read_settings, shown, unknown_variables
from bot.store.engine.lockfile import only_process
from bot.store.engine.url import where
from bot.store.upkeep.backup import back_up
from bot.store.upkeep.backup import restore as restore_backup
from bot.store.upkeep.migrate import migrate as migrate_database

# What a row is built from is half of Loa.
all_settings: Callable[[], list[type[OperatorSettings]]] = lazily("bot.assembly.channels", "all_settings")


def settings() -> None:
    """Mọi cài đặt: tên biến, giá trị đang dùng (bí mật được che), ý nghĩa."""
    table = Table(Column("Biến", no_wrap=True), Column("Giá trị", overflow="fold"), "Ý nghĩa")
    kinds = all_settings()
    for kind in kinds:
        for name, value, description in shown(read(kind)):
            table.add_row(name, value, description)
    Console().print(table)
    for name in unknown_variables(kinds):
        typer.echo(f"Không có cài đặt nào tên {name}.", err=True)


def migrate(revision: Annotated[str, typer.Argument(help="Phiên bản dữ liệu; thường để trống")] = "head") -> None:
    """Đưa cơ sở dữ liệu tới đúng phiên bản; chạy sau mỗi lần cập nhật Loa."""
    url = read_settings().database
    new = migrate_database(url, revision)
    typer.echo(f"Đã tạo cơ sở dữ liệu mới: {where(url)}." if new else f"Cơ sở dữ liệu đã sẵn sàng: {where(url)}.")


def backup(target: Annotated[Path, typer.Argument(help="Tệp .zip sẽ ghi; chưa được có sẵn")]) -> None:
    """Sao lưu toàn bộ dữ liệu, kể cả khi Loa đang chạy. Khóa LOA_KEY không nằm trong đó: hãy cất riêng."""
    about = at_the_database(read_settings(), lambda tx: back_up(tx, target, datetime.now(UTC)), writes=False)
    typer.echo(f"Đã sao lưu {sum(about.rows.values())} dòng vào {target}.")


def restore(
    source: Annotated[Path, typer.Argument(help="Bản sao lưu do `loa backup` ghi")],
    force: Annotated[bool, typer.Option("--force", help="Xóa hết dữ liệu đang có rồi mới khôi phục")] = False,
) -> None:
    """Khôi phục một bản sao lưu vào cơ sở dữ liệu trống, SQLite hay PostgreSQL đều được."""
    here = read_settings()
    with only_process(here.database):
        migrate_database(here.database)
        about = at_the_database(here, lambda tx: restore_backup(tx, source, force=force), any_key=force)
    typer.echo(f"Đã khôi phục {sum(about.rows.values())} dòng, sao lưu lúc {about.made_at}.")
