"""The board's lists and counts walk indexes, however many requests have ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.leads import LeadState
from bot.store import board
from bot.store.board import Sieve, Times
from bot.store.database import Database, Transaction
from bot.store.tables import metadata
from tests.store.people import NOW, after, asks
from tests.store.test_plans import plans

TIMES = Times(NOW, NOW.date(), (after(days=-1), after(days=-3), after(days=-7)))
HERS = frozenset({"29000", "29001"})
WORK: dict[str, Callable[[Transaction], object]] = {
    "the oldest": lambda tx: board.listed(tx, Sieve(), TIMES, 50),
    "of some communes": lambda tx: board.listed(tx, Sieve(communes=HERS), TIMES, 50, 50),
    "late": lambda tx: board.listed(tx, Sieve(late=True), TIMES, 50),
    "in a state": lambda tx: board.listed(tx, Sieve(state=LeadState.NEW), TIMES, 50),
    "hers": lambda tx: board.listed(tx, Sieve(holder=1), TIMES, 50),
    "ended": lambda tx: board.listed(tx, Sieve(closed=True), TIMES, 50),
    "how many": lambda tx: board.how_many(tx, Sieve(late=True), TIMES),
    "piles": lambda tx: board.piles(tx, frozenset(), TIMES),
    "held": board.held,
}


@pytest.mark.parametrize("name", list(WORK))
async def test_no_table_is_read_whole(db: Database, name: str) -> None:
    for step in await db.run(lambda tx: plans(tx, WORK[name])):
        read_whole = re.search(r"(?:Seq Scan on|^SCAN) (\w+)\b(?! USING)", step)
        allowed = read_whole is None or read_whole[1] == "staff" or read_whole[1] not in metadata.tables
        assert allowed, step


async def test_piles_count_every_open_request_once(db: Database) -> None:
    await db.run(asks)
    found = await db.read(lambda tx: board.piles(tx, frozenset({"29000"}), TIMES))
    assert [(pile.commune, pile.state, pile.count, pile.late, pile.ages) for pile in found] == [
        ("29000", LeadState.NEW, 1, 0, (1, 0, 0, 0))
    ]
    assert await db.read(lambda tx: board.piles(tx, frozenset({"29001"}), TIMES)) == []


async def test_waits_of_nobody(db: Database) -> None:
    assert await db.read(lambda tx: board.waits(tx, frozenset(), NOW - timedelta(days=30))) == []
