"""Vietnamese time, working days and hours, public holidays (Tết included)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from bot.lazy import lazily
from bot.words import _

if TYPE_CHECKING:
    from holidays import HolidayBase

country_holidays: Callable[..., HolidayBase] = lazily("holidays", "country_holidays")

# Viet Nam has kept UTC+7 without summer time since 1975, so no time-zone database is needed.
VIET_NAM = timezone(timedelta(hours=7), "ICT")
CLOSES = time(17, 0)
QUIET_FROM, QUIET_UNTIL = time(20, 0), time(7, 0)
OFFICE_WEEK = frozenset(range(5))
WEEK = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
# Days beyond have no place in an office; sums with them would run out of the calendar.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
WINDOWS = ((time(7, 0), time(11, 0)), (time(13, 0), CLOSES))


@cache
def _holidays() -> HolidayBase:
    return country_holidays("VN")


def tet(year: int) -> date | None:
    """The first day of Tết in that year, by the moon; None for a year that is not known."""
    return next(iter(_holidays_of(year).get_named("Lunar New Year", lookup="exact")), None)


@lru_cache(maxsize=16)
def _holidays_of(year: int) -> HolidayBase:
    return country_holidays("VN", years=year, language="en_US")


def working_day(day: date) -> bool:
    """Monday to Friday without holidays and days in lieu, and Saturdays that make up for some."""
    return Hours().works(day)


def next_working_day(after: date) -> date:
    """The first working day after `after`."""
    return Hours().next_day(after)


def called_by(asked: datetime) -> datetime:
    """By when a citizen is called: the close of the next working day after the day of asking."""
    return Hours().called_by(asked)


@dataclass(frozen=True)
class Hours:
    """When a place works, in Vietnamese time.

    windows     of a working day, in order; days: weekdays on which it works (Monday is 0)
    closed      days on which it does not work besides public holidays; opened: days on which it does all the same
    """

    windows: tuple[tuple[time, time], ...] = WINDOWS
    days: frozenset[int] = OFFICE_WEEK
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
        return self.open_until(moment) is not None

    def open_until(self, moment: datetime) -> datetime | None:
        """Until when it works, if it works at that moment."""
        return next((end for start, end in _spans(self, local(moment).date()) if start <= moment < end), None)

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
        """The same time of day `count` working days later, counted from when the office is open."""
        start = local(self.opens(moment))
        day = start.date()
        for _each in range(count):
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
class Opening:
    """When people may come: whenever one of these hours, such as those of Saturday, says so."""

    hours: tuple[Hours, ...]

    def open_until(self, moment: datetime) -> datetime | None:
        """Until when it is open, if it is open at that moment."""
        return max((end for hours in self.hours if (end := hours.open_until(moment))), default=None)

    def opens(self, moment: datetime) -> datetime:
        """That moment if it is open then, else when it opens next."""
        return min(hours.opens(moment) for hours in self.hours)


@dataclass(frozen=True)
class WorkingTime:
    """A stretch of working time, as a place writes it: "30 phút", "2 giờ", "1 ngày"."""

    amount: int
    unit: Literal["minutes", "days"] = "minutes"

    def after(self, moment: datetime, hours: Hours) -> datetime:
        """When it has passed since `moment`; a working day ends at the same time of the next one."""
        if self.unit == "days":
            return hours.days_later(moment, self.amount)
        return hours.plus(moment, timedelta(minutes=self.amount))


def quiet(moment: datetime) -> bool:
    """Whether nobody is to be disturbed then by what Loa sends of itself."""
    return not QUIET_UNTIL <= local(moment).time() < QUIET_FROM


def after_quiet(moment: datetime) -> datetime:
    """That moment, or the end of the quiet hours in which it lies."""
    here = local(moment)
    if not quiet(moment):
        return moment
    day = here.date() + timedelta(days=here.time() >= QUIET_FROM)
    return datetime.combine(day, QUIET_UNTIL, VIET_NAM)


def read_day(typed: str) -> date | None:
    """The day written "2026-11-30"; None for anything else, or before 2000 or after 2099."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if EARLIEST <= day < LATEST else None


def daytime(moment: datetime) -> datetime:
    """When the quiet hours of that day begin."""
    return datetime.combine(local(moment).date(), QUIET_FROM, VIET_NAM)


def for_many(moment: datetime) -> datetime:
    """That moment, or the next one at which many may be written to.

    By day, and on no public holiday.
    """
    at = after_quiet(moment)
    while (day := local(at).date()) in _holidays():
        at = datetime.combine(day + timedelta(days=1), QUIET_UNTIL, VIET_NAM)
    return at


def local(moment: datetime) -> datetime:
    """The moment in Vietnamese time."""
    return moment.astimezone(VIET_NAM)


@lru_cache(maxsize=10_000)
def _works(hours: Hours, day: date) -> bool:
    if day in hours.opened:
        return True
    if day in hours.closed or day in _holidays():
        return False
    # Whoever has the office week's days off in lieu makes up for them too.
    return day.weekday() in hours.days or (hours.days >= OFFICE_WEEK and _holidays().is_working_day(day))


@lru_cache(maxsize=10_000)
def _spans(hours: Hours, day: date) -> tuple[tuple[datetime, datetime], ...]:
    if not hours.works(day):
        return ()
    return tuple(
        (datetime.combine(day, start, VIET_NAM), datetime.combine(day, end, VIET_NAM)) for start, end in hours.windows
    )
