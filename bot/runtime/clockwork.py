"""What happens by itself: what is due is done, and what is done with is forgotten.

A live question that nobody answers goes to the next officer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.domain.calendar import local
from bot.domain.retention import Retention
from bot.store.cases import queries as cases
from bot.store.channels import origins
from bot.store.content import versions
from bot.store.engine.database import Database, Transaction
from bot.store.leads import queries as leads
from bot.store.meetings import door, guests, photos, results
from bot.store.messages import chat_lines, expiry, hosted_media, inbox
from bot.store.outreach import recipients
from bot.store.people import linking, payments, subscriptions, visitors
from bot.store.scheduling.due import A_SLICE
from bot.store.staff import audit, new_addresses
from bot.store.statistics import facts, plan_usage, summing, unanswered

log = structlog.get_logger()

EVERY = timedelta(hours=1)
LOOKS = timedelta(seconds=15)
MEASURED = timedelta(minutes=5)
WATCHED = timedelta(seconds=15)
BREATH = timedelta(seconds=0.2)
"""Where a look did so much there may be more: the next one follows soon, and talk has the database in between."""


class Clockwork:
    """Runs for ever beside reception and delivery; `pause` is a parameter for tests.

    `expire` ends what is personal in requests that ended before a time, and returns how many those were.
    `closing` is the day on which a month's books close.
    """

    def __init__(
        self,
        db: Database,
        clock: Callable[[], datetime],
        keeping: Retention | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        expire: Callable[[Transaction, datetime], int] = leads.expire_leads,
        closing: Callable[[], int] = lambda: 0,
    ) -> None:
        self._db, self._clock, self._keeping, self._pause = db, clock, keeping or Retention(), pause
        self._expire, self._closing = expire, closing

    async def run(self) -> None:
        """Forgets once an hour; a database that is away only postpones it."""
        while True:
            await self.forget()
            await self._pause(EVERY.total_seconds())

    async def attend(self, due: Callable[[Transaction], int], wake: Callable[[], None]) -> None:
        """Does what is due, for ever; `wake` is told when there may be something to send.

        Where so much is due that it takes several looks, the next one follows after a breath.
        """
        while True:
            count = await self._db.run_if_there(due)
            if count:
                wake()
            await self._pause((BREATH if count and count >= A_SLICE else LOOKS).total_seconds())

    async def forget(self) -> None:
        """One round of forgetting, a slice in each transaction: between them others write."""
        now = self._clock()
        count = await self._forget_cards(now)
        for work in self._slices(now):
            while done := await self._db.run_if_there(work):
                count += done
        if count:
            log.info("forgotten", count=count)
        await self._db.run_if_there(self._sum_up)
        while await self._db.run_if_there(self._sum_months):
            pass

    async def _forget_cards(self, now: datetime) -> int:
        """Forgets what was sent about requests and questions that are not kept any more."""
        before, lists_before = now - self._keeping.parcels, now - self._keeping.leads
        count = 0
        last: int | None = 0
        while last is not None:
            work = partial(expiry.expire_cards, before=before, lists_before=lists_before, after=last)
            done, last = await self._db.run_if_there(work) or (0, None)
            count += done
        return count

    def _slices(self, now: datetime) -> Sequence[Callable[[Transaction], int]]:
        """What deletes a slice of what is over and returns how many rows that were.

        None, and all is done.
        """
        keeping = self._keeping
        return (
            lambda tx: inbox.expire_inbox(tx, now - keeping.messages),
            lambda tx: expiry.expire_parcels(tx, now - keeping.parcels),
            lambda tx: chat_lines.expire_chat_lines(tx, now - keeping.messages),
            lambda tx: cases.expire_cases(tx, now - keeping.cases),
            lambda tx: door.expire(tx, now),
            lambda tx: guests.expire_guests(tx, now - keeping.meetings),
            lambda tx: photos.expire_photos(tx, now - keeping.photos),
            lambda tx: results.expire_words(tx, now - keeping.reports),
            lambda tx: visitors.expire_conversations(tx, now - keeping.drafts - timedelta(days=1)),
            lambda tx: self._expire(tx, now - keeping.leads),
            lambda tx: audit.expire_audit(tx, now - keeping.leads),
            lambda tx: hosted_media.expire_pictures(tx, now),
            lambda tx: unanswered.expire_questions(tx, now - keeping.questions),
            lambda tx: linking.expire_codes(tx, now),
            lambda tx: visitors.expire_sources(tx, now),
            lambda tx: subscriptions.expire_subscriptions(tx, now - keeping.subscriptions),
            lambda tx: payments.expire_reminders(tx, now - keeping.payments),
            lambda tx: recipients.expire_recipients(tx, now - keeping.recipients),
            lambda tx: origins.expire_origins(tx, now),
            lambda tx: new_addresses.expire_new_addresses(tx, now),
            lambda tx: versions.thin(tx, now - keeping.versions),
        )

    def _sum_up(self, tx: Transaction) -> None:
        """Makes one row of each count of the days for which no turn counts any more."""
        yesterday = local(self._clock()).date() - timedelta(days=1)
        facts.sum_up(tx, yesterday)
        plan_usage.sum_up(tx, yesterday)

    def _sum_months(self, tx: Transaction) -> int:
        """Adds to the months in the books what is sure by now; 0, and all is done."""
        return summing.sum_up(tx, local(self._clock()).date() - timedelta(days=2), self._closing())


async def regularly(
    do: Callable[[Callable[[Transaction], object]], Awaitable[object]],
    work: Callable[[Transaction], object],
    every: timedelta,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Does the work in a transaction of its own, for ever.

    A database that is away only postpones it.

    do   Database.run_if_there, or read_if_there for work that only looks: nobody who writes waits for that
    """
    while True:
        await do(work)
        await pause(every.total_seconds())
