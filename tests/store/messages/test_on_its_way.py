"""What is withdrawn while it is on its way may still arrive: its changes come after it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bot.domain.messages import Subject
from bot.store.engine.database import Database
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Parcel
from tests.store.messages.test_outbox import claim, post, posted, settle
from tests.store.samples import HOA, after


async def withdrawn_on_its_way(db: Database, **change: Any) -> tuple[Parcel, datetime]:
    """A card that w1 was sending when it was withdrawn, and the change of it that was posted then."""
    await db.run(lambda tx: posted(tx, "card", about=Subject.lead(1)))
    [card] = await claim(db)
    await db.run(lambda tx: parcels.withdraw(tx, about=Subject.lead(1)))
    await db.run(lambda tx: posted(tx, "change", edits="card", **change))
    return card, after(seconds=1)


@pytest.mark.parametrize("kind", ["edit", "delete"])
async def test_a_change_waits_until_what_was_withdrawn_on_its_way_has_arrived(db: Database, kind: str) -> None:
    card, now = await withdrawn_on_its_way(db, kind=kind)
    assert await claim(db, now, worker="w2") == []
    await settle(db, card, "sent", now, message_id="7")
    [change] = await claim(db, now, worker="w2")
    assert (change.kind, change.message_id) == (kind, "7")


async def test_a_change_waits_for_an_earlier_change_on_its_way(db: Database) -> None:
    await post(db, "card")
    await settle(db, (await claim(db))[0], "sent", message_id="7")
    await db.run(lambda tx: posted(tx, "earlier", kind="edit", edits="card", about=Subject.lead(1)))
    [earlier] = await claim(db)
    await db.run(lambda tx: parcels.withdraw(tx, about=Subject.lead(1)))
    await db.run(lambda tx: posted(tx, "change", kind="edit", edits="card"))
    assert await claim(db, worker="w2") == []
    await settle(db, earlier, "sent", message_id="7")
    assert [change.key for change in await claim(db, worker="w2")] == ["change"]


@pytest.mark.parametrize("result", ["later", "never"])
async def test_a_change_goes_as_a_new_message_where_what_was_withdrawn_has_not_arrived(
    db: Database, result: str
) -> None:
    card, now = await withdrawn_on_its_way(db, kind="edit")
    assert await settle(db, card, result, now, reason="x") == 0
    [change] = await claim(db, now, worker="w2")
    assert (change.key, change.kind) == ("change", "new")


async def test_a_change_waits_no_longer_than_the_lease(db: Database) -> None:
    """Whoever was sending it has died."""
    await withdrawn_on_its_way(db, kind="edit")
    assert [change.key for change in await claim(db, after(seconds=61), worker="w2")] == ["change"]


async def test_a_change_does_not_wait_for_a_clock_that_was_ahead(db: Database) -> None:
    await withdrawn_on_its_way(db, kind="edit", due=after(days=-365))
    assert [change.key for change in await claim(db, after(days=-365), worker="w2")] == ["change"]


async def test_others_do_not_wait_for_it(db: Database) -> None:
    _card, now = await withdrawn_on_its_way(db, kind="edit")
    await post(db, "else", address=HOA)
    assert [one.key for one in await claim(db, now, worker="w2")] == ["else"]
