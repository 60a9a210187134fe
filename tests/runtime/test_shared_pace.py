"""Several processes deliver: together they keep to each account's pace, and none has to be told how many there are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.pace.rate_limits import Pace
from bot.runtime.processes import ended, this_process
from tests.runtime.conftest import open_database
from tests.runtime.paper import FastClock, PaperChannel, PostOffice, ended_process, until, working

PACE = Pace(per_second=60, burst=1)
EACH = timedelta(seconds=1 / PACE.per_second)
MANY = 40


@pytest.fixture
async def together(postgresql_url: str) -> AsyncIterator[PostOffice]:
    database = open_database(postgresql_url)
    yield PostOffice(database, FastClock(speed=1))
    await database.close()


async def posted(office: PostOffice, what: str) -> None:
    for number in range(MANY):
        await office.post(what, chat=f"{what}{number}")


async def test_two_that_deliver_keep_to_the_pace_together(together: PostOffice) -> None:
    papers = [PaperChannel(together.clock, pace=PACE) for _each in range(2)]
    one, two = (together.delivery(paper, worker=f"w{number}") for number, paper in enumerate(papers))
    async with working(one):
        await posted(together, "alone")
        await until(lambda: len(papers[0].sent) >= MANY, 30)
        async with working(two):
            await until(lambda: two._share.part == one._share.part == 0.5, 30)
            await posted(together, "both")
            await until(lambda: sum(len(paper.sent) for paper in papers) == 2 * MANY, 30)
    assert len(papers[1].sent) > 5
    both = sorted(
        at for paper in papers for at, (chat, _text) in zip(paper.times, paper.sent, strict=True) if "b" in chat
    )
    assert both[-1] - both[0] >= EACH * (MANY - 3), "each of them lets its first one through at once"


async def test_who_is_left_has_all_of_it_again(together: PostOffice) -> None:
    one, two = (together.delivery(PaperChannel(together.clock), worker=f"w{number}") for number in range(2))
    async with working(one):
        async with working(two):
            await until(lambda: two._share.part == 0.5, 30)
        await until(lambda: one._share.part == 1, 30)


async def test_one_that_was_killed_on_this_machine_holds_up_nobody(together: PostOffice) -> None:
    dead = await ended_process()
    host, _colon, number = dead.rpartition(":")
    assert ended(dead)
    assert not ended(this_process())
    assert not ended(f"another.{host}:{number}")
    assert not ended("no number")
    last = together.delivery(PaperChannel(together.clock), worker=dead)
    assert await together.database.run(lambda tx: last._share.take(tx, 0)) == 1
    paper = PaperChannel(together.clock)
    async with working(together.delivery(paper, worker="next")):
        await together.post("Chào bác")
        await until(lambda: paper.sent, 5)
