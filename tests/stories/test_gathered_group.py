"""What comes in a burst is told in a staff group too, as one list without names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.messages import Address, Incoming
from bot.domain.phone import PhoneNumber
from bot.services.leads.announcements import announce
from bot.store.engine.database import Transaction
from tests.store.samples import asks as has_asked
from tests.stories.conftest import MY_LONG, asks
from tests.story import Stage


@pytest.fixture
def way() -> str:
    return "usual"


async def in_the_group(stage: Stage) -> list[str]:
    """What the clock has Loa say in the staff's group."""
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    return [line for line in stage.heard("Nhom") if line.startswith("Bot:")]


async def test_what_comes_in_a_burst_is_told_in_the_group_as_one_list(stage: Stage) -> None:
    group = stage.address("Nhom")
    await stage.send(Incoming("open", group, "text", "/nhom", sender="minh", group=True))
    for number in range(30):
        await stage.db.run(lambda tx, number=number: announced(tx, stage, number))
        stage.now += timedelta(seconds=20)
    await stage.settle()
    cards = [line for line in stage.heard("Nhom") if line.startswith("Bot: Yêu cầu số")]
    assert len(cards) == 3
    stage.now += timedelta(minutes=1)
    [told] = await in_the_group(stage)
    assert told.startswith("Bot: Có 27 yêu cầu mới đang đợi: • Số 4, xã Mỹ Long • Số 5, xã Mỹ Long")
    assert "… và 17 yêu cầu nữa." in told
    assert "[Nhận số 4]" in told
    assert "Lan" not in told
    assert "0912" not in told
    await stage.send(Incoming("tap", group, "tap", token=">take:4", sender="minh", group=True, query="q1"))
    assert "Bot: Loa trả lời trong tin nhắn riêng." in stage.heard("Nhom")
    stage.now += timedelta(minutes=11)
    assert [line for line in await in_the_group(stage) if "yêu cầu mới" in line] == [], "and only once"


async def test_a_few_in_a_group_make_no_list(stage: Stage) -> None:
    await stage.send(Incoming("open", stage.address("Nhom"), "text", "/nhom", sender="minh", group=True))
    for number in range(3):
        await asks(stage, f"Lan{'abc'[number]}", f"091234567{number}")
    stage.now += timedelta(minutes=11)
    assert await in_the_group(stage) == []


async def test_a_group_that_is_closed_meanwhile_is_told_nothing(stage: Stage) -> None:
    group = stage.address("Nhom")
    await stage.send(Incoming("open", group, "text", "/nhom", sender="minh", group=True))
    for number in range(5):
        await asks(stage, f"Lan{'abcde'[number]}", f"091234567{number}")
    await stage.send(Incoming("gone", group, "blocked", sender="minh", group=True))
    stage.now += timedelta(minutes=11)
    assert await in_the_group(stage) == []


def announced(tx: Transaction, stage: Stage, number: int) -> None:
    """A request as if somebody had just asked."""
    address, phone = Address("paper", "", f"lan{number}"), PhoneNumber(f"+849123456{number:02d}")
    lead = has_asked(tx, address, "Lan", phone, MY_LONG)
    announce(lead, stage.jobs.runtime.context(tx, stage.now, f"in{1000 + number}"))
