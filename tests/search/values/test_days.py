"""Days and months as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.values.days import read_day, read_month
from bot.words import YearMonth

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("hôm nay", date(2026, 11, 23)),
        ("mai", date(2026, 11, 24)),
        ("Dạ ngày mai", date(2026, 11, 24)),
        ("ngày mốt", date(2026, 11, 25)),
        ("tuần sau", date(2026, 11, 30)),
        ("thứ hai", date(2026, 11, 30)),
        ("thứ năm", date(2026, 11, 26)),
        ("thu 5", date(2026, 11, 26)),
        ("T7", date(2026, 11, 28)),
        ("CN", date(2026, 11, 29)),
        ("25/12", date(2026, 12, 25)),
        ("ngày 25/12", date(2026, 12, 25)),
        ("25-12-2026", date(2026, 12, 25)),
        ("25.12.26", date(2026, 12, 25)),
        ("25 tháng 12", date(2026, 12, 25)),
        ("25 tháng 12 năm 2026", date(2026, 12, 25)),
        ("23/11", date(2026, 11, 23)),
        ("22/11", date(2027, 11, 22)),
        ("1/1", date(2027, 1, 1)),
        ("2026-11-26", date(2026, 11, 26)),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_what_is_meant(typed: str, day: date) -> None:
    assert read_day(typed, MONDAY) == day


@pytest.mark.parametrize(
    "typed", ["", "31/2", "29/2/2027", "0/1", "32/1", "1/13", "bữa nào", "5", "12/2026/1", "1/1/0"]
)
def test_what_is_no_day(typed: str) -> None:
    assert read_day(typed, MONDAY) is None


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(max_value=date(9998, 12, 31)))
def test_a_day_that_was_written_down_is_the_same_whenever_it_is_read(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day


@given(st.text(max_size=30), st.dates(max_value=date(9990, 12, 31)))
def test_no_text_is_an_error(typed: str, today: date) -> None:
    day = read_day(typed, today)
    assert day is None or isinstance(day, date)
    assert read_month(typed) is None or isinstance(read_month(typed), YearMonth)


@pytest.mark.parametrize("typed", ["5/1970", "05/1970", "tháng 5 năm 1970", "sinh tháng 5/1970", "12.5.1970", "5 1970"])
def test_which_month(typed: str) -> None:
    assert read_month(typed) == YearMonth(1970, 5)


@pytest.mark.parametrize("typed", ["", "1970", "13/1970", "0/1970", "5/70", "5/1899", "tháng 5"])
def test_what_is_no_month(typed: str) -> None:
    assert read_month(typed) is None
