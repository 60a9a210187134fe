"""A clock that is set forward or back hurries nobody, and lets nobody wait longer than they should."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.channels.interface import TryLater
from bot.domain.pace.rate_limits import Pace
from bot.runtime.attempts import DeliveryRules
from bot.store.messages.outbox import Parcel
from tests.runtime.paper import FastClock, PaperChannel, PostOffice, ended_process, open_database, until, working
from tests.runtime.test_delivery import refusing
from tests.runtime.test_survival import FlakyDatabase

DAY = timedelta(days=1)
SLOW = Pace(per_second=0.2, per_chat_second=0.2, per_group_minute=2, burst=1)


def put_off(office: PostOffice, paper: PaperChannel) -> None:
    paper.refuse = refusing(1, TryLater("busy", timedelta(seconds=20)))


def paused(office: PostOffice, paper: PaperChannel) -> None:
    paper.refuse = refusing(1, TryLater("429", timedelta(seconds=20), whole_channel=True))


def paced(office: PostOffice, paper: PaperChannel) -> None:
    paper.pace = SLOW


@pytest.mark.parametrize("waits", [put_off, paused, paced])
@pytest.mark.parametrize("wrong", [DAY, timedelta(hours=1), timedelta(minutes=4)])
async def test_after_a_day_ahead_and_back_nobody_waits(
    office: PostOffice, waits: Callable[[PostOffice, PaperChannel], None], wrong: timedelta
) -> None:
    paper = PaperChannel(office.clock)
    waits(office, paper)
    delivery = office.delivery(paper)
    office.clock.wrong = wrong
    async with working(delivery):
        await office.post("một", "hai")
        delivery.wake()
        await until(lambda: paper.tries == 1)
        await asyncio.sleep(0.05)
        office.clock.wrong = timedelta()
        await office.post("ba")
        delivery.wake()
        await until(lambda: len(paper.sent) == 3, 4)
    assert [text for _chat, text in paper.sent] == ["một", "hai", "ba"]


@pytest.mark.parametrize("wrong", [DAY, timedelta(minutes=4), timedelta(seconds=20), timedelta(seconds=-20), -DAY])
async def test_what_is_said_first_comes_first_wherever_the_clock_is_set(office: PostOffice, wrong: timedelta) -> None:
    paper = PaperChannel(office.clock)
    await office.post("một")
    office.clock.wrong = wrong
    await office.post("hai")
    office.clock.wrong = timedelta()
    await office.post("ba")
    async with working(office.delivery(paper)):
        await until(lambda: len(paper.sent) == 3, 4)
    assert [text for _chat, text in paper.sent] == ["một", "hai", "ba"]


async def test_what_a_dead_worker_held_ahead_of_time_is_taken_over(office: PostOffice) -> None:
    paper = PaperChannel(office.clock, slow=30)
    flaky = FlakyDatabase(office.database)
    office.clock.wrong = DAY
    await office.post("một")
    there = PostOffice(flaky, office.clock)  # type: ignore[arg-type]
    dying = asyncio.create_task(
        there.delivery(paper, worker=await ended_process(), rules=DeliveryRules(grace=timedelta(0))).run()
    )
    await until(lambda: paper.tries == 1)
    flaky.away = True
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    office.clock.wrong, paper.slow = timedelta(), 0
    async with working(office.delivery(paper, worker="alive")):
        await until(lambda: paper.sent, 5)


@pytest.mark.parametrize("wrong", [DAY, -DAY])
async def test_what_is_on_its_way_meanwhile_makes_no_copy(office: PostOffice, wrong: timedelta) -> None:
    office.clock.speed = 1
    paper = PaperChannel(office.clock, slow=0.5)
    delivery = office.delivery(paper)
    await office.post("một", "hai")
    async with working(delivery):
        await until(lambda: paper.tries == 1)
        office.clock.wrong = wrong
        for _look in range(3):
            delivery.wake()
            await asyncio.sleep(0.1)
        await until(lambda: len(paper.sent) == 2)
    assert paper.sent == [("lan", "một"), ("lan", "hai")]


@pytest.mark.parametrize("wrong", [DAY, timedelta(minutes=4)])
async def test_what_another_worker_has_on_its_way_is_left_to_it(office: PostOffice, wrong: timedelta) -> None:
    if not office.database.shared:
        pytest.skip("one process works on SQLite")
    office.clock.speed = 1
    paper = PaperChannel(office.clock, slow=0.5)
    await office.post("một", "hai")
    one, two = office.delivery(paper), office.delivery(paper, worker="two")
    async with working(one):
        await until(lambda: paper.tries == 1)
        async with working(two):
            await asyncio.sleep(0.1)
            office.clock.wrong = wrong
            for _look in range(3):
                two.wake()
                await asyncio.sleep(0.1)
            one.wake()
            await until(lambda: len(paper.sent) == 2)
    assert paper.sent == [("lan", "một"), ("lan", "hai")]


async def test_a_pause_is_neither_cut_short_nor_drawn_out(office: PostOffice) -> None:
    told: list[float] = []

    def refuse(_parcel: Parcel) -> None:
        if not told:
            told.append(office.clock.elapsed())
            raise TryLater("429", timedelta(seconds=40), whole_channel=True)

    paper = PaperChannel(office.clock, refuse=refuse)
    delivery = office.delivery(paper)
    await office.post("một")
    async with working(delivery):
        await until(lambda: told)
        for wrong in (DAY, -DAY):
            office.clock.wrong = wrong
            delivery.wake()
            await asyncio.sleep(0.1)
        await until(lambda: paper.sent, 3)
        assert 38 <= office.clock.elapsed() - told[0] <= 75


async def test_what_lies_in_the_database_is_mended_at_the_next_start(database_url: str) -> None:
    office = PostOffice(open_database(database_url), FastClock())
    office.clock.wrong = DAY
    await office.post("một", "hai")
    await office.database.close()
    office = PostOffice(open_database(database_url), FastClock())
    await office.post("ba")
    paper = PaperChannel(office.clock)
    async with working(office.delivery(paper)):
        await until(lambda: len(paper.sent) == 3, 3)
    assert [text for _chat, text in paper.sent] == ["một", "hai", "ba"]
    await office.database.close()
