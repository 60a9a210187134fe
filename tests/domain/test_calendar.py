"""Working days in Viet Nam: week-ends, holidays and Tết, and by when somebody is called."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import VIET_NAM, Hours, WorkingTime, called_by, next_working_day, working_day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),  # the Day of Culture, a public holiday from 2026 on
        (date(2025, 11, 24), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2027, 1, 1), False),
        (date(2027, 2, 5), False),  # the eve of Tết
        (date(2027, 2, 8), False),
        (date(2026, 4, 30), False),
        (date(2026, 5, 1), False),
        (date(2026, 9, 2), False),
        (date(2026, 8, 22), True),  # a Saturday that makes up for the Monday before National Day
        (date(2026, 8, 31), False),
        (date(2026, 8, 29), False),
        (date(2026, 8, 23), False),
        (date(2019, 1, 5), True),
    ],
)
def test_who_works_when(day: date, works: bool) -> None:
    assert working_day(day) is works


@pytest.mark.parametrize(
    ("after", "following"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),
        (date(2026, 11, 27), date(2026, 11, 30)),
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2026, 8, 21), date(2026, 8, 22)),
        (date(2026, 8, 22), date(2026, 8, 24)),
    ],
)
def test_the_next_working_day(after: date, following: date) -> None:
    assert next_working_day(after) == following


def test_nobody_is_promised_a_call_at_tet() -> None:
    day = next_working_day(date(2027, 2, 4))
    assert date(2027, 2, 10) <= day <= date(2027, 2, 15)


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        (datetime(2026, 11, 25, 2, 0, tzinfo=UTC), datetime(2026, 11, 26, 17, 0, tzinfo=VIET_NAM)),
        # 17:30 in London on Wednesday is half past midnight on Thursday in Viet Nam.
        (datetime(2026, 11, 25, 17, 30, tzinfo=UTC), datetime(2026, 11, 27, 17, 0, tzinfo=VIET_NAM)),
        (datetime(2026, 11, 27, 2, 0, tzinfo=UTC), datetime(2026, 11, 30, 17, 0, tzinfo=VIET_NAM)),
        (datetime(2026, 8, 21, 2, 0, tzinfo=UTC), datetime(2026, 8, 22, 17, 0, tzinfo=VIET_NAM)),
    ],
)
def test_by_when_somebody_is_called(asked: datetime, by: datetime) -> None:
    assert called_by(asked) == by


def test_a_place_makes_up_for_days_off_only_where_it_keeps_the_office_week() -> None:
    made_up = date(2026, 8, 22)
    assert Hours(days=frozenset(range(6))).works(made_up)
    assert not Hours(days=frozenset({1, 3})).works(made_up)
    assert not Hours(closed=frozenset({made_up})).works(made_up)
    assert Hours(days=frozenset({1, 3}), opened=frozenset({made_up})).works(made_up)


def test_working_time_runs_on_a_day_made_up() -> None:
    friday = datetime(2026, 8, 21, 16, 0, tzinfo=VIET_NAM)
    saturday = datetime(2026, 8, 22, 8, 0, tzinfo=VIET_NAM)
    assert WorkingTime(120).after(friday, Hours()) == saturday
    assert WorkingTime(1, "days").after(friday, Hours()) == saturday.replace(hour=16)
    assert Hours().worked(friday, saturday) == saturday - saturday.replace(hour=6)
    assert Hours().open_at(saturday)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 1), timezones=st.just(UTC)))
def test_the_promise_is_always_a_working_day_after_the_day_of_asking(asked: datetime) -> None:
    by = called_by(asked)
    assert working_day(by.date())
    assert 0 < (by.date() - asked.astimezone(VIET_NAM).date()).days <= 12
