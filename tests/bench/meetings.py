"""Meetings of a busy province: python -m tests.bench.meetings

500 meetings of a month with 50,000 guests: the board's pages, through the whole web side but the socket; and an
evening's 20,000 reminders, prepared slice by slice. On SQLite and PostgreSQL.
"""

from __future__ import annotations

import asyncio
import secrets
import statistics
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import func, select

from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Address
from bot.domain.people import Role
from bot.logs import set_up_logs
from bot.services.context import Context
from bot.services.meetings import reminders
from bot.services.staff.board_login import hashed
from bot.store.engine.database import Database, Transaction
from bot.store.people import visitors
from bot.store.scheduling import due
from bot.store.staff import invitations, sessions
from bot.store.tables import address, guest, meeting, meeting_report, parcel
from tests.bench import board
from tests.databases import databases
from tests.web.board.site import NOW, context_of, knowledge

MEETINGS, GUESTS_EACH, TOMORROW = 500, 100, 200
PAGES = {
    "month": "/staff/meetings?month=2026-12",
    "month, empty": "/staff/meetings?month=2027-05",
    "one meeting": "/staff/meetings/7",
    "form": "/staff/meetings/new",
    "Excel": "/staff/meetings.xlsx?month=2026-12",
}
EVENING = datetime(2026, 12, 4, 17, 0, tzinfo=VIET_NAM)


async def main() -> None:
    """Prints server time and CPU time of each page, and what an evening of reminders costs."""
    set_up_logs("error", "json")
    knowledge()
    with databases() as made:
        for kind in ("sqlite", "postgresql"):
            db = Database.open(await asyncio.to_thread(made.fresh, kind), board.VAULT)
            async with AsyncExitStack() as stack:
                stack.push_async_callback(db.close)
                codes = await db.run(fill)
                if db.shared:
                    await db.run(lambda tx: tx.connection.exec_driver_sql("ANALYZE"))
                for who, code in codes.items():
                    await board.measure(db, f"{kind}, {who}", code, PAGES)
                await evening(db, kind)


async def evening(db: Database, kind: str) -> None:
    """The reminders of 200 meetings of tomorrow, as the clock prepares them; how long each transaction took."""
    took, began, cpu = [], time.perf_counter(), time.process_time()
    left = 1
    while left:
        at = time.perf_counter()
        left = await db.run(lambda tx: reminders.tick(_context(tx, len(took))))
        took.append((time.perf_counter() - at) * 1000)
    count = await db.read(lambda tx: tx.connection.scalar(select(func.count()).select_from(parcel)))
    took.sort()
    print(
        f"{kind:24} {count} reminders in {len(took)} transactions, {time.perf_counter() - began:.1f} s "
        f"(CPU {time.process_time() - cpu:.1f} s); one: median {statistics.median(took):.0f} ms, "
        f"p95 {took[int(len(took) * 0.95)]:.0f} ms, worst {took[-1]:.0f} ms"
    )


def _context(tx: Transaction, slice_: int) -> Context:
    return context_of(tx, EVENING, f"clock{slice_}")


def fill(tx: Transaction) -> dict[str, str]:
    """Staff, meetings and guests; returns a code to sign in with for an admin and an officer."""
    places = knowledge().library.places
    communes = [commune.code for commune in places.provinces[places.home].communes]
    codes, made_by = {}, 0
    for role, area in ((Role.ADMIN, []), (Role.OFFICER, [communes[0]])):
        code, hash_ = secrets.token_urlsafe(32), secrets.token_bytes(32)
        invitations.invite(tx, hash_, "Cán bộ", role, area, NOW + timedelta(days=1), NOW)
        member = invitations.redeem(tx, hash_, Address("webchat", "", role.value), NOW, "vi")
        assert member is not None
        sessions.give_code(tx, member.id, hashed(code), NOW + timedelta(minutes=9), NOW)
        codes[role.value], made_by = code, member.id
    people = [visitors.settle_in(tx, Address("webchat", "", f"guest {one}"), NOW, "vi") for one in range(GUESTS_EACH)]
    rows = tx.connection.execute(select(address.c.citizen_id, address.c.id).where(address.c.citizen_id.in_(people)))
    _meetings(tx, communes, made_by)
    _guests(tx, {row.citizen_id: row.id for row in rows})
    return codes


def _meetings(tx: Transaction, communes: list[str], made_by: int) -> None:
    """200 of them on the day after the evening, the others over the month; half of those have results."""
    rows = []
    for number in range(1, MEETINGS + 1):
        day = 5 if number <= TOMORROW else 6 + number % 25
        starts = datetime(2026, 12, day, 8 + number % 8, 30, tzinfo=VIET_NAM)
        state = "announced" if number <= TOMORROW or number % 2 else "reported"
        rows.append(
            {
                "number": number,
                "kind": "hoi-nghi",
                "title": f"Hội nghị {number}",
                "commune": communes[number % len(communes)],
                "place": f"Nhà văn hóa ấp {number}",
                "starts": starts,
                "ends": starts + timedelta(hours=2),
                "seats": 120,
                "state": state,
                "made_by": made_by,
                "made_at": NOW,
            }
        )
    tx.connection.execute(meeting.insert(), rows)
    held = [one["number"] for one in rows if one["state"] == "reported"]
    counted = {"present": 42, "women": 17, "khmer": 5, "signed": 3, "promised": 9}
    reports = [{"meeting": number, "written_by": made_by, "written_at": NOW, **counted} for number in held]
    tx.connection.execute(meeting_report.insert(), reports)
    for number in range(1, TOMORROW + 1):
        due.put(tx, "meeting", number, EVENING, 1)


def _guests(tx: Transaction, people: Mapping[int, int]) -> None:
    """100 of each meeting, the same 100 people; one in five brings somebody, one in twenty waits."""
    put = partial(tx.connection.execute, guest.insert())
    for number in range(1, MEETINGS + 1):
        put(
            [
                {
                    "meeting": number,
                    "citizen_id": who,
                    "address_id": place,
                    "companions": int(one % 5 == 0),
                    "state": "waiting" if number > TOMORROW and one % 20 == 19 else "coming",
                    "since": NOW + timedelta(seconds=one),
                }
                for one, (who, place) in enumerate(people.items())
            ]
        )


if __name__ == "__main__":
    asyncio.run(main())
