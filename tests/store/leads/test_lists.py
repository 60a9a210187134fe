"""The board's lists and counts walk indexes, however many requests have ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import update

from bot.domain.calendar import WorkingTime
from bot.domain.leads import ENDS, LeadState
from bot.domain.office_rules import OfficeRules, Waits
from bot.store.engine.database import Database, Transaction
from bot.store.leads import lists as board
from bot.store.leads import queries as leads
from bot.store.leads.lists import LeadFilter, Times
from bot.store.tables import lead, metadata
from tests.store.samples import (
    LAN,
    NOW,
    after,
    asks,
    brought_to,
    hired,
)
from tests.store.test_query_plans import plans

DUTY = OfficeRules()
SLOWER = replace(DUTY, waits=Waits(call=WorkingTime(9, "days")))
RULES = ((frozenset({"29001"}), SLOWER.overdue(NOW)), (frozenset[str](), DUTY.overdue(NOW)))
TIMES = Times(RULES, NOW.date(), (after(days=-1), after(days=-3), after(days=-7)))
HERS = frozenset({"29000", "29001"})
WORK: dict[str, Callable[[Transaction], object]] = {
    "the oldest": lambda tx: board.listed(tx, LeadFilter(), TIMES, 50),
    "of some communes": lambda tx: board.listed(tx, LeadFilter(communes=HERS), TIMES, 50, 50),
    "late": lambda tx: board.listed(tx, LeadFilter(late=True), TIMES, 50),
    "in a state": lambda tx: board.listed(tx, LeadFilter(state=LeadState.NEW), TIMES, 50),
    "hers": lambda tx: board.listed(tx, LeadFilter(holder=1), TIMES, 50),
    "ended": lambda tx: board.listed(tx, LeadFilter(closed=True), TIMES, 50),
    "how many": lambda tx: board.how_many(tx, LeadFilter(late=True), TIMES),
    "counts": lambda tx: board.counts(tx, frozenset(), TIMES),
    "held": board.held,
    "let lie": lambda tx: leads.let_lie(tx, HERS, 1, RULES),
}


@pytest.mark.parametrize("name", list(WORK))
async def test_no_table_is_read_whole(db: Database, name: str) -> None:
    for step in await db.run(lambda tx: plans(tx, WORK[name])):
        read_whole = re.search(r"(?:Seq Scan on|^SCAN) (\w+)\b(?! USING)", step)
        allowed = read_whole is None or read_whole[1] == "staff" or read_whole[1] not in metadata.tables
        assert allowed, step


async def test_piles_count_every_open_request_once(db: Database) -> None:
    await db.run(asks)
    found = await db.read(lambda tx: board.counts(tx, frozenset({"29000"}), TIMES))
    assert [(cell.commune, cell.state, cell.count, cell.late, cell.ages) for cell in found] == [
        ("29000", LeadState.NEW, 1, 0, (1, 0, 0, 0))
    ]
    assert await db.read(lambda tx: board.counts(tx, frozenset({"29001"}), TIMES)) == []


async def test_late_is_what_the_rule_of_the_place_calls_late(db: Database) -> None:
    """The chat asks the rule of each request, the board the database of all: they are never of two minds."""

    def fill(tx: Transaction) -> None:
        minh, chance = hired(tx), Random(7)
        for number in range(200):
            asked = asks(tx, replace(LAN, chat=f"c{number}"), commune=chance.choice(["29000", "29001"]))
            state = chance.choice([state for state in LeadState if state not in {*ENDS, LeadState.IN_TRAY}])
            brought_to(tx, asked, state, minh.id)
            values: dict[str, Any] = {"changed_at": after(minutes=-chance.randrange(20_000))}
            if state is LeadState.CALL_AGAIN and number % 9:
                values["call_on"] = after(days=chance.randrange(-9, 5)).date()
            tx.connection.execute(update(lead).where(lead.c.number == asked.number).values(values))

    await db.run(fill)
    rules = {"29000": DUTY, "29001": SLOWER}
    listed = await db.read(lambda tx: board.listed(tx, LeadFilter(), TIMES, 500))
    kept = {one.number: one for row in listed if (one := await db.read(lambda tx, n=row.number: leads.get(tx, n)))}
    assert [row.late for row in listed] == [rules[row.commune].late(kept[row.number], NOW) for row in listed]
    assert 50 < sum(row.late for row in listed) < 150
    late = {row.number for row in listed if row.late}
    assert {row.number for row in await db.read(lambda tx: board.listed(tx, LeadFilter(late=True), TIMES, 500))} == late
    lying = await db.read(lambda tx: leads.let_lie(tx, frozenset(), 0, RULES))
    assert {one.number for one in lying} == {number for number in late if not kept[number].waits}


async def test_waits_of_nobody(db: Database) -> None:
    assert await db.read(lambda tx: board.waits(tx, frozenset(), NOW - timedelta(days=30))) == []
