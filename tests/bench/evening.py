"""An evening's 20,000 reminders beside live talk: python -m tests.bench.evening

Turns of talk are timed from the moment a message comes in until its reply is with the platform: first while nothing
else goes on, then while the clock prepares reminders and both platforms carry them. Each of these lets only so many a
second through and refuses the rest. On SQLite and PostgreSQL; read the ratios, both halves are of the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import func, select

from bot.channels.interface import TryLater
from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Abilities, Address, Incoming
from bot.domain.pace.rate_limits import Pace
from bot.logs import set_up_logs
from bot.runtime.clockwork import Clockwork
from bot.runtime.delivery import Delivery
from bot.runtime.jobs import Jobs
from bot.runtime.reception import Reception
from bot.services.context import Runtime
from bot.store.engine.database import Database, Transaction
from bot.store.messages.outbox import Parcel
from bot.store.scheduling import due
from bot.store.tables import address, citizen, guest, meeting, parcel
from bot.words import languages
from tests.bench.board import VAULT
from tests.databases import databases
from tests.store.samples import hired
from tests.stories.test_five_channels import CHANNELS
from tests.web.board.site import MY_LONG, ROOT, knowledge

EVENING = datetime(2026, 12, 4, 17, 0, tzinfo=VIET_NAM)
LANES, TALKS = ("telegram", "zalo_oa"), "telegram"
EACH, RATE, ANSWERS = 100, 5.0, 0.02
SAID = "lương hưu tính thế nào"


@dataclass
class Platform:
    """One account of a platform: it answers after a moment, and refuses what comes too fast."""

    name: str
    most: int
    account: str = ""
    pace: Pace = field(default_factory=Pace)
    refused: int = 0
    carried: int = 0
    replied: dict[str, asyncio.Queue[float]] = field(default_factory=dict)
    lately: deque[float] = field(default_factory=deque)

    @property
    def abilities(self) -> Abilities:
        return CHANNELS[self.name][0]

    async def send(self, parcel: Parcel) -> str:
        now = time.perf_counter()
        while self.lately and self.lately[0] < now - 1:
            self.lately.popleft()
        if len(self.lately) >= self.most:
            self.refused += 1
            raise TryLater("429", timedelta(seconds=1), whole_channel=True)
        self.lately.append(now)
        await asyncio.sleep(ANSWERS)
        self.carried += parcel.bulk
        if parcel.address.chat in self.replied:
            self.replied[parcel.address.chat].put_nowait(time.perf_counter())
        return f"{self.name}{parcel.number}"

    async def close(self) -> None:
        return None


def fill(tx: Transaction, many: int) -> None:
    """So many guests, 100 a meeting, all of tomorrow; half of them on each platform."""
    minh = hired(tx).id
    tx.connection.execute(citizen.insert(), [{"language": "vi", "since": EVENING} for _one in range(many)])
    first = tx.connection.scalar(select(func.max(citizen.c.id))) - many + 1
    row = {"account": "", "talked_at": EVENING - timedelta(hours=3)}
    places = [{**row, "channel": LANES[one % 2], "chat": f"g{one}", "citizen_id": first + one} for one in range(many)]
    tx.connection.execute(address.insert(), places)
    place = tx.connection.scalar(select(func.max(address.c.id))) - many + 1
    starts = EVENING + timedelta(hours=16)
    plan = {"kind": "hoi-nghi", "commune": MY_LONG, "title": "Hội nghị", "place": "Chợ", "made_by": minh}
    plan |= {"made_at": EVENING, "starts": starts, "ends": starts + timedelta(hours=2), "state": "announced"}
    numbers = range(1, many // EACH + 1)
    tx.connection.execute(meeting.insert(), [{**plan, "number": number} for number in numbers])
    coming = {"companions": 0, "state": "coming", "since": EVENING - timedelta(days=2)}
    guests = [
        {**coming, "meeting": 1 + one // EACH, "citizen_id": first + one, "address_id": place + one}
        for one in range(many)
    ]
    tx.connection.execute(guest.insert(), guests)
    for number in numbers:
        due.put(tx, "meeting", number, EVENING, 1)


@dataclass
class Office:
    """All of Loa but the web, by a clock that stands before the evening until it starts."""

    db: Database
    platforms: dict[str, Platform]
    started: float = 0.0
    took: list[float] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)

    def now(self) -> datetime:
        passed = timedelta(seconds=time.perf_counter() - self.started) if self.started else timedelta(minutes=-10)
        return EVENING + passed

    def __post_init__(self) -> None:
        known, abilities = knowledge(), {name: one.abilities for name, one in self.platforms.items()}
        runtime = Runtime(lambda: known, languages(ROOT / "locales"), abilities, self.now)
        self.jobs = Jobs(runtime)
        channels = {(name, ""): one for name, one in self.platforms.items()}
        given_up, checked = self.jobs.given_up, self.jobs.checked
        self.delivery = Delivery(self.db, channels, self.now, "bench", given_up=given_up, checked=checked)
        self.reception = Reception(self.db, runtime, self.delivery.wake)

    def due(self, tx: Transaction) -> int:
        began = time.perf_counter()
        done = self.jobs.due(tx)
        if done:
            self.took.append((time.perf_counter() - began) * 1000)
        return done

    async def talk(self, seconds: float) -> list[float]:
        """Milliseconds of each turn, while somebody else writes every moment."""
        loop, turns = time.perf_counter(), []
        for number in range(int(seconds * RATE)):
            await asyncio.sleep(max(0.0, loop + number / RATE - time.perf_counter()))
            turns.append(asyncio.create_task(self._turn(f"t{number % 40}")))
        return list(await asyncio.gather(*turns))

    async def _turn(self, chat: str) -> float:
        replied = self.platforms[TALKS].replied.setdefault(chat, asyncio.Queue())
        began, place = time.perf_counter(), Address(TALKS, "", chat)
        await self.reception.receive(Incoming(f"m{next(self.numbers)}", place, "text", SAID, sender=chat))
        return (await asyncio.wait_for(replied.get(), 60) - began) * 1000


async def main(many: int, seconds: float) -> None:
    """Prints what a turn takes alone and beside the reminders, and how those went."""
    set_up_logs("error", "json")
    knowledge()
    with databases() as made:
        for kind in ("sqlite", "postgresql"):
            db = Database.open(await asyncio.to_thread(made.fresh, kind), VAULT)
            try:
                await db.run(lambda tx: fill(tx, many))
                await evening(db, kind, seconds)
            finally:
                await db.close()


async def evening(db: Database, kind: str, seconds: float) -> None:
    """One database: alone first, then the evening."""
    pace = Pace()
    office = Office(db, {name: Platform(name, int(pace.per_second) + pace.burst + 2) for name in LANES})
    clockwork = Clockwork(db, office.now)
    delivering = asyncio.create_task(office.delivery.run())
    await office.talk(10)  # warm
    alone = await office.talk(seconds)
    office.started = time.perf_counter()
    attending = asyncio.create_task(clockwork.attend(office.due, office.delivery.wake))
    beside = await office.talk(seconds)
    elapsed = time.perf_counter() - office.started
    prepared = await db.read(lambda tx: tx.connection.scalar(select(func.count()).where(parcel.c.bulk)))
    attending.cancel()
    await asyncio.wait([attending])
    await office.reception.finish()
    office.delivery.stop()
    await delivering
    print(f"{kind}: {told(alone, 'alone')}; {told(beside, 'beside')}; "
          f"ratio of medians {statistics.median(beside) / statistics.median(alone):.2f}")  # fmt: skip
    sent = {name: (one.carried, one.refused) for name, one in office.platforms.items()}
    print(f"  prepared {prepared} in {elapsed:.0f} s, {len(office.took)} transactions, {told(office.took, 'each')}; "
          f"carried and refused {sent}")  # fmt: skip


def told(milliseconds: list[float], name: str) -> str:
    """Median, 95th of a hundred and worst."""
    ordered = sorted(milliseconds) or [0.0]
    high = ordered[int(len(ordered) * 0.95)]
    return f"{name} {statistics.median(ordered):.1f} ms (p95 {high:.1f}, worst {ordered[-1]:.1f})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--guests", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    asyncio.run(main(given.guests, given.seconds))
