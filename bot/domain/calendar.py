"""Vietnamese time, working days, working hours and public holidays (Tết included); reckoning in working time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from typing import Literal

from holidays import HolidayBase, country_holidays

# Viet Nam has kept UTC+7 without summer time since 1975, so no time-zone database is needed.
VIET_NAM = timezone(timedelta(hours=7), "ICT")
CLOSES = time(17, 0)
WINDOWS = ((time(7, 0), time(11, 0)), (time(13, 0), CLOSES))


@cache
def _holidays() -> HolidayBase:
    return country_holidays("VN")


def working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday or day in lieu."""
    return day.weekday() < 5 and day not in _holidays()


def next_working_day(after: date) -> date:
    """The first working day after `after`."""
    return Hours().next_day(after)


def called_by(asked: datetime) -> datetime:
    """By when a citizen who asks at `asked` is called: the close of the next working day after the day of asking."""
    return Hours().called_by(asked)


@dataclass(frozen=True)
class Hours:
    """When a place works, in Vietnamese time.

    windows     of a working day, in order; days: weekdays on which it works (Monday is 0)
    closed      days on which it does not work besides public holidays; opened: days on which it does all the same
    """

    windows: tuple[tuple[time, time], ...] = WINDOWS
    days: frozenset[int] = frozenset(range(5))
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether that is a working day."""
        return _works(self, day)

    def next_day(self, after: date) -> date:
        """The first working day after `after`."""
        day = after + timedelta(days=1)
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def open_at(self, moment: datetime) -> bool:
        """Whether it works at that moment."""
        return any(start <= moment < end for start, end in _spans(self, local(moment).date()))

    def opens(self, moment: datetime) -> datetime:
        """That moment if it works then, else when it opens next."""
        day = local(moment).date()
        while True:
            for start, end in _spans(self, day):
                if moment < end:
                    return max(moment, start)
            day += timedelta(days=1)

    def plus(self, moment: datetime, working: timedelta) -> datetime:
        """When so much working time has passed since `moment`."""
        left, day = working, local(moment).date()
        while True:
            for start, end in _spans(self, day):
                begins = max(start, moment)
                if begins < end:
                    if begins + left <= end:
                        return begins + left
                    left -= end - begins
            day += timedelta(days=1)

    def days_later(self, moment: datetime, count: int) -> datetime:
        """The same time of day, `count` working days later; of what came outside working hours, from the opening on."""
        start = local(self.opens(moment))
        day = start.date()
        for _ in range(count):
            day = self.next_day(day)
        return self.opens(datetime.combine(day, start.time(), VIET_NAM))

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between two moments."""
        total, day, last = timedelta(), local(start).date(), local(end).date()
        while day <= last:
            for begins, ends in _spans(self, day):
                total += max(timedelta(), min(ends, end) - max(begins, start))
            day += timedelta(days=1)
        return total

    def closes(self, day: date) -> datetime:
        """When work ends on that day; as on any other where it is no working day."""
        return datetime.combine(day, self.windows[-1][1], VIET_NAM)

    def called_by(self, asked: datetime) -> datetime:
        """The promise to a citizen: the close of the next working day after the day of asking."""
        return self.closes(self.next_day(local(asked).date()))


@dataclass(frozen=True)
class Span:
    """A stretch of working time, as a place writes it: "30 phút", "2 giờ", "1 ngày"."""

    amount: int
    unit: Literal["minutes", "days"] = "minutes"

    def after(self, moment: datetime, hours: Hours) -> datetime:
        """When it has passed since `moment`; a working day ends at the same time of the next one."""
        if self.unit == "days":
            return hours.days_later(moment, self.amount)
        return hours.plus(moment, timedelta(minutes=self.amount))


def local(moment: datetime) -> datetime:
    """The moment in Vietnamese time."""
    return moment.astimezone(VIET_NAM)


@lru_cache(maxsize=10_000)
def _works(hours: Hours, day: date) -> bool:
    if day in hours.opened:
        return True
    return day.weekday() in hours.days and day not in hours.closed and day not in _holidays()


@lru_cache(maxsize=10_000)
def _spans(hours: Hours, day: date) -> tuple[tuple[datetime, datetime], ...]:
    if not hours.works(day):
        return ()
    return tuple(
        (datetime.combine(day, start, VIET_NAM), datetime.combine(day, end, VIET_NAM)) for start, end in hours.windows
    )
