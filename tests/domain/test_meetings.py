"""Seats, waiting lists, clashes, and when a guest is reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.calendar import VIET_NAM, quiet
from bot.domain.meetings import Guest, GuestState, Meeting, MeetingState, Plan, clashes, moving_up, rounds, taken

STARTS = datetime(2026, 12, 5, 8, 30, tzinfo=VIET_NAM)
PLAN = Plan("hoi-nghi", "Hội nghị tháng 12", "29419", "Nhà văn hóa ấp 3", STARTS, STARTS + timedelta(hours=2), seats=10)


def guest(number: int, companions: int = 0, state: GuestState = GuestState.COMING) -> Guest:
    return Guest(number, 1, number, number, companions, state, STARTS + timedelta(minutes=number))


def waits(number: int, companions: int = 0) -> Guest:
    return guest(number, companions, GuestState.WAITING)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIET_NAM)


def test_companions_take_seats_and_who_left_does_not() -> None:
    assert taken([guest(1, 2), guest(2), guest(3, 4, GuestState.LEFT), waits(4, 9)]) == 4


@pytest.mark.parametrize(
    ("there", "up"),
    [
        pytest.param([guest(1, 8), waits(2), waits(3)], [2], id="one seat, the longest waiting"),
        pytest.param([guest(1, 7), waits(2, 3), waits(3, 1)], [3], id="a party too large lets a smaller one pass"),
        pytest.param([guest(1, 9), waits(2)], [], id="nothing is free"),
        pytest.param([waits(3), waits(2)], [2, 3], id="in the order in which they asked"),
    ],
)
def test_the_waiting_list_moves_up(there: list[Guest], up: list[int]) -> None:
    assert [one.id for one in moving_up(PLAN, there)] == up


def test_without_a_number_of_seats_nobody_waits() -> None:
    assert len(moving_up(replace(PLAN, seats=None), [guest(1, 99), waits(2, 99)])) == 1


def test_the_same_place_or_the_same_officer_at_the_same_time_clashes() -> None:
    other = Meeting(
        7, replace(PLAN, place="NHÀ VĂN HÓA ẤP 3", starts=STARTS + timedelta(hours=1)), MeetingState.PLANNED, 5
    )
    elsewhere = replace(other, number=8, plan=replace(other.plan, place="Chợ"))
    over = replace(other, number=9, state=MeetingState.CANCELLED)
    after = replace(other, number=10, plan=replace(other.plan, starts=PLAN.ends, ends=PLAN.ends + timedelta(hours=1)))
    there = [other, elsewhere, over, after]
    assert [one.number for one in clashes(PLAN, there, made_by=1)] == [7]
    assert [one.number for one in clashes(PLAN, there, made_by=5)] == [7, 8]


@pytest.mark.parametrize(
    ("starts", "second", "everybody"),
    [
        ("2026-12-05 14:00", "2026-12-05 12:00", True),
        pytest.param("2026-12-05 08:30", "2026-12-04 19:00", False, id="6:30 is too early"),
        pytest.param("2026-12-05 09:00", "2026-12-05 07:00", True, id="seven is day"),
        pytest.param("2026-12-05 22:30", "2026-12-04 19:00", False, id="20:30 is too late"),
        pytest.param("2026-12-05 01:00", "2026-12-04 19:00", False, id="over midnight"),
    ],
)
def test_nobody_is_reminded_at_night(starts: str, second: str, everybody: bool) -> None:
    evening, shortly = rounds(at(starts))
    assert (evening.at, evening.everybody) == (at("2026-12-04 17:00"), True)
    assert (shortly.at, shortly.everybody) == (at(second), everybody)
    assert not quiet(evening.at)
    assert not quiet(shortly.at)
