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
        "nghe nói sắp tăng phải không",
        "mức mới là bao nhiêu",
        "khi nào tăng mức đóng",
    ],
)
async def test_next_year_in_own_words(asked: str, stage: Stage) -> None:
    await stage.say("Lan", asked)
    assert "Từ ngày 01/01/2027" in stage.heard("Lan")[0]


async def test_whoever_asks_for_their_money_hears_first_whether_they_may(stage: Stage) -> None:
    await stage.say("Lan", "tiền của tui mà sao không cho rút")
    assert "(mot-lan-dieu-kien)" in stage.heard("Lan")[0]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("sang năm thai sản có lên không", "(thai-san-muc)"),
        ("sang năm tiền mai táng còn nhiêu", "(tuat-mai-tang)"),
        ("mai mốt tăng mà tui lỡ đóng 1 năm rồi có phải bù không", "(chuan-ngheo-thay-doi)"),
    ],
)
async def test_what_is_received_or_was_paid_ahead_is_told_where_next_year_is_named(
    asked: str, told: str, stage: Stage
) -> None:
    await stage.say("Lan", asked)
    assert told in stage.heard("Lan")[0]


async def test_a_sum_tells_what_every_group_pays_by_the_announced_figures(stage: Stage) -> None:
    await stage.say("Lan", "mức 3tr hộ cận nghèo đóng mấy")
    assert "cận nghèo 466.400 đồng" in stage.heard("Lan")[0]
