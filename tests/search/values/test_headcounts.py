"""How many were there, as officers write it after a meeting."""

from __future__ import annotations

import pytest

from bot.domain.outreach.results import Heads
from bot.search.values.headcounts import Count, read_count, read_headcount


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("42 người, 17 nữ, 5 Khmer", Heads(42, 17, 5)),
        ("42 nguoi 17 nu 5 khmer", Heads(42, 17, 5)),
        ("tổng 42 nữ 17 Khmer 5", Heads(42, 17, 5)),
        ("Có mặt: 42; nữ: 17; khơ-me: 5", Heads(42, 17, 5)),
        ("42 bà con, trong đó 17 chị em và 5 người Khmer", Heads(42, 17, 5)),
        ("nữ 17, tổng 42", Heads(42, 17)),
        ("42, 17 nữ", Heads(42, 17)),
        ("1.200 người", Heads(1200)),
        ("bốn mươi hai người\nmười bảy nữ", Heads(42, 17)),
        ("42 người, ko ai ký", Heads(42, signed=0)),
        ("3 ký tại chỗ, 10 hứa tham gia", Heads(signed=3, promised=10)),
        ("không có ai đăng ký, 4 người hẹn", Heads(signed=0, promised=4)),
        ("40 người, không có người Khmer", Heads(40, khmer=0)),
        ("42 people, 17 women, 5 Khmer, 3 signed up", Heads(42, 17, 5, 3)),
        ("0", Heads(0)),
        ("đông lắm", Heads()),
        ("", Heads()),
    ],
)
def test_a_line_says_how_many_were_there(line: str, heads: Heads) -> None:
    assert read_headcount(line) == heads


@pytest.mark.parametrize(
    ("line", "heads", "meeting"),
    [
        ("42 người, 17 nữ, 5 Khmer", Heads(42, 17, 5), None),
        ("42 nguoi 17 nu 5 khmer", Heads(42, 17, 5), None),
        ("có 42 bà con, trong đó 17 nữ và 5 người Khmer.", Heads(42, 17, 5), None),
        ("nữ 17, khmer 5", Heads(None, 17, 5), None),
        ("hội nghị 7: 42 người", Heads(42), 7),
        ("buổi 7 42 người", Heads(42), 7),
        ("1.200 người đến dự", Heads(1200), None),
    ],
)
def test_a_line_that_is_nothing_but_a_count(line: str, heads: Heads, meeting: int | None) -> None:
    assert read_count(line) == Count(heads, meeting)


@pytest.mark.parametrize(
    "line",
    ["17", "", ",", "nhận 17", "xem 17", "17 không nghe máy", "17 người ta không nghe máy", "giao 17 cho người khác",
     "hội nghị 7", "hẹn 17 thứ 5", "42 người muốn tham gia thì làm sao?", "mấy người được đóng?", "42 năm"],
)  # fmt: skip
def test_what_else_officers_type_is_no_count(line: str) -> None:
    assert read_count(line) is None
