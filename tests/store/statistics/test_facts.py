"""Counts add up, whoever counts at once, and nobody waits for anybody else to count."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.util import await_only

from bot.domain.outreach.facts import FACTS, Fact, Step, cell
from bot.store.engine.database import Database, Transaction
from bot.store.statistics import facts
from bot.store.tables import fact

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
ASKED = Fact(Step.REQUEST, "29000", "telegram", "XMY7")


def rows(tx: Transaction) -> int:
    return tx.connection.execute(select(func.count()).select_from(fact)).scalar_one()


async def test_counts_add_up(db: Database) -> None:
    await asyncio.gather(*(db.run(lambda tx: facts.count(tx, MONDAY, ASKED)) for _ in range(16)))
    await db.run(lambda tx: facts.count(tx, MONDAY, ASKED, by=4))
    await db.run(lambda tx: facts.count(tx, MONDAY, Fact(Step.REQUEST, "29419"), Fact(Step.ARRIVAL)))
    await db.run(lambda tx: facts.count(tx, TUESDAY, Fact(Step.REQUEST), Fact(Step.REQUEST)))
    assert await db.read(lambda tx: facts.total(tx, Step.REQUEST, MONDAY, MONDAY)) == 21
    assert await db.read(lambda tx: facts.total(tx, Step.REQUEST, MONDAY, TUESDAY)) == 23
    assert await db.read(lambda tx: facts.total(tx, Step.JOINED)) == 0
    assert await db.read(lambda tx: facts.sums(tx, ("step", "unit"), MONDAY, MONDAY)) == {
        ("request", "29000"): 20,
        ("request", "29419"): 1,
        ("arrival", ""): 1,
    }
    only = {"steps": [Step.REQUEST], "units": ["29000", "29419"], "only": {"source": ["XMY7"]}}
    assert await db.read(lambda tx: facts.sums(tx, ("day", "source"), **only)) == {(MONDAY, "XMY7"): 20}


async def test_nobody_waits_for_another_turn_to_end(shared: Database) -> None:
    """Five turns count the same, and each ends only when all have: each has a row, which the clock makes one."""
    turns = asyncio.Barrier(5)

    def turn(tx: Transaction) -> None:
        facts.count(tx, MONDAY, ASKED, Fact(Step.ARRIVAL))
        await_only(turns.wait())

    async with asyncio.timeout(10):
        await asyncio.gather(*(shared.run(turn) for _ in range(5)))
    assert await shared.read(rows) == 10
    await shared.run(lambda tx: facts.sum_up(tx, TUESDAY))
    assert await shared.read(rows) == 2
    assert await shared.read(lambda tx: facts.total(tx, Step.REQUEST)) == 5


async def test_the_clock_makes_one_row_of_each_count(db: Database) -> None:
    await db.run(lambda tx: facts.count(tx, MONDAY, ASKED))
    await db.run(lambda tx: tx.connection.execute(update(fact).values(slot=-7)))
    await db.run(lambda tx: facts.count(tx, MONDAY, ASKED, by=2))
    await db.run(lambda tx: facts.count(tx, TUESDAY, ASKED))
    for _again in range(2):
        await db.run(lambda tx: facts.sum_up(tx, TUESDAY))
        assert await db.read(lambda tx: facts.total(tx, Step.REQUEST, MONDAY, MONDAY)) == 3
        assert await db.read(rows) == (2 if db.shared else 3)


def test_topic_and_source_never_meet() -> None:
    assert set(FACTS) == set(Step)
    for step, definition in FACTS.items():
        assert not {"source", "topic"} <= definition.by, step
        assert definition.by <= {"channel", "source", "topic", "answer"}
    with pytest.raises(ValueError, match="asked is not told apart by topic"):
        Fact(Step.ASKED, source="XMY7", topic="pension")


def test_a_count_that_could_tell_who_it_is_is_hidden_elsewhere() -> None:
    assert [str(dict(cell(count, inside=False).values)["text"]) for count in (0, 1, 2, 3, 40)] == [
        "0", "<3", "<3", "3", "40",
    ]  # fmt: skip
    assert dict(cell(1, inside=True).values)["text"] == "1"
