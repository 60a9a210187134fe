"""The command `loa`. An operator's mistake is told in one sentence on stderr, exit code 2; never as a stack trace."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from bot.check_commands import check
from bot.domain.trouble import Trouble
from bot.law_commands import reckon_lines, show_figures
from bot.library import Mistakes
from bot.logs import set_up_logs
from bot.operators import at_the_database, key_app, parcels_app, staff_app
from bot.poster_commands import make_codes
from bot.preview import show_preview
from bot.programs import run_deliver, run_demo, run_serve, run_talk
from bot.proposal_commands import proposals_app
from bot.search_commands import add_to as add_search_commands
from bot.settings import Settings, read_settings, unknown_variables
from bot.store.backup import back_up
from bot.store.backup import restore as restore_backup
from bot.store.lockfile import only_process
from bot.store.migrate import migrate as migrate_database
from bot.store.mishaps import MISHAPS, in_a_sentence
from bot.unanswered_commands import unanswered_app
from bot.zalo_commands import zalo_app

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Loa: trợ lý trò chuyện giải thích bảo hiểm xã hội tự nguyện cho người dân.",
)
app.add_typer(key_app, name="key")
app.add_typer(staff_app, name="staff")
app.add_typer(parcels_app, name="parcels")
app.add_typer(proposals_app, name="proposals")
app.add_typer(zalo_app, name="zalo")
add_search_commands(app)
app.add_typer(unanswered_app, name="unanswered")
app.command("check")(check)
app.command("figures")(show_figures)
app.command("reckon")(reckon_lines)
app.command("qr")(make_codes)
app.command("preview")(show_preview)


@app.command()
def demo(
    browser: Annotated[bool, typer.Option(help="Mở trình duyệt")] = True,
) -> None:
    """Chạy thử trọn vẹn trên máy này, không cần gì thêm: người dân và cán bộ trên một trang."""
    run_demo(_begun("warning"), browser=browser)


@app.command()
def serve(
    delivers: Annotated[bool, typer.Option("--with-delivery/--without-delivery", help="Gửi tin luôn")] = True,
) -> None:
    """Phục vụ: trang web, Telegram, và gửi tin (trừ khi `loa deliver` chạy riêng)."""
    run_serve(_begun(), delivers=delivers)


@app.command()
def deliver() -> None:
    """Chỉ gửi tin, khi nhiều tiến trình dùng chung một PostgreSQL."""
    run_deliver(_begun())


@app.command()
def talk(officer: Annotated[bool, typer.Option("--officer", help="Nói với tư cách cán bộ")] = False) -> None:
    """Trò chuyện với Loa ngay trong cửa sổ dòng lệnh này."""
    run_talk(_begun("error"), officer=officer)


@app.command()
def settings() -> None:
    """Mọi cài đặt: tên biến, giá trị đang dùng (bí mật được che), ý nghĩa."""
    table = Table(Column("Biến", no_wrap=True), Column("Giá trị", overflow="fold"), "Ý nghĩa")
    for name, value, description in read_settings().shown():
        table.add_row(name, value, description)
    Console().print(table)
    for name in unknown_variables():
        _say(f"Không có cài đặt nào tên {name}.")


@app.command()
def migrate(revision: Annotated[str, typer.Argument(help="Phiên bản dữ liệu; thường để trống")] = "head") -> None:
    """Đưa cơ sở dữ liệu tới đúng phiên bản; chạy sau mỗi lần cập nhật Loa."""
    migrate_database(read_settings().database, revision)
    typer.echo("Cơ sở dữ liệu đã sẵn sàng.")


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="Tệp .zip sẽ ghi; chưa được có sẵn")]) -> None:
    """Sao lưu toàn bộ dữ liệu, kể cả khi Loa đang chạy. Khóa LOA_KEY không nằm trong đó: hãy cất riêng."""
    about = at_the_database(read_settings(), lambda tx: back_up(tx, target, datetime.now(UTC)), writes=False)
    typer.echo(f"Đã sao lưu {sum(about.rows.values())} dòng vào {target}.")


@app.command()
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


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point of the console script; ends in SystemExit."""
    try:
        app(arguments)
    except (Trouble, Mistakes) as error:
        _say(str(error))
    except MISHAPS as error:
        trouble = in_a_sentence(error)
        if trouble is None:
            raise
        _say(str(trouble))
    sys.exit(2)


def _begun(log_level: str = "") -> Settings:
    """The settings of a program that goes on running, with its log set up; `log_level` where theirs would be noise."""
    here = read_settings()
    set_up_logs(log_level or here.log_level, here.log_format)
    return here


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)
