"""What waits for a slip of staff to be undone goes to nobody who has ended what it tells of in the meantime."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.stories.conftest import asks
from tests.stories.test_link import link
from tests.stories.test_undo import later, told
from tests.story import Stage


@pytest.fixture
async def slow(town: Stage) -> Stage:
    """Messages that wait for a slip come in their own time."""
    town.patience = timedelta(0)
    await asks(town, "Lan")
    return town


@pytest.mark.parametrize("ends", ["xóa", "đừng gọi nữa"])
async def test_who_has_ended_it_hears_no_more_of_it(slow: Stage, ends: str) -> None:
    await told(slow, "Minh", "nhận 1")
    await told(slow, "Lan", ends)
    await told(slow, "Lan", "có")
    assert "Lan hears" not in await later(slow, minutes=3)


async def test_a_place_that_was_parted_hears_no_more_of_it(slow: Stage) -> None:
    await link(slow, "Lan", "Lantele")
    await told(slow, "Minh", "nhận 1")
    await told(slow, "Lantele", "bỏ liên kết")
    await told(slow, "Lantele", "có")
    heard = await later(slow, minutes=3)
    assert "Lan hears" in heard
    assert "Lantele hears" not in heard


async def test_whoever_is_thrown_out_hears_no_more_of_it(slow: Stage) -> None:
    await link(slow, "Lan", "Tuan")
    await told(slow, "Minh", "nhận 1")
    await told(slow, "Lan", "bỏ liên kết")
    await told(slow, "Lan", "có")
    heard = await later(slow, minutes=3)
    assert "Lan hears" in heard
    assert "Tuan hears" not in heard


async def test_an_end_that_was_not_undone_is_told_only_where_it_belongs(slow: Stage) -> None:
    await link(slow, "Lan", "Lantele")
    await told(slow, "Minh", "nhận 1")
    await later(slow, minutes=3)
    await told(slow, "Minh", "1 không quan tâm")
    await told(slow, "Lantele", "bỏ liên kết")
    await told(slow, "Lantele", "có")
    assert "Lantele hears" not in await later(slow, minutes=3)
