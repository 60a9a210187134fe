"""Periods as the office closes its books: without a gap, without an overlap, each read as it is written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reports.periods import MONTHS, Period, PeriodKind, between, numbered, of_day, read
from bot.words import languages
from tests.content import ROOT

VIETNAMESE = languages(ROOT / "locales")["vi"]
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
KINDS = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.ANY])
CLOSINGS = st.integers(0, 28)


@given(KINDS, DAYS, CLOSINGS)
def test_each_day_lies_in_one_period_and_periods_follow_each_other(kind: PeriodKind, day: date, closing: int) -> None:
    one = of_day(kind, day, closing)
    assert one.first <= day <= one.last
    assert one.before.last + timedelta(days=1) == one.first
    assert one.following.first == one.last + timedelta(days=1)
    assert one.following.before == one
    assert read(one.name, closing) == one


@given(st.sampled_from(list(MONTHS)), DAYS, CLOSINGS)
def test_a_period_is_its_months(kind: PeriodKind, day: date, closing: int) -> None:
    one = of_day(kind, day, closing)
    assert len(one.months) == MONTHS[kind]
    assert (one.months[0].first, one.months[-1].last) == (one.first, one.last)
    assert sum(month.days for month in one.months) == one.days
    assert one.year_before.kind is kind
    assert (one.year_before.year, one.year_before.number) == (one.year - 1, one.number)


def test_books_that_close_on_the_25th() -> None:
    november = numbered(PeriodKind.MONTH, 2026, 11, 25)
    assert (november.first, november.last) == (date(2026, 10, 26), date(2026, 11, 25))
    assert of_day(PeriodKind.MONTH, date(2026, 11, 26), 25).name == "2026-12"
    assert of_day(PeriodKind.YEAR, date(2026, 12, 26), 25).name == "2027"
    assert (numbered(PeriodKind.YEAR, 2026, 1, 25).first, numbered(PeriodKind.QUARTER, 2026, 1, 25).last) == (
        date(2025, 12, 26),
        date(2026, 3, 25),
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-11", "tháng 11/2026"),
        ("2026-Q4", "quý IV/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026", "năm 2026"),
        ("2026-11-30", "ngày 30/11/2026"),
        ("2026-W48", "từ 23/11/2026 đến 29/11/2026"),
        ("2026-11-01..2026-11-20", "từ 01/11/2026 đến 20/11/2026"),
    ],
)
def test_periods_are_said_as_the_office_says_them(written: str, said: str) -> None:
    assert VIETNAMESE.say(read(written).title) == said


@pytest.mark.parametrize("written", ["", "2026-13", "2026-Q5", "2026-H3", "tháng này", "2026-11-31", "2026-W60"])
def test_nonsense_is_no_period(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read(written)


def test_a_trend_has_days_of_a_month_and_months_of_a_year() -> None:
    assert len(read("2026-11").parts) == 30
    assert [part.name for part in read("2026-Q1").parts] == ["2026-01", "2026-02", "2026-03"]
    assert read("2024-02-29").year_before.first == date(2023, 2, 28)
    with pytest.raises(ValueError, match="2026-02-01"):
        between(date(2026, 2, 1), date(2026, 1, 1))
    assert isinstance(between(date(2026, 1, 1), date(2026, 1, 3)), Period)
