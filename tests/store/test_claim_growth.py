"""A claim looks at a few rows, however many wait, whatever PostgreSQL believes about how many there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, event, update

from bot.domain.messages import Address, Message
from bot.store.engine.database import Database, Transaction
from bot.store.messages import outbox
from bot.store.tables import parcel
from tests.databases import Databases
from tests.store.samples import NOW, after

MANY = 3_000
BELIEVED = {
    "none at all": (0, "sent"),
    "all sent": (MANY, "sent"),
    "three sent": (3, "sent"),
    "three wait": (3, "waiting"),
}
"""What there was when PostgreSQL counted last: how many, in which state. An evening, say, before a campaign."""


@pytest.fixture
def database_url(made_databases: Databases) -> str:
    """PostgreSQL, new: one that is lent still believes what others left. SQLite's plans do not hang on statistics."""
    return made_databases.fresh("postgresql")


def waiting(chats: int, bulk: bool) -> Any:
    def work(tx: Transaction) -> None:
        for number in range(MANY):
            chat = Address("telegram", "loa", str(number % chats))
            outbox.post(tx, f"p{number}", chat, Message("x"), NOW, bulk=bulk)

    return work


def steps(tx: Transaction) -> list[dict[str, Any]]:
    """Every step of the plan of a claim of twenty, with how often it ran and how many rows it gave."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        seen.append((statement, parameters))

    tx.connection.exec_driver_sql("SAVEPOINT before")
    event.listen(tx.connection, "before_cursor_execute", note)
    outbox.claim(tx, "w", after(seconds=1), timedelta(minutes=1), 20)
    event.remove(tx.connection, "before_cursor_execute", note)
    tx.connection.exec_driver_sql("ROLLBACK TO SAVEPOINT before")
    statement, parameters = next(one for one in seen if "WITH urgent" in one[0])
    (told,) = tx.connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters).scalars()
    plan = json.loads(told) if isinstance(told, str) else told
    return list(flat(plan[0]["Plan"]))


def flat(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield step
    for below in step.get("Plans", ()):
        yield from flat(below)


async def test_a_campaign_is_read_no_further_than_what_is_claimed(db: Database) -> None:
    await db.run(waiting(MANY, True))
    found = await db.run(steps)
    assert max(one["Actual Rows"] * one["Actual Loops"] for one in found) < MANY / 10


async def test_thousands_in_one_chat_are_passed_over(db: Database) -> None:
    """Each is read once, and only for the first is the rest of the chat looked at."""
    await db.run(waiting(1, False))
    found = await db.run(steps)
    assert max(one["Actual Loops"] for one in found) <= 5, json.dumps(found, indent=1)
    assert max(one["Actual Rows"] * one["Actual Loops"] for one in found) == MANY


@pytest.mark.parametrize("belief", BELIEVED)
@pytest.mark.parametrize(("chats", "bulk"), [(MANY, True), (MANY, False), (1, False)])
async def test_what_is_believed_costs_no_more_than_one_look_at_each(
    db: Database, belief: str, chats: int, bulk: bool
) -> None:
    await db.run(counted(*BELIEVED[belief]))
    await db.run(waiting(chats, bulk))
    found = await db.run(steps)
    assert max(one["Actual Rows"] * one["Actual Loops"] for one in found) <= MANY + 20, json.dumps(found, indent=1)


def counted(many: int, state: str) -> Any:
    """PostgreSQL counts so many in that state; then they go."""

    def work(tx: Transaction) -> None:
        for number in range(many):
            outbox.post(tx, f"old{number}", Address("telegram", "loa", str(number)), Message("x"), NOW)
        tx.connection.execute(update(parcel).values(state=state))
        tx.connection.exec_driver_sql("ANALYZE parcel")
        tx.connection.execute(delete(parcel))

    return work
