"""`loa proposals`: officers' answers that were proposed to editors, to read and to tick off."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from bot.cli.at_the_database import at_the_database
from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.library import load
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
    names = {code: commune.name for code, commune in load(settings.content).places.communes.items()}
    table = Table("Số", "Ngày", "Xã", Column("Người dân hỏi", overflow="fold"), Column("Cán bộ đáp", overflow="fold"))
    for one in found:
        day = f"{local(one.at):%d/%m/%Y}"
        table.add_row(str(one.number), day, names.get(one.commune, one.commune), one.question, one.answer)
    Console().print(table if found else "Chưa có đề xuất nào.")


@proposals_app.command("done")
def done(number: Annotated[int, typer.Argument(help="Số của đề xuất trong `loa proposals`")]) -> None:
    """Đã đưa vào nội dung, hoặc không dùng: xóa đề xuất này."""
    if not at_the_database(read_settings(), lambda tx: proposals.done(tx, number)):
        raise Trouble(f"Không có đề xuất số {number}.")
    typer.echo(f"Đề xuất số {number} đã xong.")
