"""Over months: what people may be asked, and how often: at fitting moments, once a month, not once they answered."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.domain.outreach.subscriptions import ASKED_EVERY
from tests.stories.conftest import asks
from tests.story import MONDAY, Stage

QUESTION = "mức đóng thấp nhất là bao nhiêu"
FIRST = 4
ASKS, OFFERS = "[Nhận tin]", "[Nhắc tôi đóng]"


@pytest.fixture
def way() -> str:
    """One way of playing is enough: it is about months, not about what happens in between."""
    return "usual"


async def is_asked(stage: Stage, day: int, *said: str) -> bool:
    """Whether she is asked on that day whether she would like the news, in the end of what she says."""
    stage.now = MONDAY + timedelta(days=day)
    for one in said:
        assert not any(ASKS in line for line in stage.heard("Lan")), one
        await stage.say("Lan", one)
    return any(ASKS in line for line in stage.heard("Lan"))


async def joins(stage: Stage, day: int) -> bool:
    """The officer notes on that day that she has joined, anew after the first; whether she is offered reminders."""
    stage.now = MONDAY + timedelta(days=day)
    if day == FIRST:
        await asks(stage, "Lan")
    for said in ("nhận 1" if day == FIRST else "mở lại 1 nhầm", "kết quả 1", "đã tham gia", "không"):
        await stage.say("Minh", said)
    heard = [line for line in stage.heard("") if line.startswith("Lan hears: Dạ, chúc mừng")]
    assert len(heard) == 1, "each time she is told"
    return OFFERS in heard[0]


async def test_she_is_asked_once_a_month_and_only_after_what_was_of_use(stage: Stage) -> None:
    for day, said in enumerate((("xin chào",), (QUESTION,), ("tính mức đóng", "dừng"), ("mẹ tôi mới mất hôm qua",))):
        assert not await is_asked(stage, day, *said), said
    days = range(10, 100, 9)
    asked = [day for day in days if await is_asked(stage, day, QUESTION, "[Có ích]")]
    assert asked == [10, 46, 82], "every fourth time, for a month has passed by then"
    assert all(later - day >= ASKED_EVERY.days for day, later in pairwise(asked))


async def test_who_has_said_yes_or_stop_is_never_asked_again(stage: Stage) -> None:
    assert await is_asked(stage, 0, QUESTION, "[Có ích]")
    for said in ("[Nhận tin]", "đồng ý", "xã Mỹ Long, Cầu Ngang"):
        await stage.say("Lan", said)
    stage.heard("Lan")
    assert not [day for day in range(40, 120, 40) if await is_asked(stage, day, QUESTION, "[Có ích]")]
    await stage.say("Lan", "ngừng tin")
    stage.heard("Lan")
    assert not [day for day in range(200, 280, 40) if await is_asked(stage, day, QUESTION, "[Có ích]")]


async def test_reminders_are_offered_once_a_month_to_who_has_joined_and_not_to_who_has_them(stage: Stage) -> None:
    """A question about news before it is no reason against it; after it there is none for a month."""
    assert await is_asked(stage, 0, QUESTION, "[Có ích]")
    offered = [await joins(stage, day) for day in (FIRST, 21, 50)]
    assert offered == [True, False, True]
    assert not await is_asked(stage, 60, QUESTION, "[Có ích]")
    assert await is_asked(stage, 81, QUESTION, "[Có ích]")
    for said in ("nhắc tôi đóng", "đồng ý", "đóng 6 tháng tới hết tháng 12"):
        await stage.say("Lan", said)
    stage.heard("Lan")
    assert not await joins(stage, 82)
    await stage.say("Lan", "ngừng nhắc")
    stage.heard("Lan")
    assert not await joins(stage, 120)
