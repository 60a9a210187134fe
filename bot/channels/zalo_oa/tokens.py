"""The access token of an Official Account, renewed ahead of time by one process at a time.

A refresh token works once, and the pair that takes its place kills the one before: the process that refreshes holds a
lease that outlives the call, has no transaction open meanwhile, and records the new pair before anybody uses it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

import structlog
from prometheus_client import Counter, Gauge

from bot.channels.interface import MENDED, TryLater
from bot.channels.zalo_oa.api import Client, Grant
from bot.channels.zalo_oa.incoming import NAME
from bot.store.channels import zalo_oa as zalo
from bot.store.channels.zalo_oa import Pair
from bot.store.engine.database import Database, Transaction
from bot.store.scheduling import leases
from bot.store.scheduling.leases import Lease

LEASE = timedelta(seconds=60)
AGE = timedelta(hours=12)
SOON = timedelta(minutes=5)
AHEAD = timedelta(hours=3)
LOOK_EVERY = 300.0
WAIT, WAITS = 0.25, 160
SAVES, LONGEST_PAUSE = 120, 30.0
LOGIN = "hãy chạy `loa zalo login`"

Alarm: TypeAlias = Callable[[Transaction, str, str], None]
"""Tells the operators a sentence, once for each key, in the given transaction."""

EXPIRES = Gauge("loa_zalo_oa_token_expires", "When the access token ends, seconds of the epoch")
RENEWALS = Counter("loa_zalo_oa_renewals", "Renewals of the tokens, by what became of them", ["result"])

log = structlog.get_logger()


@dataclass
class Tokens:
    """The tokens of one account, shared by all processes through the database.

    `owner` is this process's name.
    """

    database: Database
    client: Client
    account: str
    clock: Callable[[], datetime]
    owner: str
    alarm: Alarm
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    renewing: asyncio.Task[Pair] | None = None

    async def now(self) -> Pair:
        """The pair that is valid now, renewed where it is about to end.

        Raises TryLater where there is none.
        """
        return await self.checked(await self.database.read(lambda tx: zalo.pair(tx, self.account)))

    async def checked(self, pair: Pair | None) -> Pair:
        """The pair just read, or its successor where it is about to end.

        Raises TryLater where there is none.
        """
        if pair is None:
            raise TryLater("zalo: no consent yet, see loa zalo login", MENDED, whole_channel=True)
        EXPIRES.set(pair.expires.timestamp())
        if pair.expires - self.clock() > SOON:
            return pair
        return await self.renewed(pair.generation)

    async def renewed(self, was: int) -> Pair:
        """The pair that follows generation `was`, renewed here or elsewhere.

        Raises TryLater where there is none for now. A renewal under way is never cut off: its answer holds the only
        token that is good.
        """
        if self.renewing is None or self.renewing.done():
            self.renewing = asyncio.create_task(self._renew(was))
        pair = await asyncio.shield(self.renewing)
        return pair if pair.generation > was else await self.renewed(was)

    async def keep_fresh(self) -> None:
        """Renews twice a day, for ever.

        That is long before a token ends, so that a bad hour at Zalo does no harm.
        """
        while True:
            try:
                await self.look()
            except TryLater as error:
                log.warning("token not renewed", channel=NAME, account=self.account, reason=str(error))
            await self.pause(LOOK_EVERY)

    async def look(self) -> None:
        """Renews if it is time to; a database that is away only postpones it."""
        pair = await self.database.run_if_there(lambda tx: zalo.pair(tx, self.account))
        now = self.clock()
        if pair is None or pair.refusal:
            return
        EXPIRES.set(pair.expires.timestamp())
        if now - pair.renewed_at >= AGE or pair.expires - now <= AHEAD:
            await self.renewed(pair.generation)

    async def close(self) -> None:
        """Waits for a renewal under way."""
        if self.renewing is not None:
            await asyncio.gather(self.renewing, return_exceptions=True)

    async def _renew(self, was: int) -> Pair:
        for _wait in range(WAITS):
            pair, lease = await self.database.run(lambda tx: self._begin(tx, was))
            if pair is None or pair.refusal:
                raise TryLater("zalo: a new consent is needed, see loa zalo login", MENDED, whole_channel=True)
            if pair.generation > was:
                return pair
            if lease is not None:
                return await self._refresh(pair, lease)
            await self.pause(WAIT)
        raise TryLater("zalo: somebody else is renewing the token", whole_channel=True)

    def _begin(self, tx: Transaction, was: int) -> tuple[Pair | None, Lease | None]:
        """The pair as it is under the lease, for it may have been renewed while this process waited."""
        pair = zalo.pair(tx, self.account)
        if pair is None or pair.refusal or pair.generation > was:
            return pair, None
        now = self.clock()
        lease = leases.take(tx, self._lease, self.owner, now, now + LEASE)
        return (zalo.pair(tx, self.account) if lease else pair), lease

    async def _refresh(self, pair: Pair, lease: Lease) -> Pair:
        try:
            answer = await self.client.refresh(pair.refresh)
        except TryLater as error:
            RENEWALS.labels("unanswered").inc()
            await self.database.run_if_there(lambda tx: leases.let_go(tx, lease, self.clock()))
            # Whatever became of the token, no message has gone.
            raise TryLater(str(error), error.after, whole_channel=True) from None
        if isinstance(answer, Grant):
            return await self._keep(pair, answer, lease)
        RENEWALS.labels("refused").inc()
        if await self.database.run(lambda tx: self._refused(tx, pair, lease, answer)):
            log.error("zalo refuses to renew the token", channel=NAME, account=self.account, reason=answer)
        raise TryLater("zalo: a new consent is needed, see loa zalo login", MENDED, whole_channel=True)

    async def _keep(self, was: Pair, grant: Grant, lease: Lease) -> Pair:
        """Puts the new pair on record, however long the database takes: it is the only copy."""
        for attempt in range(SAVES):
            kept = await self.database.run_if_there(lambda tx: self._kept(tx, was, grant, lease))
            if kept is not None:
                RENEWALS.labels("renewed").inc()
                EXPIRES.set(kept.expires.timestamp())
                log.info("token renewed", channel=NAME, account=self.account)
                return kept
            log.error("new token not on record yet", channel=NAME, account=self.account, tries=attempt + 1)
            await self.pause(min(2.0**attempt, LONGEST_PAUSE))
        raise TryLater("zalo: the new token could not be put on record", whole_channel=True)

    def _kept(self, tx: Transaction, was: Pair, grant: Grant, lease: Lease) -> Pair:
        now = self.clock()
        expires = now + timedelta(seconds=grant.seconds)
        zalo.renewed(tx, self.account, was.generation, grant.access, grant.refresh, expires, now)
        leases.let_go(tx, lease, now)
        kept = zalo.pair(tx, self.account)
        assert kept is not None
        return kept

    def _refused(self, tx: Transaction, pair: Pair, lease: Lease, reason: str) -> bool:
        """Whether the refusal counts.

        Not where somebody took the lease since: a late refusal proves nothing.
        """
        lost = leases.held(tx, lease) and zalo.refused(tx, self.account, pair.generation, reason)
        if lost:
            sentence = f"Zalo không gia hạn phiên làm việc của OA nữa ({reason}): tin Zalo đang chờ, {LOGIN}."
            self.alarm(tx, f"zalo:login:{self.account}:{pair.generation}", sentence)
        leases.let_go(tx, lease, self.clock())
        return lost

    @property
    def _lease(self) -> str:
        return f"zalo_oa:{self.account}"
