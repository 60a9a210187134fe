"""The outbox to the channels: paced, retried, at least once, each chat in order.

One loop settles what was tried and claims what is due, in one transaction. A task carries each claimed parcel, with no
transaction open; a result that cannot be recorded is kept until it can.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog
from prometheus_client import Gauge

from bot.channels.interface import Channel, TryLater
from bot.domain.pace.rate_limits import Lane
from bot.runtime.attempts import (
    DeliveryRules,
    GivenUp,
    Tried,
    arrived,
    failed,
    interrupted,
    marked,
    put_back,
    record,
)
from bot.runtime.routes import Room, Route, probing, room
from bot.runtime.shares import Share
from bot.services.copies import still_readable
from bot.store.engine.database import Database, Transaction
from bot.store.messages import outbox
from bot.store.messages.outbox import Parcel

LONGEST_REST = 5.0
SHARED_REST = 0.5  # where another process may post what is due, and cannot wake us
SHORTEST_REST, LONGEST_QUEUE, QUICK, ASKED_AGAIN = 0.05, 5.0, 0.05, 3
LOOK_EVERY = 15.0
RECORDED_WITHIN = 0.03  # results of bulk ones gather for so long: a commit for each would hold up talk
NOTICED = timedelta(seconds=1)
"""By so much the clock is set at least; what is less is the machine's own unsteadiness."""

BACKLOG = Gauge("loa_parcels_due", "Parcels whose time has come and that are not sent yet")

log = structlog.get_logger()


