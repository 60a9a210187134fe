"""`loa parcels` and `loa aside`: what could not be sent, and what could not be read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.at_the_database import at_the_database
from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.reports.plain_table import PlainTable
from bot.settings.settings import read_settings
from bot.store.engine.database import Transaction
from bot.store.messages import given_up, inbox

MOST_LISTED = 200

parcels_app = typer.Typer(help="Tin không gửi được: xem và gửi lại.")
aside_app = typer.Typer(help="Tin đến mà Loa không đọc hoặc không trả lời được, đã để riêng: xem.")


@parcels_app.callback(invoke_without_command=True)
def list_parcels(context: typer.Context) -> None:
    """Những tin không gửi được, mới nhất trước; không hiện nội dung."""
    if context.invoked_subcommand is not None:
        return
    rows = at_the_database(read_settings(), lambda tx: given_up.unsent(tx, MOST_LISTED), writes=False)
    table = PlainTable("Số", "Kênh", "Yêu cầu", "Hẹn gửi", "Đã thử", "Lý do")
    for row in rows:
        due = f"{row.due.astimezone(VIET_NAM):%d/%m %H:%M}"
        lead = str(row.about.id) if row.about is not None and row.about.kind == "lead" else ""
        table.row(row.number, row.address.channel, lead, due, row.attempts, row.reason)
    Console().print(table if rows else "Không có tin nào bị kẹt.")


@parcels_app.command("resend")
def resend(
    numbers: Annotated[list[int] | None, typer.Argument(help="Số của các tin trong `loa parcels`")] = None,
    every: Annotated[bool, typer.Option("--all", help="Gửi lại tất cả")] = False,
) -> None:
    """Gửi lại những tin đã bỏ cuộc."""
    if every == bool(numbers):
        raise Trouble("Hãy ghi số của các tin cần gửi lại, hoặc --all để gửi lại tất cả.")

    def work(tx: Transaction) -> int:
        chosen = [row.number for row in given_up.unsent(tx, 1_000_000)] if every else numbers or []
        return given_up.resend(tx, chosen, datetime.now(UTC))

    count = at_the_database(read_settings(), work)
    if not count and not every:
        raise Trouble("Không có tin nào mang số ấy trong `loa parcels`.")
    typer.echo(f"Sẽ gửi lại {count} tin.")


@aside_app.callback(invoke_without_command=True)
def list_aside(context: typer.Context) -> None:
    """Những tin để riêng, mới nhất trước; không hiện nội dung."""
    if context.invoked_subcommand is not None:
        return
    rows = at_the_database(read_settings(), lambda tx: inbox.all_aside(tx, MOST_LISTED), writes=False)
    table = PlainTable("Số", "Kênh", "Đến lúc", "Lý do")
    for row in rows:
        came = f"{row.received_at.astimezone(VIET_NAM):%d/%m %H:%M}"
        table.row(row.number, row.channel, came, row.reason.partition(" ")[2])
    Console().print(table if rows else "Không có tin nào bị để riêng.")


@aside_app.command("show")
def show(number: Annotated[int, typer.Argument(help="Số của tin trong `loa aside`")]) -> None:
    """Nội dung của một tin để riêng, viết bằng ký tự ASCII; có thể có dữ liệu cá nhân."""
    kept = at_the_database(read_settings(), lambda tx: inbox.words_aside(tx, number), writes=False)
    if kept is None:
        raise Trouble("Không có tin nào mang số ấy trong `loa aside`.")
    typer.echo(ascii(kept)[1:-1])
