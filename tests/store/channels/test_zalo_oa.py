"""The pair of tokens changes hands once per generation; leases have one holder; uploads grow old."""

from __future__ import annotations

from datetime import timedelta

from bot.store.channels import zalo_oa as zalo
from bot.store.engine.database import Database
from bot.store.scheduling import leases
from tests.store.samples import NOW, after

HOUR = timedelta(hours=1)


async def test_a_pair_is_replaced_by_whoever_refreshed_that_generation(db: Database) -> None:
    assert await db.read(lambda tx: zalo.pair(tx, "oa")) is None
    await db.run(lambda tx: zalo.consented(tx, "oa", "a1", "r1", after(hours=25), NOW))
    first = await db.read(lambda tx: zalo.pair(tx, "oa"))
    assert first is not None
    assert (first.generation, first.access, first.refresh, first.renewed_at) == (1, "a1", "r1", NOW)
    assert "a1" not in repr(first)
    assert await db.run(lambda tx: zalo.renewed(tx, "oa", 1, "a2", "r2", after(hours=26), after(hours=1)))
    assert not await db.run(lambda tx: zalo.renewed(tx, "oa", 1, "a3", "r3", after(hours=27), after(hours=2)))
    assert not await db.run(lambda tx: zalo.refused(tx, "oa", 1, "late"))
    second = await db.read(lambda tx: zalo.pair(tx, "oa"))
    assert second is not None
    assert (second.generation, second.access, second.refresh, second.refusal) == (2, "a2", "r2", "")


async def test_a_refusal_is_told_once_and_ends_with_a_consent(db: Database) -> None:
    await db.run(lambda tx: zalo.consented(tx, "oa", "a1", "r1", after(hours=25), NOW))
    assert await db.run(lambda tx: zalo.refused(tx, "oa", 1, "-14014"))
    assert not await db.run(lambda tx: zalo.refused(tx, "oa", 1, "-14014"))
    await db.run(lambda tx: zalo.consented(tx, "oa", "a2", "r2", after(hours=25), NOW))
    pair = await db.read(lambda tx: zalo.pair(tx, "oa"))
    assert pair is not None
    assert (pair.generation, pair.refusal) == (2, "")


async def test_a_lease_has_one_holder(db: Database) -> None:
    mine = await db.run(lambda tx: leases.take(tx, "zalo", "me", NOW, NOW + HOUR))
    assert mine == leases.Lease("zalo", "me", 1)
    assert await db.run(lambda tx: leases.take(tx, "zalo", "you", NOW, NOW + HOUR)) is None
    assert await db.run(lambda tx: leases.held(tx, mine))
    yours = await db.run(lambda tx: leases.take(tx, "zalo", "you", NOW + HOUR, NOW + 2 * HOUR))
    assert yours == leases.Lease("zalo", "you", 2)
    assert not await db.run(lambda tx: leases.held(tx, mine))
    await db.run(lambda tx: leases.let_go(tx, mine, NOW))
    assert await db.run(lambda tx: leases.take(tx, "zalo", "me", NOW + HOUR, NOW + 2 * HOUR)) is None
    await db.run(lambda tx: leases.let_go(tx, yours, NOW + HOUR))
    assert await db.run(lambda tx: leases.take(tx, "zalo", "me", NOW + HOUR, NOW + 2 * HOUR)) is not None


async def test_uploads_are_remembered_until_they_are_old(db: Database) -> None:
    await db.run(lambda tx: zalo.remember_upload(tx, "oa", "hash", "att", NOW, NOW - HOUR))
    assert await db.read(lambda tx: zalo.uploaded(tx, "oa", "hash", NOW - HOUR)) == "att"
    assert await db.read(lambda tx: zalo.uploaded(tx, "oa", "hash", NOW)) == ""
    await db.run(lambda tx: zalo.remember_upload(tx, "oa", "other", "att2", NOW + HOUR, NOW))
    assert await db.read(lambda tx: zalo.uploaded(tx, "oa", "hash", NOW - HOUR)) == ""
