"""Staff: a code works once, and whoever serves a commune is found by it."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.messages import Address
from bot.domain.people import Role, Staff
from bot.store.engine.database import Database, Transaction
from bot.store.people import blocking, visitors
from bot.store.staff import groups, invitations
from bot.store.staff import members as staff
from tests.store.samples import (
    HOA,
    LAN,
    MINH,
    NOW,
    after,
    hired,
)

GROUP = Address("telegram", "loa", "-100")


def redeem(tx: Transaction, code: bytes = b"code", address: Address = MINH) -> Staff | None:
    return invitations.redeem(tx, code, address, NOW, "vi")


async def invite(db: Database, code: bytes = b"code", name: str = "Minh", role: Role = Role.OFFICER) -> None:
    await db.run(lambda tx: invitations.invite(tx, code, name, role, {"29000"}, after(days=1), NOW))


async def test_an_invitation_makes_staff_once(db: Database) -> None:
    await invite(db)
    minh = await db.run(redeem)
    assert minh == Staff(1, "Minh", Role.OFFICER, "vi", frozenset({"29000"}))
    assert await db.run(lambda tx: redeem(tx, address=LAN)) is None
    assert await db.run(lambda tx: redeem(tx, b"other")) is None
    assert await db.read(lambda tx: staff.addresses(tx, 1)) == [MINH]


async def test_redeemed_by_eight_at_once_it_makes_one(db: Database) -> None:
    await invite(db)
    addresses = [Address("telegram", "loa", str(number)) for number in range(8)]
    made = await asyncio.gather(*(db.run(lambda tx, at=at: redeem(tx, address=at)) for at in addresses))
    assert sum(member is not None for member in made) == 1
    assert len(await db.read(staff.all_staff)) == 1


async def test_an_invitation_expires(db: Database) -> None:
    await invite(db)
    assert await db.run(lambda tx: invitations.redeem(tx, b"code", MINH, after(days=1), "vi")) is None


async def test_a_second_invitation_changes_the_same_person(db: Database) -> None:
    await invite(db)
    minh = await db.run(redeem)
    await invite(db, b"second", "Minh Trần", Role.SUPERVISOR)
    again = await db.run(lambda tx: redeem(tx, b"second"))
    assert minh is not None
    assert again == Staff(minh.id, "Minh Trần", Role.SUPERVISOR, "vi", frozenset({"29000"}))


async def test_whoever_serves_a_commune(db: Database) -> None:
    def hire(tx: Transaction) -> dict[str, Staff]:
        return {
            name: hired(tx, Address("t", "l", name), name, role, communes)
            for name, role, communes in (
                ("officer", Role.OFFICER, ("29000", "29001")),
                ("elsewhere", Role.OFFICER, ("2900", "9000")),
                ("everywhere", Role.COLLECTOR, ()),
                ("gone", Role.OFFICER, ("29000",)),
                ("admin", Role.ADMIN, ()),
            )
        }

    people = await db.run(hire)
    await db.run(lambda tx: staff.remove(tx, people["gone"].id))
    assert await db.read(lambda tx: staff.of_commune(tx, "29000")) == [people["officer"], people["everywhere"]]
    assert await db.read(lambda tx: staff.supervisors(tx, "29000")) == [people["admin"]]
    boss = await db.run(lambda tx: hired(tx, HOA, "Hoa", Role.SUPERVISOR))
    assert await db.read(lambda tx: staff.supervisors(tx, "29000")) == [boss]
    assert await db.read(lambda tx: staff.supervisors(tx, "29001")) == [people["admin"]]
    assert len(await db.read(staff.all_staff)) == 6


async def test_removed_once(db: Database) -> None:
    minh = await db.run(hired)
    assert await db.run(lambda tx: staff.remove(tx, minh.id))
    assert not await db.run(lambda tx: staff.remove(tx, minh.id))
    assert not await db.run(lambda tx: staff.remove(tx, 999))
    kept = await db.read(lambda tx: staff.get(tx, minh.id))
    assert kept is not None
    assert not kept.active


async def test_a_second_address_and_a_blocked_one(db: Database) -> None:
    minh = await db.run(hired)
    await db.run(lambda tx: staff.link(tx, minh.id, HOA, NOW))
    assert await db.read(lambda tx: staff.addresses(tx, minh.id)) == [MINH, HOA]
    await db.run(lambda tx: blocking.mark_blocked(tx, MINH, True, NOW))
    assert await db.read(lambda tx: staff.addresses(tx, minh.id)) == [HOA]
    with pytest.raises(LookupError):
        await db.run(lambda tx: staff.link(tx, 999, LAN, NOW))


async def test_groups(db: Database) -> None:
    everyone = Address("zalo", "loa", "all")
    await db.run(lambda tx: groups.add_group(tx, GROUP, {"1"}))
    await db.run(lambda tx: groups.add_group(tx, GROUP, {"29000"}))
    await db.run(lambda tx: groups.add_group(tx, everyone, ()))
    assert await db.read(lambda tx: groups.groups_of(tx, "29000")) == [GROUP, everyone]
    assert await db.read(lambda tx: groups.groups_of(tx, "1")) == [everyone]
    await db.run(lambda tx: visitors.settle_in(tx, GROUP, NOW, "vi"))
    await db.run(lambda tx: blocking.mark_blocked(tx, GROUP, True, NOW))
    assert await db.read(lambda tx: groups.groups_of(tx, "29000")) == [everyone]
