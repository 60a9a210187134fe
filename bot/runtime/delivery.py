"""The outbox to the channels: paced, retried, at least once, each chat in order.

One loop settles what was tried and claims what is due, in one transaction. Every claimed parcel is carried by a task of
its own, with no transaction open; a result that cannot be recorded is kept until it can.
"""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from prometheus_client import Gauge

from bot.channels.interface import Channel
from bot.domain.rate_limits import BULK_SHARE, Lane
from bot.runtime.attempts import (
    GivenUp,
    Patience,
    Tried,
    arrived,
    failed,
    interrupted,
    longer,
    marked,
    put_back,
    record,
)
from bot.store.engine.database import Database, Transaction
from bot.store.messages import outbox
from bot.store.messages.outbox import Parcel

LONGEST_REST = 5.0
SHARED_REST = 0.5  # where another process may post what is due, and cannot wake us
SHORTEST_REST = 0.05
LONGEST_QUEUE = timedelta(seconds=5)
COUNT_EVERY = timedelta(seconds=15)

BACKLOG = Gauge("loa_parcels_due", "Parcels whose time has come and that are not sent yet")

log = structlog.get_logger()


@dataclass(frozen=True)
class DeliveryRules:
    """The numbers of delivery.

    slots   parcels on their way at once, on one account of a channel
    lease   how long a claim holds; one send may take half of it
    grace   how long a stop waits for what is on its way
    share   this process's part of each channel's pace
    """

    slots: int = 20
    patience: Patience = field(default_factory=Patience)
    lease: timedelta = timedelta(seconds=90)
    grace: timedelta = timedelta(seconds=10)
    share: float = 1.0


@dataclass
class Route:
    """One account of a channel with its lane and the parcels on their way there.

    `failures` counts how often in a row all of it had to pause; while there are any, one parcel at a time is tried.
    """

    channel: Channel
    lane: Lane
    failures: int = 0
    on_the_way: dict[asyncio.Task[None], Parcel] = field(default_factory=dict)


