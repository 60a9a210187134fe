"""A dead channel is heard of over another one, once, and again when it is well."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.channels.health import AT_ONCE, LATER, SOON, Health
from bot.domain.messages import Address
from bot.domain.people import Role
from bot.store.channels import health as on_record
from tests.stories.conftest import hire
from tests.story import Stage

MINUTE = timedelta(minutes=1)


class Post:
    """The admin Hoa reads on paper; the channel that fares ill is Telegram, or her own."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.health = stage, Health(lambda: stage.now)
        self.telegram = self.health.line("telegram", "7", "out")
        self.paper = self.health.line("paper", "", "out")

    async def looks(self, after: timedelta = timedelta(0)) -> list[str]:
        """Time passes, somebody looks, and this is what Hoa hears."""
        self.stage.now += after
        await self.stage.db.run(lambda tx: self.stage.jobs.watch_channels(self.health, tx))
        await self.stage.settle()
        return [line.removeprefix("Hoa hears: ") for line in self.stage.heard("")]


@pytest.fixture
async def post(stage: Stage) -> Post:
    await stage.db.run(lambda tx: hire(tx, Address("paper", "", "hoa2"), "Hoa2", Role.ADMIN, []))
    return Post(stage)


async def test_ten_minutes_of_nothing_but_failures_are_told_once(post: Post) -> None:
    post.telegram.well()
    assert await post.looks() == []
    for _minute in range(9):
        post.telegram.ill("NetworkError")
        assert await post.looks(MINUTE) == []
    post.telegram.ill("NetworkError")
    (told,) = await post.looks(MINUTE)
    assert "không tin nào đi được qua Telegram: NetworkError" in told
    post.telegram.ill("NetworkError")
    assert await post.looks(MINUTE) == [], "once"
    post.telegram.well()
    (told,) = await post.looks(MINUTE)
    assert told.endswith("Tin đã đi lại được qua Telegram.")
    assert await post.looks(MINUTE) == []


async def test_one_success_in_between_and_it_is_not_dead(post: Post) -> None:
    for minute in range(30):
        post.telegram.ill("NetworkError")
        if minute % 7 == 0:
            post.telegram.well()
        assert await post.looks(MINUTE) == []


@pytest.mark.parametrize(("patience", "told_after"), [(AT_ONCE, 0), (SOON, 1), (LATER, 10)])
async def test_what_only_an_operator_mends_is_told_sooner(post: Post, patience: timedelta, told_after: int) -> None:
    post.telegram.ill("401", patience)
    for _minute in range(told_after):
        assert await post.looks() == []
        post.stage.now += MINUTE
        post.telegram.ill("401", patience)
    (told,) = await post.looks()
    assert "401" in told


async def test_over_the_dead_channel_itself_nobody_is_told(post: Post) -> None:
    post.paper.ill("401", AT_ONCE)
    assert await post.looks() == []
    (fared,) = await post.stage.db.read(on_record.states)
    assert fared.dead(post.stage.now), "it is on the board, and in /metrics"
    assert fared.told is None, "and told as soon as there is another way"
    await post.stage.db.run(lambda tx: hire(tx, Address("plain", "", "hoa3"), "Hoa3", Role.ADMIN, []))
    assert len(await post.looks()) == 1


async def test_two_processes_tell_once_and_one_success_counts_for_all(post: Post) -> None:
    other = Health(lambda: post.stage.now)
    post.telegram.ill("401", AT_ONCE)
    other.line("telegram", "7", "out").ill("401", AT_ONCE)
    assert len(await post.looks()) == 1
    await post.stage.db.run(lambda tx: post.stage.jobs.watch_channels(other, tx))
    assert await post.looks() == []
    await post.stage.db.run(lambda tx: on_record.tell(tx, on_record.states(tx)[0], None))
    assert await post.looks() == [], "both looked before either had told"
    other.line("telegram", "7", "out").well()
    await post.stage.db.run(lambda tx: post.stage.jobs.watch_channels(other, tx))
    assert len(await post.looks()) == 1
