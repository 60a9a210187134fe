"""`loa staff addresses`, `invitations`, `revoke`: where staff work, and who may still join."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from bot.cli.at_the_database import at_the_database
from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.lazy import lazily
from bot.reports.plain_table import PlainTable
from bot.services.staff.roles import ROLES
from bot.settings.settings import Settings, read_settings
from bot.store.engine.database import Transaction
from bot.store.staff import invitations, members, new_addresses, sessions

if TYPE_CHECKING:
    from bot.library import Library
    from bot.services.context import Context

admit: Callable[[int, Context], object] = lazily("bot.services.staff.addresses", "admit")
throw_out: Callable[..., None] = lazily("bot.services.staff.addresses", "throw_out")
turn_away: Callable[[int, Context], object] = lazily("bot.services.staff.addresses", "turn_away")
in_a_turn: Callable[..., Any] = lazily("bot.cli.when_needed.in_a_turn", "in_a_turn")
library_here: Callable[[Settings], Library] = lazily("bot.cli.when_needed.library_here", "library_here")


def addresses(
    number: Annotated[int | None, typer.Argument(help="Số của cán bộ; trống: mọi người")] = None,
    let_in: Annotated[int | None, typer.Option(help="Cho nơi đang đợi mang số này vào")] = None,
    refuse: Annotated[int | None, typer.Option(help="Từ chối nơi đang đợi mang số này")] = None,
) -> None:
    """Nơi làm việc của cán bộ, và nơi mới đang đợi được cho vào; bỏ một nơi: `loa staff revoke --address`."""
    settings = read_settings()
    if let_in is not None:
        if not in_a_turn(settings, lambda context: admit(let_in, context)):
            raise Trouble(f"Không có nơi nào mang số {let_in} đang đợi.")
        typer.echo("Đã cho nơi ấy vào.")
        return
    if refuse is not None:
        if not in_a_turn(settings, lambda context: turn_away(refuse, context)):
            raise Trouble(f"Không có nơi nào mang số {refuse} đang đợi.")
        typer.echo("Đã từ chối nơi ấy.")
        return
    table = PlainTable("Số", "Cán bộ", "Kênh", "Nơi nhắn", "Từ lúc", "")
    for row in at_the_database(settings, lambda tx: _listed(tx, number), writes=False):
        table.row(*row)
    Console().print(table if table.row_count else "Chưa có nơi nào.")


def _listed(tx: Transaction, number: int | None) -> Sequence[tuple[str, ...]]:
    names = {one.id: one.name for one in members.all_staff(tx)}
    rows = [
        (str(one.id), names[one.staff], one.address.channel, one.address.chat[:12],
         f"{local(one.since):%d/%m/%Y %H:%M}" if one.since else "", "đã chặn" if one.blocked else "")
        for one in members.places(tx, number)
    ]  # fmt: skip
    waiting = [one for one in new_addresses.waiting(tx, datetime.now(UTC)) if number in (None, one.staff)]
    return rows + [
        (f"đợi {one.id}", names[one.staff], one.address.channel, one.address.chat[:12], "",
         f"hết hạn {local(one.expires):%d/%m %H:%M}")
        for one in waiting
    ]  # fmt: skip


def list_invitations() -> None:
    """Những mã mời chưa ai dùng; mã thì không ai xem lại được."""
    settings = read_settings()
    found = at_the_database(settings, lambda tx: invitations.waiting(tx, datetime.now(UTC)), writes=False)
    communes = library_here(settings).places.communes if any(one.communes for one in found) else {}
    names = {code: commune.name for code, commune in communes.items()}
    table = PlainTable("Ký hiệu", "Tên", "Việc", "Xã", "Hết hạn")
    for one in found:
        places = ", ".join(names.get(code, code) for code in sorted(one.communes)) or "tất cả"
        table.row(one.mark, one.name, ROLES[one.role], places, f"{local(one.expires):%d/%m/%Y %H:%M}")
    Console().print(table if found else "Không có mã mời nào đang chờ.")


def revoke(
    invitation: Annotated[str, typer.Option(help="Ký hiệu trong `loa staff invitations`")] = "",
    address: Annotated[int | None, typer.Option(help="Số của nơi trong `loa staff addresses`")] = None,
    sessions_of: Annotated[int | None, typer.Option(help="Số của cán bộ: đưa người ấy ra khỏi bảng việc")] = None,
    all_sessions: Annotated[bool, typer.Option("--all-sessions", help="Đưa mọi người ra khỏi bảng việc")] = False,
) -> None:
    """Hủy mã mời, bỏ một nơi làm việc (mã, phiên của người ấy hết hạn, quản trị viên được báo), hoặc hủy phiên."""
    settings, now = read_settings(), datetime.now(UTC)
    if [bool(invitation), address is not None, sessions_of is not None, all_sessions].count(True) != 1:
        raise Trouble("Hãy ghi một trong bốn: --invitation, --address, --sessions-of, --all-sessions.")
    if all_sessions or sessions_of is not None:
        ended = at_the_database(settings, lambda tx: _signed_out(tx, sessions_of, now))
        typer.echo(f"Đã hủy {ended} phiên; ai cần vào lại thì gõ “bảng”.")
        return
    if invitation:
        if not at_the_database(settings, lambda tx: _revoked(tx, invitation, now)):
            raise Trouble(f"Không có mã mời nào mang ký hiệu {invitation}.")
        typer.echo("Đã hủy mã mời.")
        return
    if not in_a_turn(settings, lambda context: _thrown_out(address or 0, context)):
        raise Trouble(f"Không có nơi nào mang số {address}.")
    typer.echo("Đã bỏ nơi ấy.")


def _signed_out(tx: Transaction, number: int | None, now: datetime) -> int:
    if number is None:
        return sessions.end_of_everybody(tx, now)
    if members.get(tx, number) is None:
        raise Trouble(f"Không có cán bộ nào mang số {number}.")
    return sessions.end_all(tx, number, now)


def _revoked(tx: Transaction, mark: str, now: datetime) -> bool:
    found = [one for one in invitations.waiting(tx, now) if one.mark == mark.lower()]
    return len(found) == 1 and invitations.revoke(tx, found[0].code_hash, now)


def _thrown_out(number: int, context: Context) -> bool:
    place = next((one for one in members.places(context.tx) if one.id == number), None)
    member = members.get(context.tx, place.staff) if place is not None else None
    if place is None or member is None:
        return False
    throw_out(place, member, context)
    return True
