"""Counts add up, whoever counts at once; consents say what was agreed to and when it was taken back."""

from __future__ import annotations

import asyncio
from datetime import date

from bot.store.engine.database import Database
from bot.store.people import consents
from bot.store.people.consents import Given
from bot.store.statistics import tallies
from bot.store.statistics.tallies import Tally
from tests.store.samples import NOW, after, comes

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


async def test_counts_add_up(db: Database) -> None:
    await asyncio.gather(*(db.run(lambda tx: tallies.count(tx, MONDAY, "request", "29000")) for _ in range(16)))
    await db.run(lambda tx: tallies.count(tx, MONDAY, "request", "29000", by=4))
    await db.run(lambda tx: tallies.count(tx, MONDAY, "request", came_from="cho"))
    await db.run(lambda tx: tallies.count(tx, TUESDAY, "request"))
    await db.run(lambda tx: tallies.count(tx, MONDAY, "arrival"))
    assert await db.read(lambda tx: tallies.total(tx, "request", MONDAY, MONDAY)) == 21
    assert await db.read(lambda tx: tallies.total(tx, "request", MONDAY, TUESDAY)) == 22
    assert await db.read(lambda tx: tallies.total(tx, "nothing", MONDAY, TUESDAY)) == 0
    assert await db.read(lambda tx: tallies.between(tx, MONDAY, MONDAY)) == [
        Tally(MONDAY, "arrival", "", "", 1),
        Tally(MONDAY, "request", "", "cho", 1),
        Tally(MONDAY, "request", "29000", "", 20),
    ]


async def test_a_consent_is_given_and_taken_back(db: Database) -> None:
    who = (await db.run(comes)).citizen.id
    first = await db.run(lambda tx: consents.give(tx, who, "2026-1", ("call", "remind"), "telegram", "ab", NOW))
    await db.run(lambda tx: consents.withdraw(tx, who, after(days=1)))
    await db.run(lambda tx: consents.give(tx, who, "2026-2", (), "telegram", "cd", after(days=2)))
    given, again = await db.read(lambda tx: consents.of_citizen(tx, who))
    assert given == Given(first, "2026-1", ("call", "remind"), "telegram", "ab", NOW, after(days=1))
    assert again.withdrawn_at is None
    await db.run(lambda tx: consents.withdraw(tx, who, after(days=3)))
    assert (await db.read(lambda tx: consents.of_citizen(tx, who)))[0].withdrawn_at == after(days=1)
