"""Vietnamese time, working days and public holidays (Tết included)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from holidays import HolidayBase, country_holidays

# Viet Nam has kept UTC+7 without summer time since 1975, so no time-zone database is needed.
VIET_NAM = timezone(timedelta(hours=7), "ICT")
CLOSES = time(17, 0)


@cache
def _holidays() -> HolidayBase:
    return country_holidays("VN")


def working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday or day in lieu."""
    return day.weekday() < 5 and day not in _holidays()


def next_working_day(after: date) -> date:
    """The first working day after `after`."""
    day = after + timedelta(days=1)
    while not working_day(day):
        day += timedelta(days=1)
    return day


def called_by(asked: datetime) -> datetime:
    """By when a citizen who asks at `asked` is called: the close of the next working day after the day of asking."""
    day = next_working_day(asked.astimezone(VIET_NAM).date())
    return datetime.combine(day, CLOSES, VIET_NAM)
