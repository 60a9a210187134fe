"""`loa settings`, `migrate`, `backup`, `restore`: for operators of settings and database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.at_the_database import at_the_database
from bot.domain.errors import Trouble
from bot.lazy import lazily
from bot.reports.plain_table import PlainTable
from bot.settings.environment import OperatorSettings
from bot.settings.settings import Settings, no_such, read, read_settings, shown, unknown_variables
from bot.store.engine.database import Database, Transaction
from bot.store.engine.lockfile import only_process
from bot.store.engine.url import parse, where
from bot.store.scheduling.standstill import let_bulk_go
from bot.store.upkeep.after_restore import DoneAgain, settle
from bot.store.upkeep.backup import About, back_up
from bot.store.upkeep.backup import restore as restore_backup
from bot.store.upkeep.key_rotation import rotate
from bot.store.upkeep.migrate import migrate as migrate_database
from bot.store.upkeep.old_backups import thin_out

# What a row is built from is half of Loa.
all_settings: Callable[[], list[type[OperatorSettings]]] = lazily("bot.assembly.channels", "all_settings")


def settings() -> None:
    """Mọi cài đặt: tên biến, giá trị đang dùng (bí mật được che), ý nghĩa."""
    table = PlainTable("Biến", "Giá trị", "Ý nghĩa", whole=True)
    kinds = all_settings()
    for kind in kinds:
        for name, value, description in shown(read(kind)):
            table.row(name, value, description)
    Console().print(table)
    for name in unknown_variables(kinds):
        typer.echo(no_such(name), err=True)


def migrate(
    revision: Annotated[str, typer.Argument(help="Phiên bản dữ liệu; thường để trống")] = "head",
    new: Annotated[bool, typer.Option("--new", help="Lần đầu: tạo cơ sở dữ liệu mới ở thư mục này")] = False,
) -> None:
    """Đưa cơ sở dữ liệu tới đúng phiên bản; chạy sau mỗi lần cập nhật Loa."""
    settings = read_settings()
    url = settings.database
    if not new and elsewhere(url):
        raise Trouble(
            f"Chưa có {where(url)}, và thư mục đang đứng ({Path.cwd()}) không có .env. Nhầm thư mục thì hãy sang "
            "thư mục của Loa; đúng là cài lần đầu ở đây thì chạy: loa migrate --new"
        )
    if revision != "head":
        asyncio.run(_sealed_anew(settings, bound=False))
    made = migrate_database(url, revision)
    if not made and revision == "head":
        asyncio.run(_sealed_anew(settings))
    typer.echo(f"Đã tạo cơ sở dữ liệu mới: {where(url)}." if made else f"Cơ sở dữ liệu đã sẵn sàng: {where(url)}.")


def elsewhere(url: str) -> bool:
    """Whether there is no such file here, nor anything else of Loa's: a wrong folder."""
    parsed = parse(url)
    file = Path(parsed.database or "")
    if parsed.get_backend_name() != "sqlite" or file.is_absolute():
        return False
    return not file.exists() and not Path(".env").exists() and (file.parent == Path() or not file.parent.is_dir())


async def _sealed_anew(settings: Settings, *, bound: bool = True) -> None:
    """As this release seals; on the way back, as the one before can read."""
    database = Database.open(settings.database, settings.vault, connections=2)
    try:
        if database.made:
            await rotate(database, bound=bound)
    finally:
        await database.close()


def backup(
    target: Annotated[Path, typer.Argument(help="Tệp .zip sẽ ghi; chưa được có sẵn")],
    keep: Annotated[int | None, typer.Option(min=1, help="Chỉ giữ lại bao nhiêu bản mới nhất ở đó")] = None,
) -> None:
    """Sao lưu toàn bộ dữ liệu, kể cả khi Loa đang chạy. Khóa LOA_KEY không nằm trong đó: hãy cất riêng."""
    about = at_the_database(read_settings(), lambda tx: back_up(tx, target, datetime.now(UTC)), writes=False)
    typer.echo(f"Đã sao lưu {sum(about.rows.values())} dòng vào {target}.")
    if keep is not None and (gone := thin_out(target, keep)):
        typer.echo(f"Đã xóa {len(gone)} bản cũ, giữ {keep} bản mới nhất.")


def restore(
    source: Annotated[Path, typer.Argument(help="Bản sao lưu do `loa backup` ghi")],
    force: Annotated[bool, typer.Option("--force", help="Xóa hết dữ liệu đang có rồi mới khôi phục")] = False,
) -> None:
    """Khôi phục một bản sao lưu vào cơ sở dữ liệu trống, SQLite hay PostgreSQL đều được."""
    here = read_settings()
    file, now = here.erasure_list, datetime.now(UTC)

    def work(tx: Transaction) -> tuple[About, DoneAgain]:
        return restore_backup(tx, source, force=force), settle(tx, file, now)

    with only_process(here.database):
        migrate_database(here.database)
        about, again = at_the_database(here, work, any_key=force)
        asyncio.run(_sealed_anew(here))
    typer.echo(f"Đã khôi phục {sum(about.rows.values())} dòng, sao lưu lúc {about.made_at}.")
    if again.listed:
        typer.echo(f"Đã làm lại {again.done} trong {again.of} lần xóa, rút, cho thôi từ lúc sao lưu tới nay.")
    else:
        typer.echo(
            f"Không có danh sách xóa ({file or 'LOA_ERASURES chưa đặt'}): ai đã xóa, đã rút từ lúc sao lưu tới nay thì "
            "dữ liệu của họ đang sống lại; hãy tìm danh sách ấy rồi khôi phục lại với --force."
        )
    typer.echo("Tin gửi hàng loạt đang đứng yên. Xem lại rồi cho gửi bằng: loa resume")


def resume() -> None:
    """Sau khi khôi phục và đã xem lại: cho gửi tin hàng loạt trở lại."""
    went = at_the_database(read_settings(), let_bulk_go)
    typer.echo("Tin hàng loạt được gửi trở lại." if went else "Không có gì đang đứng yên.")
