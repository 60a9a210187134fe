"""`loa proposals`: officers' answers that were proposed to editors, to read and to tick off."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from bot.cli.at_the_database import at_the_database
from bot.cli.when_needed.library_here import library_here
from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.reports.plain_table import PlainTable
from bot.settings.settings import read_settings
from bot.store.cases import proposals

MOST = 100

proposals_app = typer.Typer(help="Câu trả lời của cán bộ được đề xuất đưa vào nội dung: xem và đánh dấu đã xong.")


@proposals_app.callback(invoke_without_command=True)
def show(context: typer.Context) -> None:
    """Những câu hỏi và câu trả lời được đề xuất, mới nhất trước; đã bỏ số điện thoại và số giấy tờ."""
    if context.invoked_subcommand is not None:
        return
    settings = read_settings()
    found = at_the_database(settings, lambda tx: proposals.latest(tx, MOST), writes=False)
    names = {code: commune.name for code, commune in library_here(settings).places.communes.items()}
    table = PlainTable("Số", "Ngày", "Xã", "Người dân hỏi", "Cán bộ đáp")
    for one in found:
        day = f"{local(one.at):%d/%m/%Y}"
        table.row(one.number, day, names.get(one.commune, one.commune), one.question, one.answer)
    Console().print(table if found else "Chưa có đề xuất nào.")


@proposals_app.command("done")
def done(number: Annotated[int, typer.Argument(help="Số của đề xuất trong `loa proposals`")]) -> None:
    """Đã đưa vào nội dung, hoặc không dùng: xóa đề xuất này."""
    if not at_the_database(read_settings(), lambda tx: proposals.done(tx, number)):
        raise Trouble(f"Không có đề xuất số {number}.")
    typer.echo(f"Đề xuất số {number} đã xong.")
