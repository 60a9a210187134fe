"""What goes to many: by day, on no holiday, within the window and the half of a plan, and when the last one has it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.calendar import VIET_NAM, for_many
from bot.domain.pace.bulk import Bulk


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=VIET_NAM)


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        (at(26, 6, 59), at(26, 7)),
        (at(26, 7), at(26, 7)),
        (at(26, 19, 59), at(26, 19, 59)),
        (at(26, 20), at(27, 7)),
        (at(28, 12), at(28, 12)),  # a Saturday is a day like others
        (at(24, 9), at(25, 7)),  # the day of Vietnamese culture
        (datetime(2027, 1, 1, 9, tzinfo=VIET_NAM), datetime(2027, 1, 2, 7, tzinfo=VIET_NAM)),
        (datetime(2026, 12, 31, 21, tzinfo=VIET_NAM), datetime(2027, 1, 2, 7, tzinfo=VIET_NAM)),
    ],
)
def test_many_are_written_to_by_day_and_on_no_holiday(asked: datetime, goes: datetime) -> None:
    assert for_many(asked) == goes


def test_the_whole_of_tet_is_waited_for() -> None:
    goes = for_many(datetime(2027, 2, 5, 20, 30, tzinfo=VIET_NAM))
    assert goes > datetime(2027, 2, 8, 7, tzinfo=VIET_NAM)
    assert goes.hour == 7


def test_the_last_one_has_it_by_four_fifths_of_the_pace() -> None:
    assert Bulk(25).last_at(at(26, 9), 20 * 60) == at(26, 9, 1)


def test_what_is_not_done_by_evening_goes_on_in_the_morning() -> None:
    slow = Bulk(per_second=1.25)  # one a second for many
    assert slow.last_at(at(26, 19), 3600) == at(26, 20)
    assert slow.last_at(at(26, 19), 3600 + 60) == at(27, 7, 1)
    assert slow.last_at(at(25, 7), 13 * 3600 * 3) == at(27, 20)
    assert slow.last_at(at(25, 22), 0) == at(26, 7)


def test_the_window_is_free_then_billed_then_shut() -> None:
    bulk, wrote = Bulk(free=timedelta(hours=48), open=timedelta(days=7)), at(23, 9)
    stages = [bulk.stage(wrote, wrote + timedelta(hours=hours)) for hours in (0, 47, 48, 167, 168)]
    assert stages == ["free", "free", "billed", "billed", "shut"]
    assert Bulk().stage(wrote, wrote + timedelta(days=900)) == "free"


def test_the_last_half_of_a_plan_is_left_to_talk() -> None:
    plan = Bulk(plan=3000)
    assert [plan.room(used) for used in (0, 1499, 1500, 2900)] == [1500, 1, 0, 0]
    assert Bulk(plan=3).room(0) == 1
    assert Bulk().room(10**9) is None
