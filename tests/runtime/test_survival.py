"""What delivery survives: a crash after the send, a database that is away, a second worker, being told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from bot.runtime.attempts import AGAIN, DeliveryRules
from bot.store.engine.database import Database, Transaction
from tests.runtime.paper import (
    FastClock,
    PaperChannel,
    PostOffice,
    ended_process,
    open_database,
    until,
    working,
)

T = TypeVar("T")


class FlakyDatabase:
    """A database that can be cut off: `away` makes every transaction fail as if the server had gone."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.away = False
        self.failures = 0

    async def run(self, work: Callable[[Transaction], T]) -> T:
        if self.away:
            self.failures += 1
            raise ConnectionRefusedError
        return await self._database.run(work)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)


async def test_a_crash_between_send_and_record_sends_again_and_says_so(office: PostOffice) -> None:
    paper = PaperChannel(office.clock)
    await office.post("một", "hai")
    flaky = FlakyDatabase(office.database)
    first = PostOffice(flaky, office.clock).delivery(paper)  # type: ignore[arg-type]
    crashing = asyncio.create_task(first.run())

    def cut_off(_parcel: object) -> None:
        flaky.away = True

    paper.refuse = cut_off
    await until(lambda: paper.sent)
    crashing.cancel()
    await asyncio.gather(crashing, return_exceptions=True)
    assert await office.left() == 2, "the send was never recorded"

    paper.refuse = lambda _parcel: None
    async with working(office.delivery(paper)):
        await until(lambda: len(paper.sent) == 3)
    assert [text for _chat, text in paper.sent] == ["một", f"{AGAIN}\nmột", "hai"]


async def test_another_worker_takes_over_when_the_lease_is_over(office: PostOffice) -> None:
    paper = PaperChannel(office.clock, slow=30)
    flaky = FlakyDatabase(office.database)
    await office.post("một")
    rules = DeliveryRules(grace=timedelta(0))
    dying = asyncio.create_task(
        PostOffice(flaky, office.clock).delivery(paper, worker=await ended_process(), rules=rules).run()
    )  # type: ignore[arg-type]
    await until(lambda: paper.tries == 1)
    flaky.away = True
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    paper.slow = 0
    async with working(office.delivery(paper, worker="alive")):
        await until(lambda: paper.sent)
    assert paper.sent == [("lan", f"{AGAIN}\nmột")]


async def test_a_database_that_is_away_is_waited_for_and_results_are_kept(office: PostOffice) -> None:
    paper = PaperChannel(office.clock, slow=0.1)
    flaky = FlakyDatabase(office.database)
    await office.post("một", "hai")
    delivery = PostOffice(flaky, office.clock).delivery(paper)  # type: ignore[arg-type]
    async with working(delivery):
        await until(lambda: paper.tries == 1)
        flaky.away = True
        await until(lambda: flaky.failures >= 2)
        assert len(paper.sent) == 1
        flaky.away = False
        await until(lambda: len(paper.sent) == 2)
    assert paper.sent == [("lan", "một"), ("lan", "hai")], "nothing is sent twice, for the result was kept"
    assert await office.left() == 0


async def test_it_starts_without_a_database(office: PostOffice) -> None:
    paper = PaperChannel(office.clock)
    flaky = FlakyDatabase(office.database)
    flaky.away = True
    await office.post("một")
    async with working(PostOffice(flaky, office.clock).delivery(paper)):  # type: ignore[arg-type]
        await until(lambda: flaky.failures >= 2)
        flaky.away = False
        await until(lambda: paper.sent)


async def test_two_workers_share_without_copies(postgresql_url: str) -> None:
    clock = FastClock()
    offices = [PostOffice(open_database(postgresql_url), clock) for _ in range(2)]
    papers = [PaperChannel(clock, slow=0.003) for _ in range(2)]
    rules = DeliveryRules(slots=5)
    for number in range(25):
        await offices[0].post(*(f"{number}.{step}" for step in range(4)), chat=f"c{number}")
    workers = [
        office.delivery(paper, worker=name, rules=rules)
        for office, paper, name in zip(offices, papers, ["one", "two"], strict=True)
    ]
    async with working(*workers):
        await until(lambda: sum(len(paper.sent) for paper in papers) >= 100, 20)
        await asyncio.sleep(0.05)
    sent = papers[0].sent + papers[1].sent
    assert len(sent) == len(set(sent)) == 100
    assert min(len(paper.sent) for paper in papers) > 0
    for number in range(25):
        times = sorted(
            (time, text)
            for paper in papers
            for (chat, text), time in zip(paper.sent, paper.times, strict=True)
            if chat == f"c{number}"
        )
        assert [text for _time, text in times] == [f"{number}.{step}" for step in range(4)]
    for office in offices:
        await office.database.close()


async def test_stopping_waits_for_what_is_on_its_way(office: PostOffice) -> None:
    paper = PaperChannel(office.clock, slow=0.3)
    await office.post("một", "hai")
    async with working(office.delivery(paper)):
        await until(lambda: paper.tries == 1)
    assert [text for _chat, text in paper.sent] == ["một"]
    assert await office.left() == 1
    paper.slow = 0
    async with working(office.delivery(paper, worker="next")):
        await until(lambda: len(paper.sent) == 2)
    assert paper.sent[1][1] == "hai", "and what was not begun carries no mark"


async def test_stopping_cuts_off_what_takes_too_long(office: PostOffice) -> None:
    paper = PaperChannel(office.clock, slow=30)
    await office.post("một")
    async with working(office.delivery(paper, rules=DeliveryRules(grace=timedelta(seconds=0.1)))):
        await until(lambda: paper.tries == 1)
    paper.slow = 0
    async with working(office.delivery(paper, worker="next")):
        await until(lambda: paper.sent)
    assert paper.sent == [("lan", f"{AGAIN}\nmột")]


async def test_stopping_does_not_wait_for_a_turn_in_the_lane(office: PostOffice) -> None:
    office.clock.speed = 1
    paper = PaperChannel(office.clock)
    paper.pace = type(paper.pace)(per_second=100, per_chat_second=0.3, per_group_minute=18, burst=1)
    await office.post("một", "hai")
    async with asyncio.timeout(2.5), working(office.delivery(paper)):
        await until(lambda: paper.sent)
        await asyncio.sleep(0.2)
    assert await office.left() == 1
