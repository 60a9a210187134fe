"""What happens by itself: what is due is done, and what is done with is forgotten.

A live question that nobody answers goes to the next officer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.domain.limits import Keeping
from bot.store.cases import queries as cases
from bot.store.engine.database import Database, Transaction
from bot.store.leads import queries as leads
from bot.store.messages import chat_lines, hosted_media, inbox, outbox
from bot.store.people import linking, visitors
from bot.store.staff import audit
from bot.store.statistics import unanswered

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
        expire: Callable[[Transaction, datetime], int] = leads.expire_leads,
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
            inbox.expire_inbox(tx, now - keeping.messages)
            + outbox.expire_parcels(tx, now - keeping.parcels)
            + chat_lines.expire_chat_lines(tx, now - keeping.messages)
            + cases.expire_cases(tx, now - keeping.cases)
            + visitors.expire_conversations(tx, now - keeping.drafts - timedelta(days=1))
            + self._expire(tx, now - keeping.leads)
            + audit.expire_audit(tx, now - keeping.leads)
            + hosted_media.expire_pictures(tx, now)
            + unanswered.expire_questions(tx, now - keeping.questions)
            + linking.expire_codes(tx, now)
        )


async def regularly(
    db: Database,
    work: Callable[[Transaction], object],
    every: timedelta,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Does the work in a transaction of its own, for ever.

    A database that is away only postpones it.
    """
    while True:
        await db.run_if_there(work)
        await pause(every.total_seconds())
