"""How processes share the pace of an account: whatever happens, all together never have more than the whole."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, update

from bot.store.engine.database import Database
from bot.store.scheduling import delivery_shares
from bot.store.scheduling.delivery_shares import LOST
from bot.store.tables import delivery_share


def nobody(_worker: str) -> bool:
    return False


async def takes(db: Database, worker: str, gone: Callable[[str], bool] = nobody) -> float:
    return await db.run(lambda tx: delivery_shares.take(tx, worker, gone))


async def unseen(db: Database, worker: str, for_: timedelta) -> None:
    seen = update(delivery_share).where(delivery_share.c.worker == worker)
    await db.run(lambda tx: tx.connection.execute(seen.values(seen_at=func.clock_timestamp() - for_)))


async def test_who_is_alone_has_all_of_it(db: Database) -> None:
    assert await takes(db, "a:1") == await takes(db, "a:1") == 1
    await db.run(lambda tx: delivery_shares.leave(tx, "a:1"))


async def test_who_comes_waits_until_the_others_have_given_some_up(shared: Database) -> None:
    assert await takes(shared, "a:1") == 1
    assert await takes(shared, "b:2") == 0
    assert await takes(shared, "a:1") == 0.5
    assert await takes(shared, "b:2") == 0.5
    assert await takes(shared, "c:3") == 0
    assert await takes(shared, "a:1") == pytest.approx(1 / 3)
    assert await takes(shared, "c:3") == pytest.approx(1 / 6), "what is left, and not more"
    assert await takes(shared, "b:2") == await takes(shared, "c:3") == pytest.approx(1 / 3)


async def test_what_somebody_leaves_goes_to_the_others(shared: Database) -> None:
    for _twice in range(2):
        for worker in ("a:1", "b:2"):
            await takes(shared, worker)
    await shared.run(lambda tx: delivery_shares.leave(tx, "a:1"))
    assert await takes(shared, "b:2") == 1


@pytest.mark.parametrize("for_", [LOST * 1.1, -2 * LOST], ids=["long ago", "before the clock was set back"])
async def test_who_was_killed_loses_it_after_a_while(shared: Database, for_: timedelta) -> None:
    await takes(shared, "a:1")
    await unseen(shared, "a:1", LOST / 2)
    assert await takes(shared, "b:2") == 0
    await unseen(shared, "a:1", for_)
    assert await takes(shared, "b:2") == 1
    assert await takes(shared, "a:1") == 0, "it was only slow, and waits like any other"


async def test_who_is_known_to_run_no_more_loses_it_at_once(shared: Database) -> None:
    await takes(shared, "a:1")
    assert await takes(shared, "a:2", lambda worker: worker == "a:1") == 1


@pytest.mark.parametrize("seed", range(5))
async def test_all_together_never_have_more_than_the_whole(shared: Database, seed: int) -> None:
    """Processes come, go, are killed and ask in any order, many at once."""
    draw, has, dead = random.Random(seed), dict[str, float](), set[str]()

    async def asks(worker: str) -> None:
        # What it had holds until the transaction has ended; from the same moment on the new part does.
        has[worker] = await takes(shared, worker, dead.__contains__)

    for _round in range(40):
        those = [f"host:{draw.randrange(6)}" for _each in range(draw.randrange(1, 4))]
        await asyncio.gather(*(asks(worker) for worker in sorted({*those} - dead)))
        assert sum(has.values()) <= 1 + 1e-9, has
        if draw.random() < 0.2 and has:
            gone = draw.choice(sorted(has))
            del has[gone]
            if draw.random() < 0.5:
                await shared.run(lambda tx, gone=gone: delivery_shares.leave(tx, gone))  # type: ignore[misc]
            else:
                dead.add(gone)
    alive = sorted({f"host:{number}" for number in range(6)} - dead)
    for _twice in range(3):
        for worker in alive:
            await asks(worker)
    assert all(has[worker] == pytest.approx(1 / len(alive)) for worker in alive)
