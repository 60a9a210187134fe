"""When a payment is due, and on which days somebody is reminded: month ends, Tết, and what is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.domain.calendar import VIET_NAM, working_day
from bot.domain.outreach.payments import ROUNDS, Method, deadline, next_round, on, reminded_at
from bot.words import YearMonth

MONTHS = {Method.MONTH: 1, Method.QUARTER: 3, Method.HALF: 4, Method.YEAR: 7}


@pytest.mark.parametrize(
    ("method", "until", "last"),
    [
        (Method.MONTH, YearMonth(2027, 1), date(2027, 2, 28)),
        (Method.MONTH, YearMonth(2028, 1), date(2028, 2, 29)),
        (Method.QUARTER, YearMonth(2026, 12), date(2027, 3, 31)),
        (Method.HALF, YearMonth(2026, 12), date(2027, 4, 30)),
        (Method.YEAR, YearMonth(2026, 12), date(2027, 7, 31)),
        (Method.AHEAD, YearMonth(2028, 2), date(2028, 2, 29)),
        (Method.MISSING, YearMonth(2026, 11), date(2026, 11, 30)),
    ],
)
def test_the_last_day_is_the_one_of_the_law(method: Method, until: YearMonth, last: date) -> None:
    assert deadline(method, until, MONTHS) == last


def test_nobody_is_sent_out_on_a_day_on_which_nobody_takes_the_money() -> None:
    """For every last day of ten years, Tết among them: before it on a working day not later, after it not earlier."""
    for months in range(120):
        last = deadline(Method.MONTH, on(YearMonth(2026, 1), months), MONTHS)
        for level, distance in enumerate(ROUNDS):
            at = reminded_at(last, level)
            assert working_day(at.date())
            assert (at.date() <= last + distance) == (level < 2) or at.date() == last + distance
            assert at.hour == 8


def test_three_days_before_the_end_of_a_month_full_of_tet() -> None:
    """Tết 2028 is on 26 January, so that the office is shut at the end of that month."""
    at = reminded_at(date(2028, 1, 31), 1)
    assert at.date() < date(2028, 1, 26)


def test_the_next_round_is_the_first_that_is_still_to_come() -> None:
    last = date(2027, 4, 30)
    assert next_round(last, datetime(2027, 1, 1, tzinfo=VIET_NAM)) == (0, reminded_at(last, 0))
    assert next_round(last, reminded_at(last, 0)) == (1, reminded_at(last, 1)), "at its very moment it is told, once"
    assert next_round(last, reminded_at(last, 0) + timedelta(seconds=1)) == (1, reminded_at(last, 1))
    assert next_round(last, reminded_at(last, 2) + timedelta(seconds=1)) is None
