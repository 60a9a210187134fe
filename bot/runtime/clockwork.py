"""What happens by itself: live questions that nobody answers go to the next officer, and what is done is forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.domain.limits import Keeping
from bot.store.cases import queries as cases
from bot.store.engine.database import Database, Transaction
from bot.store.leads import queries as leads
from bot.store.messages import chat_lines as chatlines
from bot.store.messages import hosted_media as pictures
from bot.store.messages import inbox
from bot.store.messages import outbox as parcels
from bot.store.people import linking as links
from bot.store.people import visitors
from bot.store.staff import audit
from bot.store.statistics import unanswered as questions

log = structlog.get_logger()

EVERY = timedelta(hours=1)
LOOKS = timedelta(seconds=15)
MEASURED = timedelta(minutes=5)
MANY = 200


class Clockwork:
    """Runs for ever beside reception and delivery; `pause` is a parameter for tests.

    `expire` ends what is personal in requests that ended before a time, and returns how many those were.
    """

    def __init__(
        self,
        db: Database,
        clock: Callable[[], datetime],
        keeping: Keeping | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        expire: Callable[[Transaction, datetime], int] = leads.sweep,
    ) -> None:
        self._db, self._clock, self._keeping, self._pause = db, clock, keeping or Keeping(), pause
        self._expire = expire

    async def run(self) -> None:
        """Forgets once an hour; a database that is away only postpones it."""
        while True:
            await self.forget()
            await self._pause(EVERY.total_seconds())

    async def attend(self, due: Callable[[Transaction], int], wake: Callable[[], None]) -> None:
        """Does what is due, for ever; `wake` is told when there may be something to send.

        Where so much is due that it takes several looks, the next one follows at once.
        """
        while True:
            count = await self._db.run_if_there(due)
            if count:
                wake()
            await self._pause(0 if count and count >= MANY else LOOKS.total_seconds())

    async def forget(self) -> None:
        """One round of forgetting."""
        count = await self._db.run_if_there(self._forget)
        if count:
            log.info("forgotten", count=count)

    def _forget(self, tx: Transaction) -> int:
        now, keeping = self._clock(), self._keeping
        return (
            inbox.sweep(tx, now - keeping.messages)
            + parcels.sweep(tx, now - keeping.parcels)
            + chatlines.sweep(tx, now - keeping.messages)
            + cases.sweep(tx, now - keeping.cases)
            + visitors.sweep(tx, now - keeping.drafts - timedelta(days=1))
            + self._expire(tx, now - keeping.leads)
            + audit.sweep(tx, now - keeping.leads)
            + pictures.sweep(tx, now)
            + questions.sweep(tx, now - keeping.questions)
            + links.sweep(tx, now)
        )


async def regularly(
    db: Database,
    work: Callable[[Transaction], object],
    every: timedelta,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Does the work in a transaction of its own, for ever; a database that is away only postpones it."""
    while True:
        await db.run_if_there(work)
        await pause(every.total_seconds())
