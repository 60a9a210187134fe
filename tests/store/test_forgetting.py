"""Forgetting a month at once: in slices, so that a citizen who writes meanwhile waits for one slice at most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from bot.domain.messages import Address, Message
from bot.runtime.clockwork import Clockwork
from bot.store.engine.database import Database, Transaction
from bot.store.engine.slices import SLICE
from bot.store.messages import inbox, outbox
from bot.store.tables import inbox as inbox_table
from bot.store.tables import parcel
from tests.store.samples import LAN, NOW, after, says

T = TypeVar("T")
MANY = 2 * SLICE + 7


def a_month(tx: Transaction) -> None:
    for number in range(MANY):
        inbox.done(tx, inbox.receive(tx, says(LAN, str(number)), NOW) or 0)
        outbox.post(tx, f"p{number}", Address("telegram", "loa", str(number)), Message("x"), NOW)
    while claimed := outbox.claim(tx, "w", NOW, timedelta(minutes=1), SLICE):
        outbox.settle(tx, [outbox.Settled(one.number, one.fence, "sent", "1") for one in claimed], NOW)


async def test_no_transaction_deletes_more_than_a_slice(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await db.run(a_month)
    gone: list[int] = []
    run = db.run_if_there

    async def counted(work: Callable[[Transaction], T]) -> T | None:
        before = await db.read(rows)
        done = await run(work)
        gone.append(before - await db.read(rows))
        return done

    monkeypatch.setattr(db, "run_if_there", counted)
    await Clockwork(db, lambda: after(days=60)).forget()
    assert await db.read(rows) == 0
    assert max(gone) == SLICE
    assert sum(gone) == 2 * MANY


def rows(tx: Transaction) -> int:
    counted = (
        tx.connection.execute(select(func.count()).select_from(one)).scalar_one() for one in (inbox_table, parcel)
    )
    return sum(counted)
