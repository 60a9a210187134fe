"""Where else somebody can be reached: a member of staff where they work, a citizen at what they have linked."""

from __future__ import annotations

from bot.domain.messages import Address
from bot.store.engine.database import Database, Transaction
from bot.store.people import addresses
from bot.store.people import linking as links
from bot.store.staff import members as staff
from tests.store.samples import HOA, LAN, MINH, NOW, comes, hired

DESK = Address("webchat", "web", "desk")


def elsewhere(tx: Transaction, place: Address) -> list[Address]:
    owner = addresses.owner(tx, place)
    assert owner is not None
    return addresses.others(tx, place, owner)


async def test_what_is_for_staff_goes_to_no_place_that_was_linked_before_they_became_staff(db: Database) -> None:
    def linked(tx: Transaction) -> None:
        links.unite(tx, comes(tx, LAN).citizen.id, comes(tx, MINH).citizen.id)
        links.unite(tx, comes(tx, LAN).citizen.id, comes(tx, HOA).citizen.id)
        minh = hired(tx, MINH)
        staff.link(tx, minh.id, DESK, NOW)

    await db.run(linked)
    assert await db.read(lambda tx: elsewhere(tx, MINH)) == [DESK]
    assert await db.read(lambda tx: elsewhere(tx, DESK)) == [MINH]
    assert set(await db.read(lambda tx: elsewhere(tx, LAN))) == {MINH, HOA}
