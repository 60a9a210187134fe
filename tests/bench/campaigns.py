"""A campaign to 100,000: python -m tests.bench.campaigns [sqlite|postgresql]

How much memory recipients take while they are fixed and the first thousands are written to, and how many statements a
slice is, at 10,000 and at 100,000; then how long somebody waits who talks beside a campaign, in one run with nothing
beside: each tenth of a second somebody else asks, and the channel lets through what Telegram does.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import psutil
from sqlalchemy import event, insert, update
from sqlalchemy.engine import Engine

from bot.domain.approvals import Verdict
from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Abilities, Address, Incoming
from bot.domain.outreach.campaigns import Audience, CampaignState
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.pace.bulk import Bulk
from bot.domain.pace.rate_limits import Pace
from bot.domain.people import Role
from bot.logs import set_up_logs
from bot.runtime.delivery import Delivery
from bot.runtime.jobs import Jobs
from bot.runtime.reception import Reception
from bot.services.campaigns import planning, running
from bot.services.context import Runtime
from bot.store.engine.database import Database, Transaction
from bot.store.messages.outbox import Parcel
from bot.store.outreach import campaigns
from bot.store.scheduling import due
from bot.store.staff import approvals
from bot.store.tables import address, citizen, consent, parcel, subscription
from bot.words import languages
from tests.content import CONTENT, ROOT, knowing
from tests.databases import databases
from tests.store.samples import VAULT, hired

MORNING = datetime(2026, 12, 1, 8, 0, tzinfo=VIET_NAM)
WROTE = MORNING - timedelta(days=3)
WORDS, AT_ONCE = "dong-truoc-muc-moi", 1000
SIZES, POSTED = (10_000, 100_000), 4_000
TALKED, EVERY, ON_THE_WIRE = 100, 0.1, 0.03


@dataclass
class Line:
    """A platform that answers in its time; it tells when something arrived at a chat."""

    pace: Pace = field(default_factory=Pace)
    name, account = "telegram", "7"
    arrived: dict[str, asyncio.Event] = field(default_factory=dict)
    sent: int = 0

    @property
    def abilities(self) -> Abilities:
        return Abilities(text_limit=4096, bulk=Bulk(self.pace.per_second))

    async def send(self, parcel: Parcel) -> str:
        await asyncio.sleep(ON_THE_WIRE)
        self.sent += 1
        if (waits := self.arrived.get(parcel.address.chat)) is not None:
            waits.set()
        return str(self.sent)

    async def close(self) -> None:
        return None


@dataclass
class Province:
    """A database with so many who asked for news, and a campaign to all of them that has been begun."""

    db: Database
    runtime: Runtime
    slices: count[int] = field(default_factory=lambda: count(1))

    async def begins(self, many: int, beyond: int = 0) -> int:
        """A campaign to so many, whose numbers begin after those of others."""
        for first in range(0, many, AT_ONCE):
            await self.db.run(lambda tx, first=first: fill(tx, beyond + first, min(AT_ONCE, many - first)))  # type: ignore[misc]

        def work(tx: Transaction) -> int:
            author, other = (
                hired(tx, Address("telegram", "7", f"{who}{many}"), who, Role.SUPERVISOR, ()) for who in ("Hoa", "Tâm")
            )
            made = planning.make(WORDS, Audience(), MORNING, author, self.runtime.context(tx, MORNING, "made"))
            assert not isinstance(made, planning.No), made
            campaigns.become(tx, made.number, CampaignState.TESTED, CampaignState.DRAFT)
            asked = approvals.ask(tx, "campaign", made.number, made.hash, author.id, MORNING)
            approvals.decide(tx, asked.id, Verdict.YES, other.id, "", MORNING)
            campaigns.approve(tx, made.number, other.id, None)
            campaigns.become(tx, made.number, CampaignState.SCHEDULED, CampaignState.APPROVED)
            due.put(tx, "campaign", made.number, MORNING)
            return made.number

        return await self.db.run(work)

    def slice_(self, tx: Transaction) -> int:
        """One look of the clock; what it posted has come by the next one."""
        at = MORNING + timedelta(seconds=6 * next(self.slices))
        done = running.tick(self.runtime.context(tx, at, f"clock{at}"))
        settled = update(parcel).where(parcel.c.state == "waiting").values(state="sent", settled_at=at, body=None)
        tx.connection.execute(settled)
        return done


def fill(tx: Transaction, first: int, many: int) -> None:
    """So many who asked for news, with numbers from there on."""
    numbers = range(first + 1, first + many + 1)
    rows: dict[object, list[dict[str, object]]] = {
        citizen: [{"id": n, "language": "vi", "since": WROTE} for n in numbers],
        address: [
            {"id": n, "channel": "telegram", "account": "7", "chat": f"c{n}", "citizen_id": n, "talked_at": WROTE}
            for n in numbers
        ],
        consent: [
            {"id": n, "citizen_id": n, "version": "1", "purposes": Purpose.NEWS.value, "channel": "telegram",
             "text_sha256": "00", "given_at": WROTE}
            for n in numbers
        ],
        subscription: [
            {"id": n, "address_id": n, "purpose": Purpose.NEWS.value, "commune": "29419", "consent_id": n}
            for n in numbers
        ],
    }  # fmt: skip
    for table, values in rows.items():
        tx.connection.execute(insert(table), values)  # type: ignore[call-overload]
    if tx.shared:
        for name in ("citizen", "address"):
            tx.connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {first + many})")


@contextmanager
def statements() -> Iterator[list[int]]:
    """How many go to the database meanwhile."""
    seen = [0]

    def one_more(*_told: object) -> None:
        seen[0] += 1

    event.listen(Engine, "before_cursor_execute", one_more)
    yield seen
    event.remove(Engine, "before_cursor_execute", one_more)


async def prepared(province: Province, many: int) -> None:
    """All are fixed, and the first thousands written to."""
    number = await province.begins(many)
    if province.db.shared:
        await province.db.run(lambda tx: tx.connection.exec_driver_sql("ANALYZE"))
    tracemalloc.start()
    before = psutil.Process().memory_info().rss
    took: dict[bool, list[float]] = {False: [], True: []}
    counts: dict[bool, list[int]] = {False: [], True: []}
    posted, most = 0, before
    while posted < POSTED:
        at = await province.db.read(lambda tx: campaigns.get(tx, number))
        assert at is not None
        assert at.state is not CampaignState.PAUSED, at
        fixed = at.fixed
        with statements() as seen:
            began = time.perf_counter()
            done = await province.db.run(province.slice_)
            took[fixed].append((time.perf_counter() - began) * 1000)
        posted += done if fixed else 0
        counts[fixed].append(seen[0])
        most = max(most, psutil.Process().memory_info().rss)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    for fixed, what in ((False, "fixed"), (True, "posted")):
        print(
            f"  {many:7} {what:7} {len(took[fixed]):4} slices: {_least_to_most(counts[fixed])} statements each, "
            f"median {statistics.median(took[fixed]):.0f} ms, worst {max(took[fixed]):.0f} ms"
        )
    print(
        f"  {many:7} peak of what Python holds {peak / 2**20:.1f} MiB, process grew {(most - before) / 2**20:.1f} MiB"
    )


def _least_to_most(numbers: Sequence[int]) -> str:
    return f"{min(numbers)}-{max(numbers)}"


async def beside(province: Province, line: Line) -> None:
    """The same talk twice in one run: alone, and while a campaign goes as fast as it may."""
    began = time.monotonic()

    def clock() -> datetime:
        return MORNING + timedelta(seconds=time.monotonic() - began)

    jobs = Jobs(province.runtime)
    delivery = Delivery(province.db, {(line.name, line.account): line}, clock, "bench", checked=jobs.checked)
    reception = Reception(province.db, province.runtime, delivery.wake)
    carrying = asyncio.create_task(delivery.run())
    alone = await talk(reception, line, "alone")
    await province.begins(20_000, beyond=TALKED)
    slices, sent = asyncio.create_task(attend(province, delivery, clock)), line.sent
    while line.sent < sent + 50:  # noqa: ASYNC110 - nothing tells when
        await asyncio.sleep(0.1)
    sent, at = line.sent, time.monotonic()
    along = await talk(reception, line, "along")
    rate = (line.sent - sent - TALKED) / (time.monotonic() - at)
    slices.cancel()
    await reception.finish()
    delivery.stop()
    await carrying
    quick, slow = (statistics.median(one) * 1000 for one in (alone, along))
    print(
        f"  reply p50 alone {quick:.0f} ms, beside a campaign ({rate:.0f} a second) {slow:.0f} ms: {slow / quick:.2f}"
    )


async def talk(reception: Reception, line: Line, who: str) -> list[float]:
    """Somebody else asks each time; how long each waits for the reply."""

    async def asks(number: int) -> float:
        chat = f"{who}{number}"
        line.arrived[chat] = asyncio.Event()
        at = time.perf_counter()
        place = Address(line.name, line.account, chat)
        await reception.receive(Incoming(f"{chat}.1", place, text="mức đóng thấp nhất là bao nhiêu", sender=chat))
        await line.arrived[chat].wait()
        return time.perf_counter() - at

    waits = []
    for number in range(TALKED):
        waits.append(asyncio.create_task(asks(number)))
        await asyncio.sleep(EVERY)
    return list(await asyncio.gather(*waits))


async def attend(province: Province, delivery: Delivery, clock: object) -> None:
    """The clock looks at the campaign, and at nothing else."""
    while True:
        at = clock()  # type: ignore[operator]
        await province.db.run(lambda tx, at=at: running.tick(province.runtime.context(tx, at, f"clock{at}")))  # type: ignore[misc]
        delivery.wake()
        await asyncio.sleep(1)


async def main() -> None:
    set_up_logs("error", "json")
    known, line = knowing(CONTENT, MORNING.date()).knowledge, Line()
    with databases() as made:
        for kind in sys.argv[1:] or ("sqlite", "postgresql"):
            print(kind, flush=True)
            for many in (*SIZES, 0):
                async with AsyncExitStack() as stack:
                    db = Database.open(await asyncio.to_thread(made.fresh, kind), VAULT, connections=4)
                    stack.push_async_callback(db.close)
                    runtime = Runtime(
                        knowledge=lambda: known,
                        languages=languages(ROOT / "locales"),
                        abilities={line.name: line.abilities},
                        clock=lambda: MORNING,
                    )
                    province = Province(db, runtime)
                    await (prepared(province, many) if many else beside(province, line))


if __name__ == "__main__":
    asyncio.run(main())