class Delivery:
    """Carries parcels until it is told to stop.

    `worker` names this process. `given_up` has what may not go to an address told in another way; `checked` says what
    of the claimed may go now.
    `now` tells the time, which may be set; `elapsed` counts seconds, by which everything is paced.
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
        checked: Callable[[Transaction, list[Parcel]], list[Parcel]] = still_readable,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        elapsed: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._database, self._now, self._worker, self._checked = database, now, worker, checked
        self._rules = rules or DeliveryRules()
        self._given_up, self._sleep, self._elapsed, self._jitter = given_up or GivenUp(), sleep, elapsed, jitter
        self._routes = {name: Route(one, Lane(one.pace)) for name, one in channels.items()}
        self._share, self._tried = Share(worker), list[Tried]()
        self._gathering: asyncio.Task[None] | None = None
        self._looked: float | None = None
        self._read = now(), elapsed()
        self._awake, self._stopping = asyncio.Event(), asyncio.Event()

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
        now = self._now()
        count = await self._database.run(lambda tx: outbox.take_back(tx, self._worker if tx.shared else None, now))
        log.info("parcels taken back", worker=self._worker, count=count)
        return 0.0

    async def _round(self) -> float:
        """Records tries, claims what is due, sends it off; the seconds until there may be more."""
        tried, now, seconds = tuple(self._tried), self._now(), self._elapsed()
        free = room(self._routes.values(), self._rules.slots, seconds)
        probes = [route.name for route in probing(self._routes.values(), seconds)]
        drift = (now - self._read[0]) - timedelta(seconds=seconds - self._read[1])
        ahead = drift if drift > NOTICED else None
        looks = drift < -NOTICED or self._looked is None or seconds - self._looked >= LOOK_EVERY

        def exchange(tx: Transaction) -> tuple[list[Parcel], float, datetime | None, bool, float]:
            record(tx, tried, now, self._given_up)
            if ahead is not None:
                outbox.renew(tx, now, ahead, self._rules.lease)
            if looks:
                outbox.mend_times(tx, now, self._rules.lease)
                BACKLOG.set(outbox.due(tx, now))
            part = self._share.take(tx, seconds)
            taken = self._claim(tx, now, free, probes) if part else []
            kept = self._checked(tx, taken)
            again = now if len(kept) < len(taken) else None
            # With something on its way there is another look before long, whatever is due.
            due = again or (outbox.next_due(tx, now) if not taken and (free.free or probes) else None)
            return kept, self._elapsed(), due, tx.shared, part

        taken, claimed, due, shared, part = await self._database.run(exchange)
        self._share.keep(part, seconds, [route.lane for route in self._routes.values()])
        del self._tried[: len(tried)]
        self._read, self._looked = (now, seconds), seconds if looks else self._looked
        for parcel in taken:
            self._depart(parcel, claimed)
        if part and free.free and len(taken) >= free.free:
            return 0.0
        rests = [(due - now).total_seconds()] if due is not None and part else []
        rests += [end - seconds for route in self._routes.values() if (end := route.lane.paused_until(seconds))]
        return min([SHARED_REST if shared or taken else LONGEST_REST, *(max(SHORTEST_REST, rest) for rest in rests)])

    def _claim(self, tx: Transaction, now: datetime, free: Room, probes: Sequence[tuple[str, str]]) -> list[Parcel]:
        """What may go; one parcel, best one that is sure, shows whether an account carries anything."""
        claim, taken = partial(outbox.claim, tx, self._worker, now, self._rules.lease), list[Parcel]()
        for name in probes:
            taken += claim(1, lanes=[name], most_doubts=0) or claim(1, lanes=[name])
        return taken + (claim(free.free, lanes=free.lanes, most_bulk=free.bulk) if free.free else [])

    def _depart(self, parcel: Parcel, claimed: float) -> None:
        route = self._routes[parcel.address.channel, parcel.address.account]
        task = asyncio.create_task(self._carry(route, parcel, claimed))
        route.on_the_way[task] = parcel
        task.add_done_callback(lambda done: self._arrive(route, done))

    def _arrive(self, route: Route, task: asyncio.Task[None]) -> None:
        if not route.on_the_way.pop(task).bulk:
            self._awake.set()
        elif self._gathering is None or self._gathering.done():
            self._gathering = asyncio.create_task(self._gather())

    async def _gather(self) -> None:
        await self._sleep(RECORDED_WITHIN)
        self._awake.set()

    async def _carry(self, route: Route, parcel: Parcel, claimed: float) -> None:
        """Waits for its turn, asks whether it still goes, sends it; the result is to be recorded."""
        try:
            not_before = await self._queue(route.lane, parcel)
            if not_before is None and not await self._goes_now(parcel, claimed):
                not_before = self._now()
            tried = put_back(parcel, not_before) if not_before else await self._send(route.channel, parcel)
        except asyncio.CancelledError:
            self._tried.append(interrupted(parcel, self._now()))
            raise
        self._tried.append(tried)
        route.hear(parcel, tried, self._elapsed(), self._jitter())

    async def _goes_now(self, parcel: Parcel, asked: float) -> bool:
        """Whether it was not withdrawn meanwhile; asked anew where the answer itself took long."""
        for _again in range(ASKED_AGAIN):
            if self._elapsed() - asked <= QUICK:
                break
            asked = self._elapsed()
            if not await self._database.run_if_there(lambda tx: outbox.held(tx, parcel.number, parcel.fence)):
                return False
        return True

    async def _queue(self, lane: Lane, parcel: Parcel) -> datetime | None:
        """Waits until the lane lets the parcel through; a time: not before then, put it back."""
        chat, group, bulk = parcel.address.chat, parcel.group, parcel.bulk
        patience = self._elapsed() + LONGEST_QUEUE
        while (opens := lane.opens(now := self._elapsed(), chat, group=group, bulk=bulk)) > now:
            if opens > patience or self._stopping.is_set():
                return self._now() + timedelta(seconds=opens - now)
            await self._rest(opens - now, self._stopping)
        lane.passes(now, chat, group=group, bulk=bulk)
        return None

    async def _send(self, channel: Channel, parcel: Parcel) -> Tried:
        try:
            async with asyncio.timeout(self._rules.lease.total_seconds() / 2):
                message_id = await channel.send(marked(parcel, channel.abilities))
        except TimeoutError:
            late = TryLater("no answer in time", unsure=True)
            return failed(parcel, late, self._now(), self._rules.patience, self._jitter())
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
        if self._gathering is not None:
            self._gathering.cancel()
        tasks = [task for route in self._routes.values() for task in route.on_the_way]
        if tasks:
            _done, late = await asyncio.wait(tasks, timeout=self._rules.grace.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        try:
            await self._database.run(lambda tx: record(tx, tuple(self._tried), self._now(), self._given_up))
            await self._database.run(self._share.leave)
            self._tried.clear()
        except Exception as error:
            log.error("results unrecorded", worker=self._worker, count=len(self._tried), exc_info=error)
