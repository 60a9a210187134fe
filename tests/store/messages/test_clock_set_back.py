"""What somebody was to hear first comes first, also where it was tried before the clock was set back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.messages import Message
from bot.store.engine.database import Database, Transaction
from bot.store.messages import late_parcels, outbox
from bot.store.messages.outbox import Parcel, Settled
from tests.store.samples import LAN, NOW

LEASE = timedelta(seconds=90)


def killed(tx: Transaction, claimed: Parcel, now: datetime) -> None:
    outbox.take_back(tx, "w", now)


def refused(tx: Transaction, claimed: Parcel, now: datetime) -> None:
    outbox.settle(tx, [Settled(claimed.number, claimed.fence, "later", reason="busy", due=now)], now)


def doubted(tx: Transaction, claimed: Parcel, now: datetime) -> None:
    outbox.settle(tx, [Settled(claimed.number, claimed.fence, "later", due=now, unsure=True)], now)


def put_off(tx: Transaction, claimed: Parcel, now: datetime) -> None:
    late_parcels.put_off(tx, [claimed.number], now, now)


@pytest.mark.parametrize("what", [killed, refused, doubted, put_off])
@pytest.mark.parametrize("ahead", [timedelta(minutes=8), timedelta(days=1), timedelta(seconds=20)], ids=str)
async def test_what_was_tried_before_comes_first(
    db: Database, what: Callable[[Transaction, Parcel, datetime], None], ahead: timedelta
) -> None:
    def work(tx: Transaction) -> list[str]:
        outbox.post(tx, "first", LAN, Message("một"), NOW + ahead)
        (first,) = outbox.claim(tx, "w", NOW + ahead, LEASE, 9)
        what(tx, first, NOW)
        # An officer's line and an answer are turns of two people: nothing says of the second what the first was due.
        outbox.post(tx, "second", LAN, Message("hai"), NOW + timedelta(seconds=1))
        said, now = [], NOW + timedelta(seconds=2)
        while claimed := outbox.claim(tx, "w", now, LEASE, 9):
            said += [one.key for one in claimed]
            outbox.settle(tx, [Settled(one.number, one.fence, "sent", "m") for one in claimed], now)
        return said

    assert await db.run(work) == ["first", "second"]


async def test_what_was_due_before_stays_due_then(db: Database) -> None:
    """How long somebody has waited is counted from when it was due, however often it was tried."""

    def work(tx: Transaction) -> datetime:
        outbox.post(tx, "first", LAN, Message("một"), NOW)
        for minutes in (1, 5, 9):
            now = NOW + timedelta(minutes=minutes)
            (one,) = outbox.claim(tx, "w", now, LEASE, 9)
            refused(tx, one, now)
        (one,) = outbox.claim(tx, "w", NOW + timedelta(minutes=10), LEASE, 9)
        return one.due

    assert await db.run(work) == NOW