class Delivery:
    """Carries parcels until it is told to stop.

    `worker` names this process among all that deliver.
    `given_up` sees to it that what may not go to an address is heard of in another way.
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[tuple[str, str], Channel],
        now: Callable[[], datetime],
        worker: str,
        rules: DeliveryRules | None = None,
        *,
        given_up: GivenUp | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._database, self._now, self._worker, self._rules = database, now, worker, rules or DeliveryRules()
        self._given_up, self._sleep, self._jitter = given_up or GivenUp(), sleep, jitter
        self._routes = {name: Route(one, Lane(one.pace, self._rules.share)) for name, one in channels.items()}
        self._tried: list[Tried] = []
        self._counted: datetime | None = None
        self._awake = asyncio.Event()
        self._stopping = asyncio.Event()

    def wake(self) -> None:
        """Something was committed that may be due: look now."""
        self._awake.set()

    def stop(self) -> None:
        """Claims nothing more; `run` returns when all on its way has arrived or grace is over."""
        self._stopping.set()
        self._awake.set()

    async def run(self) -> None:
        """Delivers until `stop`. A database or a channel that is away only makes it wait."""
        log.info("delivery starts", worker=self._worker, count=len(self._routes))
        rounds = self._begin
        try:
            while not self._stopping.is_set():
                self._awake.clear()
                try:
                    rest = await rounds()
                    rounds = self._round
                except Exception as error:
                    log.error("delivery waits", worker=self._worker, exc_info=error)
                    rest = LONGEST_REST
                    if not self._stopping.is_set():
                        self._awake.clear()
                await self._rest(rest, self._awake)
        finally:
            await self._finish()
            log.info("delivery stopped", worker=self._worker)

    async def _begin(self) -> float:
        """Takes back what this worker had claimed when it died; on SQLite, what anybody had."""
        count = await self._database.run(
            lambda tx: outbox.take_back(tx, self._worker if tx.shared else None, self._now())
        )
        log.info("parcels taken back", worker=self._worker, count=count)
        return 0.0

    async def _round(self) -> float:
        """Records tries, claims what is due, sends it off; the seconds until there may be more."""
        tried, now = tuple(self._tried), self._now()
        lanes, free, bulk = self._room(now)

        def exchange(tx: Transaction) -> tuple[list[Parcel], datetime | None, bool]:
            record(tx, tried, now, self._given_up)
            if self._counted is None or now - self._counted >= COUNT_EVERY:
                self._counted = now
                BACKLOG.set(outbox.due(tx, now))
            if not free:
                return [], None, tx.shared
            taken = outbox.claim(tx, self._worker, now, self._rules.lease, free, lanes=lanes, most_bulk=bulk)
            return taken, None if len(taken) == free else outbox.next_due(tx, now), tx.shared

        taken, due, shared = await self._database.run(exchange)
        del self._tried[: len(tried)]
        for parcel in taken:
            self._depart(parcel)
        if free and len(taken) == free:
            return 0.0
        ends = [route.lane.paused_until(now) for route in self._routes.values()]
        rests = [(time - now).total_seconds() for time in [due, *ends] if time is not None]
        return min([SHARED_REST if shared else LONGEST_REST, *(max(SHORTEST_REST, rest) for rest in rests)])

    def _room(self, now: datetime) -> tuple[list[tuple[str, str]], int, int]:
        """The lanes that have room, and how many parcels, and bulk ones among them, may be claimed.

        One claim serves all lanes, so the fullest sets the number; one that is nearly full is left out until it is not.
        """
        lanes, free, bulk = [], [], []
        for name, route in self._routes.items():
            slots = 1 if route.failures else self._rules.slots
            room = slots - len(route.on_the_way)
            if room >= max(1, slots // 4) and route.lane.paused_until(now) is None:
                lanes.append(name)
                free.append(room)
                bulk.append(math.ceil(slots * BULK_SHARE) - sum(parcel.bulk for parcel in route.on_the_way.values()))
        return lanes, min(free, default=0), max(0, min(bulk, default=0))

    def _depart(self, parcel: Parcel) -> None:
        route = self._routes[parcel.address.channel, parcel.address.account]
        task = asyncio.create_task(self._carry(route, parcel))
        route.on_the_way[task] = parcel
        task.add_done_callback(lambda done: self._arrive(route, done))

    def _arrive(self, route: Route, task: asyncio.Task[None]) -> None:
        del route.on_the_way[task]
        self._awake.set()

    async def _carry(self, route: Route, parcel: Parcel) -> None:
        """Waits for the parcel's turn in its lane and sends it; the result is to be recorded."""
        try:
            not_before = await self._queue(route.lane, parcel)
            tried = put_back(parcel, not_before) if not_before else await self._send(route.channel, parcel)
        except asyncio.CancelledError:
            self._tried.append(interrupted(parcel, self._now()))
            raise
        self._tried.append(tried)
        now = self._now()
        if tried.pause is not None and route.lane.paused_until(now) is None:
            route.failures += 1
            route.lane.pause(now + max(tried.pause, longer(route.failures, self._jitter())))
        elif tried.settled.result in ("sent", "never"):
            route.failures = 0

    async def _queue(self, lane: Lane, parcel: Parcel) -> datetime | None:
        """Waits until the lane lets the parcel through; a time: not before then, put it back."""
        chat, group, bulk = parcel.address.chat, parcel.group, parcel.bulk
        patience = self._now() + LONGEST_QUEUE
        while (opens := lane.opens(now := self._now(), chat, group=group, bulk=bulk)) > now:
            if opens > patience or self._stopping.is_set():
                return opens
            await self._rest((opens - now).total_seconds(), self._stopping)
        lane.passes(now, chat, group=group, bulk=bulk)
        return None

    async def _send(self, channel: Channel, parcel: Parcel) -> Tried:
        try:
            async with asyncio.timeout(self._rules.lease.total_seconds() / 2):
                message_id = await channel.send(marked(parcel, channel.abilities))
        except Exception as error:  # noqa: BLE001 - one bad parcel must not hold up the others
            return failed(parcel, error, self._now(), self._rules.patience, self._jitter())
        return arrived(parcel, message_id, self._now())

    async def _rest(self, seconds: float, woken: asyncio.Event) -> None:
        """Sleeps, but no longer than until the event."""
        both = {asyncio.ensure_future(self._sleep(seconds)), asyncio.ensure_future(woken.wait())}
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()

    async def _finish(self) -> None:
        """Waits for what is on its way, cuts off what takes too long, and records all of it."""
        tasks = [task for route in self._routes.values() for task in route.on_the_way]
        if tasks:
            _done, late = await asyncio.wait(tasks, timeout=self._rules.grace.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        try:
            await self._database.run(lambda tx: record(tx, tuple(self._tried), self._now(), self._given_up))
            self._tried.clear()
        except Exception as error:
            log.error("results unrecorded", worker=self._worker, count=len(self._tried), exc_info=error)
