"""A channel made of paper, a clock that runs fast, and a post office between them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.domain.messages import Abilities, Address, Message
from bot.domain.pace.rate_limits import Pace
from bot.runtime.attempts import DeliveryRules
from bot.runtime.delivery import Delivery
from bot.runtime.processes import this_process
from bot.store.engine.database import Database
from bot.store.engine.vault import Vault
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Parcel

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
KEY = bytes(32)
NO_PACE = Pace(per_second=100_000, per_chat_second=100_000, per_group_minute=1_000_000, burst=100_000)


class FastClock:
    """Time that runs `speed` times as fast as ours, so that minutes of waiting pass in a test.

    `wrong` is by how much the time of day has been set wrong.
    """

    def __init__(self, speed: float = 50.0, start: datetime = START) -> None:
        self.speed, self.start, self.wrong = speed, start, timedelta()
        self.begin()

    def begin(self) -> None:
        """It is `start` now."""
        self._began = time.monotonic()

    def elapsed(self) -> float:
        return (time.monotonic() - self._began) * self.speed

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.elapsed()) + self.wrong

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.speed)


@dataclass
class PaperChannel:
    """Keeps what was sent and when; `refuse` may raise for a parcel, `slow` is how many seconds a send takes."""

    clock: FastClock = field(default_factory=FastClock)
    name: str = "paper"
    account: str = ""
    pace: Pace = NO_PACE
    abilities: Abilities = field(default_factory=Abilities)
    slow: float = 0.0
    refuse: Callable[[Parcel], None] = lambda parcel: None
    sent: list[tuple[str, str]] = field(default_factory=list)
    times: list[datetime] = field(default_factory=list)
    under_way: set[str] = field(default_factory=set)
    tries: int = 0

    async def send(self, parcel: Parcel) -> str:
        chat = parcel.address.chat
        assert chat not in self.under_way, "two parcels of one chat at once"
        self.under_way.add(chat)
        self.tries += 1
        try:
            await asyncio.sleep(self.slow)
            self.refuse(parcel)
            self.sent.append((chat, parcel.message.text))
            self.times.append(self.clock.now())
            return str(len(self.sent))
        finally:
            self.under_way.discard(chat)

    async def close(self) -> None:
        return None


@dataclass
class PostOffice:
    """A database with its outbox, and the deliveries that work on it."""

    database: Database
    clock: FastClock

    async def post(
        self, *texts: str, chat: str = "lan", account: str = "", group: bool = False, bulk: bool = False
    ) -> None:
        """Posts texts to one chat, due now."""
        now = self.clock.now()
        address = Address("paper", account, chat)

        def work(tx: parcels.Transaction) -> None:
            for text in texts:
                parcels.post(tx, f"{chat}:{text}", address, Message(text), now, group=group, bulk=bulk, posted=now)

        await self.database.run(work)

    def delivery(self, *channels: PaperChannel, worker: str = "one", rules: DeliveryRules | None = None) -> Delivery:
        served = {(one.name, one.account): one for one in channels}
        clock = self.clock
        return Delivery(
            *(self.database, served, clock.now, worker, rules),
            sleep=clock.sleep,
            elapsed=clock.elapsed,
            jitter=lambda: 0.0,
        )

    async def left(self) -> int:
        """How many parcels wait, due or not."""
        return await self.database.read(
            lambda tx: tx.connection.exec_driver_sql("SELECT count(*) FROM parcel WHERE state = 'waiting'").scalar_one()
        )


async def ended_process() -> str:
    """The name that a process of this machine had, which runs no more."""
    process = await asyncio.create_subprocess_exec("true")
    await process.wait()
    return f"{this_process().rpartition(':')[0]}:{process.pid}"


@asynccontextmanager
async def working(*deliveries: Delivery) -> AsyncIterator[None]:
    """Deliveries at work, stopped in peace at the end."""
    tasks = [asyncio.create_task(delivery.run()) for delivery in deliveries]
    try:
        yield
    finally:
        for delivery in deliveries:
            delivery.stop()
        await asyncio.gather(*tasks)


async def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Waits for a condition in real time; fails after `seconds`."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - any condition may be waited for
            await asyncio.sleep(0.005)


def open_database(url: str) -> Database:
    return Database.open(url, Vault(KEY))
