"""How many were there, as officers write it after a meeting."""

from __future__ import annotations

import pytest

from bot.domain.outreach.results import Heads
from bot.search.values.headcounts import read_headcount


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
