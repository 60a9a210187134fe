"""What a turn costs the database: commits, statements, round trips, alone and with many at once.

Counts, not clocks: no noise moves them. A turn is everything from the message that comes in to the reply put on record
as sent.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from bot.domain.messages import Address, Incoming
from bot.runtime.content import Knowing
from bot.runtime.delivery import Delivery
from bot.runtime.reception import Reception
from bot.services.context import Runtime
from bot.store.engine.database import Database
from bot.store.messages.outbox import Parcel
from bot.words import languages
from tests.runtime.paper import FastClock
from tests.runtime.paper import PaperChannel as PaperPostbox
from tests.stories.conftest import ROOT
from tests.story import MONDAY, PaperChannel

TALK = ("menu", "đóng bao nhiêu một tháng", "2 triệu", "cảm ơn")
MANY = 32


@dataclass
class Postbox(PaperPostbox):
    """Tells when something was sent."""

    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, parcel: Parcel) -> str:
        number = await super().send(parcel)
        self.arrived.set()
        return number


@dataclass
class Office:
    """A Loa that receives and delivers, and citizens who wait for each reply."""

    reception: Reception
    delivery: Delivery
    postbox: Postbox
    numbers: count[int]

    async def talk(self, chat: str) -> None:
        for text in TALK:
            before = sum(to == chat for to, _text in self.postbox.sent)
            address = Address("paper", "", chat)
            await self.reception.receive(Incoming(f"m{next(self.numbers)}", address, "text", text, sender=chat))
            await self._replied(chat, before)

    async def _replied(self, chat: str, before: int) -> None:
        """Waits until more has been sent there than before."""
        while sum(to == chat for to, _text in self.postbox.sent) <= before:
            self.postbox.arrived.clear()
            await self.postbox.arrived.wait()

    async def turns(self, chats: int) -> int:
        """That many talk at once; how many turns that was."""
        first = next(self.numbers)
        await asyncio.gather(*(self.talk(f"chat{first}.{chat}") for chat in range(chats)))
        await self.reception.finish()
        return chats * len(TALK)


@pytest.fixture
async def loa(database_url: str, knowing: Knowing, open_database: Callable[[str], Database]) -> AsyncIterator[Office]:
    db, clock = open_database(database_url), FastClock(speed=1)
    runtime = Runtime(
        knowledge=lambda: knowing.knowledge,
        languages=languages(ROOT / "locales"),
        abilities={"paper": PaperChannel.abilities},
        clock=lambda: MONDAY,
    )
    postbox = Postbox(clock)
    delivery = Delivery(db, {("paper", ""): postbox}, lambda: MONDAY, "one")
    carrying = asyncio.create_task(delivery.run())
    yield Office(Reception(db, runtime, delivery.wake), delivery, postbox, count(1))
    delivery.stop()
    await carrying
    await db.close()


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Statements, commits and round trips meanwhile; the bounds of a transaction are trips to a server too."""
    found: Counter[str] = Counter()

    def statement(*_: object) -> None:
        found.update(("statements", "trips"))

    def bound(connection: Connection) -> None:
        if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
            found["trips"] += 1

    def commit(connection: Connection) -> None:
        found["commits"] += 1
        bound(connection)

    hooks = [("before_cursor_execute", statement), ("begin", bound), ("commit", commit), ("rollback", bound)]
    for name, hook in hooks:
        event.listen(Engine, name, hook)
    try:
        yield found
    finally:
        for name, hook in hooks:
            event.remove(Engine, name, hook)


MOST = {
    ("sqlite", 1): {"commits": 4, "statements": 19},
    ("sqlite", MANY): {"commits": 0.3, "statements": 16},
    ("postgresql", 1): {"commits": 5, "statements": 19, "trips": 25},
    ("postgresql", MANY): {"commits": 3.5, "statements": 13, "trips": 16},
}
"""A turn, by the database and by how many talk at once; what is less is welcome, and then the new bound."""


@pytest.mark.parametrize("at_once", [1, MANY])
async def test_a_turn_asks_no_more_of_the_database_than_this(
    loa: Office, database_url: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # How fast this machine is decides neither what joins a commit, nor what is asked once more, nor idle looks.
    for name in ("store.engine.sqlite.LONGEST_AT_ONCE", "runtime.delivery.QUICK", "runtime.delivery.SHARED_REST"):
        monkeypatch.setattr(f"bot.{name}", 600)
    await loa.turns(1)
    with counted() as found:
        turns = await loa.turns(at_once)
    most = MOST["sqlite" if database_url.startswith("sqlite") else "postgresql", at_once]
    per_turn = {what: found[what] / turns for what in most}
    assert {what: number for what, number in per_turn.items() if number > most[what]} == {}, per_turn
