"""An evening's reminders are prepared in transactions of so many rows at most, each guest in one of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.domain.calendar import VIET_NAM
from bot.domain.meetings import MeetingState, Plan
from bot.domain.messages import Address
from bot.domain.people import Role
from bot.services.meetings import reminders
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.meetings import queries
from bot.store.people import visitors
from bot.store.scheduling import due
from bot.store.tables import address, guest, parcel
from tests.store.samples import hired
from tests.web.board.site import MY_LONG, NOW, context_of

EVENING = datetime(2026, 12, 4, 17, 0, tzinfo=VIET_NAM)
STARTS = datetime(2026, 12, 5, 8, 30, tzinfo=VIET_NAM)
SIZES = (450, 30, 250, 1)


def filled(tx: Transaction) -> None:
    minh = hired(tx, Address("webchat", "", "minh"), "Minh", Role.OFFICER, (MY_LONG,))
    people = [visitors.settle_in(tx, Address("webchat", "", f"guest {one}"), NOW, "vi") for one in range(max(SIZES))]
    rows = tx.connection.execute(select(address.c.citizen_id, address.c.id).where(address.c.citizen_id.in_(people)))
    places = [(citizen, place) for citizen, place in rows]
    for size in SIZES:
        plan = Plan("hoi-nghi", "Hội nghị", MY_LONG, "Nhà văn hóa", STARTS, STARTS + timedelta(hours=1))
        number = queries.add(tx, plan, minh.id, NOW).number
        queries.become(tx, number, MeetingState.ANNOUNCED, MeetingState.PLANNED)
        due.put(tx, "meeting", number, EVENING, 1)
        coming = {"meeting": number, "companions": 0, "state": "coming", "since": NOW}
        there = [coming | {"citizen_id": who, "address_id": place} for who, place in places[:size]]
        tx.connection.execute(guest.insert(), there)


def posted(tx: Transaction) -> int:
    return tx.connection.execute(select(func.count()).select_from(parcel)).scalar_one()


async def test_no_transaction_prepares_more_than_a_slice(database_url: str) -> None:
    db = Database.open(database_url, Vault(bytes(range(32))))
    try:
        await db.run(filled)
        grew, before = [], 0
        for turn in range(sum(SIZES)):
            looked = await db.run(lambda tx, turn=turn: reminders.tick(context_of(tx, EVENING, f"clock{turn}")))
            now = await db.read(posted)
            assert now - before == looked
            grew.append(now - before)
            before = now
            if not looked:
                break
        assert max(grew) == due.A_SLICE
        assert sum(grew) == sum(SIZES), "each guest once"
        keys = select(func.count(parcel.c.key.distinct()))
        assert await db.read(lambda tx: tx.connection.execute(keys).scalar_one()) == sum(SIZES)
        later = await db.run(lambda tx: reminders.tick(context_of(tx, EVENING + timedelta(minutes=5), "again")))
        assert later == 0
    finally:
        await db.close()
