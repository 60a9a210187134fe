"""`loa meeting`: what is planned, and a whole province's meetings from one Excel file."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.assembly.app import at_rest
from bot.cli.at_the_database import at_the_database
from bot.cli.when_needed.library_here import library_here
from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.domain.meetings import Meeting, MeetingState
from bot.lazy import lazily
from bot.reports.plain_table import PlainTable
from bot.reports.sheets import CellMistake
from bot.services.meetings.bringing import COLUMNS, EXAMPLES, SHEET, MeetingSheet, bring, effect
from bot.settings.settings import Settings, read_settings
from bot.store.engine.database import Transaction
from bot.store.meetings import guests, queries
from bot.store.staff import members

sheet: Callable[..., bytes] = lazily("bot.reports.excel", "sheet")
MOST, MOST_TOLD = 5_000, 50
STATES = {
    MeetingState.PLANNED: "chưa đăng",
    MeetingState.ANNOUNCED: "đã đăng",
    MeetingState.CANCELLED: "đã hủy",
    MeetingState.HELD: "đã xong",
    MeetingState.REPORTED: "đã báo cáo",
}
File = Annotated[Path, typer.Argument(help="Tệp Excel")]

meeting_app = typer.Typer(no_args_is_help=True, help="Hội nghị: xem, nhập cả tỉnh một lần từ Excel.")


@meeting_app.command("list")
def show(
    days: Annotated[int, typer.Option(min=1, max=366, help="Bao nhiêu ngày tới")] = 60,
    as_json: Annotated[bool, typer.Option("--json", help="Mỗi buổi một dòng JSON, cho chương trình khác đọc")] = False,
) -> None:
    """Các buổi từ hôm nay, với số người đăng ký, số chờ chỗ và số đã quét mã ở cửa."""
    settings, now = read_settings(), datetime.now(UTC)
    communes = library_here(settings).places.communes

    def read(tx: Transaction) -> tuple[list[Meeting], dict[int, tuple[int, int]]]:
        since = now - timedelta(days=1)
        found = queries.between(tx, since, now + timedelta(days=days), MOST, states=tuple(MeetingState))
        return found, guests.counted(tx, [one.number for one in found])

    found, counted = at_the_database(settings, read, writes=False)
    table = PlainTable("Số", "Trạng thái", "Khi", "Tên, nơi", "Đăng ký", "Quét mã", whole=True)
    for one in found:
        starts, plan, (come, wait) = local(one.plan.starts), one.plan, counted.get(one.number, (0, 0))
        if as_json:
            row = {"number": one.number, "state": one.state, "kind": plan.kind, "title": plan.title}
            row |= {"commune": plan.commune, "place": plan.place, "seats": plan.seats, "scanned": one.scanned}
            row |= {"starts": starts.isoformat(), "ends": local(plan.ends).isoformat(), "come": come, "wait": wait}
            typer.echo(json.dumps(row, ensure_ascii=False))
            continue
        name = communes[plan.commune].name if plan.commune in communes else plan.commune
        when = f"{starts:%d/%m/%Y %H:%M}–{local(plan.ends):%H:%M}"
        where = f"{plan.title}: {plan.place}, {name}"
        table.row(one.number, STATES[one.state], when, where, f"{come}+{wait}" if wait else come, one.scanned)
    if not as_json:
        Console().print(table if found else "Chưa có buổi nào.")


@meeting_app.command()
def template(file: File = Path("hoi-nghi.xlsx")) -> None:
    """Ghi một tệp Excel mẫu cho `loa meeting import`, với hai dòng ví dụ."""
    if file.exists():
        raise Trouble(f"Tệp {file} đã có; hãy chọn tên khác.")
    file.write_bytes(sheet(SHEET, [column.name for column in COLUMNS], EXAMPLES))
    typer.echo(f"Mẫu: {file}. Cột “Cán bộ”: tên cán bộ phụ trách buổi đó, đúng như trong `loa staff list`.")


@meeting_app.command("import")
def import_meetings(
    file: File,
    try_out: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem sẽ được gì, không ghi")] = False,
) -> None:
    """Đăng mọi buổi trong một tệp Excel, được hết hoặc không buổi nào; lỗi nói theo ô."""
    try:
        body = file.read_bytes()
    except OSError as error:
        raise Trouble(f"Không đọc được {file}: {error.strerror or type(error).__name__}.") from error
    count, near = asyncio.run(_brought(read_settings(), file, body, try_out=try_out))
    for one in near:
        typer.echo(f"Xin lưu ý {one}")
    typer.echo(f"Tệp này sẽ đăng {count} buổi." if try_out else f"Đã đăng {count} buổi.")


async def _brought(settings: Settings, file: Path, body: bytes, *, try_out: bool) -> tuple[int, Sequence[CellMistake]]:
    async with at_rest(settings) as loa:
        runtime, now = loa.jobs.runtime, datetime.now(UTC)
        colleagues = await loa.db.read(members.all_staff)
        reading = MeetingSheet(runtime.knowledge().library, [one for one in colleagues if one.active], now)
        found = await asyncio.to_thread(reading.read, body)
        _refuse(file, reading.mistakes)
        seen = await loa.db.read(lambda tx: effect(tx, found))
        _refuse(file, seen.mistakes)
        if not try_out:
            await loa.db.run(lambda tx: bring(found, runtime.context(tx, now, f"import:{now.timestamp()}")))
        return len(found), seen.clashes


def _refuse(file: Path, mistakes: Sequence[CellMistake]) -> None:
    if mistakes:
        told = "\n".join(map(str, mistakes[:MOST_TOLD]))
        more = f"\n… và {len(mistakes) - MOST_TOLD} lỗi nữa" if len(mistakes) > MOST_TOLD else ""
        raise Trouble(f"Chưa đăng buổi nào, vì {file} có {len(mistakes)} lỗi:\n{told}{more}")
