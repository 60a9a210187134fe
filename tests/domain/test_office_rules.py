"""Working time: windows, week-ends, Tết, own days; the ladder of a request in it, and when somebody may be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import VIET_NAM, Hours, WorkingTime, local
from bot.domain.leads import ENDS, Lead, LeadState
from bot.domain.office_rules import Level, OfficeRules, Waits, level
from bot.domain.phone import PhoneNumber

HOURS, DUTY = Hours(), OfficeRules()
ELSEWHERE = replace(
    DUTY,
    waits=Waits(WorkingTime(5), WorkingTime(999), WorkingTime(7, "days"), WorkingTime(50), WorkingTime(40, "days")),
)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 1), timezones=st.just(UTC))


def here(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIET_NAM)


def lead(asked: datetime, state: LeadState = LeadState.NEW, call_on: date | None = None) -> Lead:
    return Lead(1, 1, state, "Lan", PhoneNumber("+84912345678"), "29419", asked, since=asked, call_on=call_on)


@pytest.mark.parametrize(
    ("since", "minutes", "until"),
    [
        ("2026-11-25T09:00", 30, "2026-11-25T09:30"),
        ("2026-11-25T10:45", 30, "2026-11-25T13:15"),
        ("2026-11-25T12:00", 30, "2026-11-25T13:30"),
        ("2026-11-27T16:55", 30, "2026-11-30T07:25"),  # Friday to Monday
        ("2026-02-13T16:55", 30, "2026-02-23T07:25"),  # over Tết
        ("2026-02-13T16:55", 120, "2026-02-23T08:55"),
        ("2026-11-23T16:00", 120, "2026-11-25T08:00"),  # the Day of Culture lies between
    ],
)
def test_working_minutes(since: str, minutes: int, until: str) -> None:
    assert HOURS.plus(here(since), timedelta(minutes=minutes)) == here(until)
    assert WorkingTime(minutes).after(here(since), HOURS) == here(until)


@pytest.mark.parametrize(
    ("since", "days", "until"),
    [
        ("2026-11-25T09:00", 1, "2026-11-26T09:00"),
        ("2026-11-27T16:55", 1, "2026-11-30T16:55"),
        ("2026-11-28T09:00", 1, "2026-12-01T07:00"),
        ("2026-11-25T12:00", 1, "2026-11-26T13:00"),
        ("2026-02-13T16:55", 1, "2026-02-23T16:55"),
        ("2026-11-25T09:00", 5, "2026-12-02T09:00"),
    ],
)
def test_working_days(since: str, days: int, until: str) -> None:
    assert WorkingTime(days, "days").after(here(since), HOURS) == here(until)


def test_a_place_has_days_of_its_own() -> None:
    place = Hours(
        ((time(8), time(12)),), frozenset({0, 5}), frozenset({date(2026, 11, 30)}), frozenset({date(2026, 12, 2)})
    )
    assert [date(2026, 11, 28), date(2026, 12, 2), date(2026, 12, 5)] == [
        day for n in range(10) if place.works(day := date(2026, 11, 27) + timedelta(days=n))
    ]
    assert place.plus(here("2026-11-28T11:00"), timedelta(hours=2)) == here("2026-12-02T09:00")


@given(MOMENTS, st.integers(0, 3000))
def test_working_time_is_counted_as_it_passes(moment: datetime, minutes: int) -> None:
    ends = HOURS.plus(moment, timedelta(minutes=minutes))
    assert HOURS.worked(moment, ends) == timedelta(minutes=minutes)
    assert HOURS.opens(ends) >= ends
    assert HOURS.open_at(HOURS.opens(moment))


@given(MOMENTS, st.sampled_from([LeadState.NEW, LeadState.TAKEN, LeadState.WILL_JOIN]))
def test_the_ladder_only_goes_up_and_in_working_time(asked: datetime, state: LeadState) -> None:
    steps = [DUTY.due(lead(asked, state), step) for step in range(7)]
    assert all(before < later for before, later in pairwise(steps[1:]))
    assert all(HOURS.open_at(due) or due.timetz().replace(tzinfo=None) in (time(11), time(17)) for due in steps[1:])


def test_the_ladder_of_a_request_asked_on_friday_evening_before_tet() -> None:
    asked = lead(here("2026-02-13T16:55"))
    assert [DUTY.due(asked, step) for step in range(5)] == [
        here("2026-02-13T16:55"),
        here("2026-02-23T07:25"),
        here("2026-02-23T08:55"),
        here("2026-02-23T16:55"),
        here("2026-02-24T16:55"),
    ]
    assert [level(step) for step in range(5)] == [
        Level.COMMUNE, Level.COMMUNE, Level.SUPERVISOR, Level.PROVINCE, Level.PROVINCE,
    ]  # fmt: skip


def test_a_call_agreed_is_late_when_its_day_is_over() -> None:
    asked = lead(here("2026-11-23T09:00"), LeadState.CALL_AGAIN, date(2026, 11, 26))
    assert not DUTY.late(asked, here("2026-11-26T16:59"))
    assert DUTY.begins(asked) == here("2026-11-26T17:00")
    assert DUTY.due(asked, 0) == here("2026-11-27T07:00")


@given(
    MOMENTS,
    st.sampled_from([state for state in LeadState if state not in {*ENDS, LeadState.IN_TRAY}]),
    st.integers(0, 20 * 24 * 60 * 60),
    st.integers(-9, 9),
    st.sampled_from([DUTY, ELSEWHERE]),
)
def test_what_is_late_can_be_told_of_many_at_once(
    now: datetime, state: LeadState, seconds: int, days: int, duty: OfficeRules
) -> None:
    """`overdue` says of any request what `late` says, at the very moments where one becomes late too."""
    since = now - timedelta(seconds=seconds)
    call_on = local(now).date() + timedelta(days=days) if state is LeadState.CALL_AGAIN else None
    rule = duty.overdue(now)
    bound: datetime = getattr(rule, state.value)
    for moment in (since, bound, bound + timedelta(microseconds=1)):
        if moment <= now:
            counted = moment <= bound and (call_on is None or call_on <= rule.day)
            assert duty.late(lead(moment, state, call_on), now) == counted


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-11-28T10:00", "2026-11-28T10:00"),
        ("2026-11-28T22:00", "2026-11-29T06:00"),
        ("2026-11-28T05:59", "2026-11-28T06:00"),
    ],
)
def test_nobody_is_told_at_night(now: str, at: str) -> None:
    assert replace(DUTY, quiet=(time(21), time(6))).may_tell(here(now)) == here(at)


def test_where_the_place_wants_it_so_nobody_is_told_outside_working_hours() -> None:
    assert replace(DUTY, outside_hours=False).may_tell(here("2026-11-28T10:00")) == here("2026-11-30T07:00")


def test_digests_come_on_working_days_and_the_weeks_on_the_first() -> None:
    assert DUTY.next_digest(here("2026-11-23T07:30")) == here("2026-11-25T07:30")
    assert DUTY.next_digest(here("2026-11-25T07:29")) == here("2026-11-25T07:30")
    assert DUTY.next_weekly(here("2026-11-25T12:00")) == here("2026-11-30T07:30")
    assert DUTY.next_weekly(here("2026-02-14T12:00")) == here("2026-02-23T07:30"), "no week at Tết"
    assert DUTY.next_weekly(here("2026-12-28T12:00")) == here("2027-01-04T07:30")
