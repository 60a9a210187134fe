"""Copies of what staff were told are found, whoever sends or posts them at the same moment."""

from __future__ import annotations

import asyncio

from sqlalchemy.util import await_only

from bot.domain.leads import Lead
from bot.domain.messages import Message
from bot.domain.people import Staff
from bot.store.engine.database import Database, Transaction
from bot.store.leads import queries as leads
from bot.store.messages import copies
from bot.store.messages import outbox as parcels
from tests.store.messages.test_outbox import LEASE, settle
from tests.store.samples import MINH, NOW, asks, hired


async def a_request(db: Database) -> tuple[Staff, Lead]:
    return await db.run(hired), await db.run(asks)


def card(tx: Transaction, member: Staff, lead: Lead) -> None:
    copies.shows(tx, member.id, [lead.number])
    parcels.post(tx, "card", MINH, Message("Lan"), NOW, about=lead.subject, reader=member.id)


async def test_one_that_set_out_while_it_was_looked_at_is_not_withdrawn(db: Database) -> None:
    """It was found waiting; before it is withdrawn, another process claims it, and sends it."""
    member, lead = await a_request(db)
    await db.run(lambda tx: card(tx, member, lead))
    [found] = await db.read(lambda tx: copies.of(tx, lead.subject))
    assert not found.sent
    [parcel] = await db.run(lambda tx: parcels.claim(tx, "w1", NOW, LEASE, 1))
    assert not await db.run(lambda tx: copies.withdraw(tx, found)), "it may arrive all the same"
    await settle(db, parcel, "sent", message_id="7")
    assert not await db.run(lambda tx: copies.withdraw(tx, found)), "it is there"


async def test_one_that_waits_is_withdrawn(db: Database) -> None:
    member, lead = await a_request(db)
    await db.run(lambda tx: card(tx, member, lead))
    [found] = await db.read(lambda tx: copies.of(tx, lead.subject))
    assert await db.run(lambda tx: copies.withdraw(tx, found))
    assert await db.run(lambda tx: parcels.claim(tx, "w1", NOW, LEASE, 1)) == []


async def test_a_right_ends_when_what_is_being_posted_can_be_found(shared: Database) -> None:
    """A card is posted, and at that moment the request is changed, and its reader swept."""
    member, lead = await a_request(shared)
    found: dict[str, int] = {}

    def unshares(tx: Transaction) -> None:
        leads.unshare(tx, lead.citizen)
        found["of"] = len(copies.of(tx, lead.subject))

    def sweeps(tx: Transaction) -> None:
        copies.sweeps(tx, member.id)
        found["at"] = len(copies.at(tx, MINH, member.id))

    def posts(tx: Transaction) -> list[asyncio.Task[None]]:
        card(tx, member, lead)
        ending = [asyncio.ensure_future(shared.run(unshares)), asyncio.ensure_future(shared.run(sweeps))]
        _done, waiting = await_only(asyncio.wait(ending, timeout=0.3))
        assert len(waiting) == 2
        return ending

    await asyncio.gather(*await shared.run(posts))
    assert found == {"of": 1, "at": 1}


async def test_two_may_post_to_one_reader_at_once(shared: Database) -> None:
    member, lead = await a_request(shared)
    both = asyncio.Barrier(2)

    def shows(tx: Transaction) -> None:
        copies.shows(tx, member.id, [lead.number])
        await_only(both.wait())

    async with asyncio.timeout(10):
        await asyncio.gather(shared.run(shows), shared.run(shows))
