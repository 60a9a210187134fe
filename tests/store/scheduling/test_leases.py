"""Leases: one holder at a time, and nobody holds one longer than it was taken for."""

from __future__ import annotations

from datetime import timedelta

from bot.store.engine.database import Database
from bot.store.scheduling import leases
from tests.store.samples import NOW, after

LASTS = timedelta(minutes=1)


async def test_it_is_free_when_its_time_is_over(db: Database) -> None:
    first = await db.run(lambda tx: leases.take(tx, "poll", "one", NOW, NOW + LASTS))
    assert first is not None
    assert await db.run(lambda tx: leases.take(tx, "poll", "two", after(seconds=59), after(seconds=119))) is None
    assert await db.run(lambda tx: leases.take(tx, "poll", "two", after(seconds=60), after(seconds=120)))
    assert not await db.run(lambda tx: leases.held(tx, first))


async def test_one_taken_before_the_clock_was_set_back_is_free(db: Database) -> None:
    assert await db.run(lambda tx: leases.take(tx, "poll", "dead", after(days=1), after(days=1) + LASTS))
    assert await db.run(lambda tx: leases.take(tx, "poll", "alive", NOW, NOW + LASTS))


async def test_clocks_of_two_machines_may_differ_a_little(db: Database) -> None:
    assert await db.run(lambda tx: leases.take(tx, "poll", "ahead", after(minutes=3), after(minutes=4)))
    assert await db.run(lambda tx: leases.take(tx, "poll", "behind", NOW, NOW + LASTS)) is None
