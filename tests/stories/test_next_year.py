"""Next year's sums are told where somebody names it, also beside an opinion; a benefit has none of them."""

from __future__ import annotations

import pytest

from tests.story import Stage


@pytest.mark.parametrize(
    "asked",
    [
        "từ 1/1 tới mức đóng thấp nhất là nhiêu",
        "giao thừa xong giá bảo hiểm có nhảy múa không",
        "qua tết dương lịch đóng có mắc hơn không",
        "đóng liền năm nay hay để qua năm đóng lợi hơn",
    ],
)
async def test_next_year_in_own_words(asked: str, stage: Stage) -> None:
    await stage.say("Lan", asked)
    assert "Từ ngày 01/01/2027" in stage.heard("Lan")[0]


async def test_whoever_asks_for_their_money_hears_first_whether_they_may(stage: Stage) -> None:
    await stage.say("Lan", "tiền của tui mà sao không cho rút")
    assert "(mot-lan-dieu-kien)" in stage.heard("Lan")[0]
