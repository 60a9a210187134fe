"""What meetings cost at the size of a province: rows, statements and transactions, never seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.domain.meetings import MeetingState
from bot.services.meetings import reminders
from bot.store.engine.database import Database, Transaction
from bot.store.meetings import afterwards, calls, guests, queries, results
from bot.store.scheduling import due
from bot.store.tables import address, citizen, consent, guest, meeting, parcel
from bot.web.board.meetings.months import lines_of
from tests.store.samples import LAN, NOW, hired
from tests.store.test_query_plans import plans
from tests.web.board.site import MY_LONG, context_of

MEETINGS, EACH = 30, 20
STARTS = NOW + timedelta(days=1, hours=6)


def fill(tx: Transaction, many: int = MEETINGS, each: int = EACH) -> None:
    """So many meetings tomorrow, with so many guests each, all of whom were there."""
    minh = hired(tx).id
    people = many * each
    tx.connection.execute(citizen.insert(), [{"language": "vi", "since": NOW} for _one in range(people)])
    row = {"channel": "webchat", "account": "", "talked_at": NOW}
    first = tx.connection.exec_driver_sql("SELECT max(id) FROM citizen").scalar_one() - people + 1
    tx.connection.execute(
        address.insert(), [{**row, "chat": f"g{number}", "citizen_id": first + number} for number in range(people)]
    )
    given = {"version": "door-1", "purposes": "at_the_door", "channel": "webchat", "text_sha256": "0", "given_at": NOW}
    tx.connection.execute(consent.insert(), [{**given, "citizen_id": first + number} for number in range(people)])
    place = tx.connection.exec_driver_sql("SELECT max(id) FROM address").scalar_one() - people + 1
    plan = {
        "kind": "hoi-nghi",
        "commune": MY_LONG,
        "title": "Hội nghị",
        "place": "Chợ",
        "made_by": minh,
        "made_at": NOW,
    }
    times = {"starts": STARTS, "ends": STARTS + timedelta(hours=2), "state": MeetingState.ANNOUNCED.value}
    tx.connection.execute(meeting.insert(), [{**plan, **times, "number": number} for number in range(1, many + 1)])
    rows = [
        {"meeting": 1 + number // each, "citizen_id": first + number, "address_id": place + number, "companions": 0,
         "state": "coming", "since": NOW, "arrived": NOW}
        for number in range(people)
    ]  # fmt: skip
    tx.connection.execute(guest.insert(), rows)
    for number in range(1, many + 1):
        due.put(tx, "meeting", number, NOW, 1)


def counting(tx: Transaction, work: Callable[[Transaction], object]) -> int:
    """How many statements the work executes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(tx.connection, "before_cursor_execute", note)
    work(tx)
    event.remove(tx.connection, "before_cursor_execute", note)
    return len(seen)


async def test_the_month_of_the_board_takes_as_many_statements_however_many_meetings(db: Database) -> None:
    await db.run(fill)
    hers = await db.run(lambda tx: replace(hired(tx, LAN, "Sáu"), communes=frozenset({MY_LONG})))
    first, after = STARTS.date().replace(day=1), (STARTS.date().replace(day=28) + timedelta(days=9)).replace(day=1)

    def month(tx: Transaction) -> None:
        lines = lines_of(tx, hers, first, after)
        assert (len(lines), {one.come for one in lines}) == (MEETINGS, {EACH})

    assert await db.read(lambda tx: counting(tx, month)) == 3


async def test_an_evening_of_reminders_is_prepared_in_bounded_transactions(db: Database) -> None:
    await db.run(fill)
    transactions: list[tuple[int, int]] = []

    def tick(tx: Transaction) -> int:
        found: list[int] = []
        statements = counting(tx, lambda tx: found.append(reminders.tick(context_of(tx, NOW))))
        transactions.append((found[0], statements))
        return found[0]

    while await db.run(tick):
        pass
    assert max(looked for looked, _statements in transactions) <= due.A_SLICE
    assert sum(looked for looked, _statements in transactions) == MEETINGS * EACH
    assert max(statements / (looked or 1) for looked, statements in transactions[:-1]) < 5
    sent = await db.read(lambda tx: tx.connection.execute(parcel.select()).all())
    assert len(sent) == MEETINGS * EACH, "at most once each"
    assert all(one.bulk for one in sent), "what is said in a talk goes first"


WORK: dict[str, Callable[[Transaction], object]] = {
    "guests of a meeting": lambda tx: guests.expected(tx, 1),
    "to remind": lambda tx: guests.to_remind(tx, 1, 1, 200, only_untold=False),
    "to thank": lambda tx: afterwards.to_thank(tx, 1, 200, "at_the_door"),
    "lately": lambda tx: afterwards.lately(tx, 1, NOW, STARTS),
    "to be called": lambda tx: calls.of_meeting(tx, 1),
    "results owed": lambda tx: results.owed(tx, [MY_LONG], NOW),
    "last of an officer": lambda tx: queries.last_of(tx, 1, NOW, STARTS),
    "the month": lambda tx: queries.between(tx, NOW, STARTS, 500, states=tuple(MeetingState)),
    "due": lambda tx: due.claim(tx, "meeting", NOW, 50),
}


@pytest.mark.parametrize("name", sorted(WORK))
async def test_no_table_of_meetings_is_read_whole(db: Database, name: str) -> None:
    await db.run(lambda tx: fill(tx, 3, 3))
    whole = ("SCAN guest", "SCAN meeting", "Seq Scan on guest", "Seq Scan on meeting")
    steps = await db.run(lambda tx: plans(tx, WORK[name]))
    assert steps
    assert not [step for step in steps if any(one in step for one in whole) and "INDEX" not in step]
