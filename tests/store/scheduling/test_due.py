"""Things with a due time: one row for each, moved and dropped by whoever decides; nothing open is ever unwatched."""

from __future__ import annotations

from datetime import date

from bot.domain.leads import LeadState
from bot.domain.messages import Address
from bot.domain.people import Role
from bot.store.engine.database import Database
from bot.store.scheduling import due
from bot.store.scheduling.due import Due
from bot.store.staff import members as staff
from tests.store.samples import (
    HOA,
    NOW,
    OTHER_PHONE,
    after,
    asks,
    brought_to,
    hired,
)


async def test_put_moved_and_dropped(db: Database) -> None:
    await db.run(lambda tx: due.put(tx, "digest", 7, after(hours=1)))
    await db.run(lambda tx: due.put(tx, "digest", 7, after(hours=2), 3))
    assert await db.read(lambda tx: due.get(tx, "digest", 7)) == Due("digest", 7, after(hours=2), 3)
    assert not await db.read(lambda tx: due.ready(tx, ["digest"], after(hours=1)))
    assert await db.read(lambda tx: due.ready(tx, ["lead", "digest"], after(hours=2)))
    await db.run(lambda tx: due.move(tx, [Due("digest", 7, after(days=1), 4)]))
    assert await db.run(lambda tx: due.claim(tx, "digest", after(hours=2), 5)) == []
    assert [one.level for one in await db.run(lambda tx: due.claim(tx, "digest", after(days=1), 5))] == [4]
    await db.run(lambda tx: due.drop(tx, "digest", 7))
    assert await db.read(lambda tx: due.get(tx, "digest", 7)) is None


async def test_a_burst_is_counted_from_its_beginning(db: Database) -> None:
    counted = [await db.run(lambda tx, n=n: due.count(tx, "gather", 1, after(minutes=n))) for n in range(3)]
    assert counted == [1, 2, 3]
    assert await db.read(lambda tx: due.get(tx, "gather", 1)) == Due("gather", 1, NOW, 3)


async def test_every_open_request_is_watched(db: Database) -> None:
    asked = await db.run(asks)
    ended = await db.run(lambda tx: asks(tx, HOA, "Hoa", OTHER_PHONE))
    minh = await db.run(hired)
    await db.run(lambda tx: brought_to(tx, ended, LeadState.JOINED, minh.id))
    assert await db.run(due.watch_all) == 1
    assert await db.run(due.watch_all) == 0
    assert await db.run(lambda tx: due.claim(tx, "lead", NOW, 5)) == [Due("lead", asked.number, NOW, 0)]


async def test_whoever_has_no_message_planned(db: Database) -> None:
    minh = await db.run(hired)
    boss = await db.run(lambda tx: hired(tx, Address("t", "l", "boss"), "Hoa", Role.SUPERVISOR, ()))
    roles = [role.value for role in Role]
    assert await db.read(lambda tx: due.unplanned(tx, "digest", roles)) == [minh.id, boss.id]
    await db.run(lambda tx: due.put(tx, "digest", minh.id, NOW))
    assert await db.read(lambda tx: due.unplanned(tx, "digest", roles)) == [boss.id]
    assert await db.read(lambda tx: due.unplanned(tx, "digest", [Role.OFFICER.value])) == []


async def test_absence_and_turns(db: Database) -> None:
    minh = await db.run(hired)
    phuc = await db.run(lambda tx: hired(tx, Address("t", "l", "phuc"), "Phúc"))
    await db.run(lambda tx: staff.told(tx, minh.id, NOW))
    assert await db.read(lambda tx: staff.least_told(tx, [minh.id, phuc.id])) == phuc.id
    await db.run(lambda tx: staff.told(tx, phuc.id, after(hours=1)))
    assert await db.read(lambda tx: staff.least_told(tx, [minh.id, phuc.id])) == minh.id
    await db.run(lambda tx: staff.away(tx, minh.id, date(2026, 11, 30)))
    away = await db.read(lambda tx: staff.get(tx, minh.id))
    assert away is not None
    assert [away.away(date(2026, 11, day)) for day in (23, 30)] == [True, True]
    assert not away.away(date(2026, 12, 1))
