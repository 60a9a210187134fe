"""Periods of a report: a day, a week, a month … as the office closes its books.

Where the books close on the 25th, November is from 26 October to 25 November; a quarter is its three months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.words import Words, _

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Before and after these, sums of days leave the calendar of the program sooner or later."""
LAST_CLOSING = 28
"""The last day of a month that every month has."""


class PeriodKind(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    ANY = "any"


MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
"""How many months such a period has; the others have none of their own."""
_WRITTEN = {
    PeriodKind.MONTH: re.compile(r"(\d{4})-(\d\d?)"),
    PeriodKind.QUARTER: re.compile(r"(\d{4})-[Qq]([1-4])"),
    PeriodKind.HALF: re.compile(r"(\d{4})-[Hh]([12])"),
    PeriodKind.YEAR: re.compile(r"(\d{4})()"),
}
_WEEK = re.compile(r"(\d{4})-[Ww](\d\d?)")
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Period:
    """From the first to the last day; `year` and `number` name what has months.

    closing   the day of the month on which the books close; 0: its last
    """

    kind: PeriodKind
    first: date
    last: date
    closing: int = 0
    year: int = 0
    number: int = 0

    @property
    def name(self) -> str:
        """How it is written in an address, and after `--month`; `read` understands it."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year}-{self.number:02}"
            case PeriodKind.QUARTER:
                return f"{self.year}-Q{self.number}"
            case PeriodKind.HALF:
                return f"{self.year}-H{self.number}"
            case PeriodKind.YEAR:
                return str(self.year)
            case PeriodKind.WEEK:
                week = self.first.isocalendar()
                return f"{week.year}-W{week.week:02}"
            case PeriodKind.DAY:
                return self.first.isoformat()
        return f"{self.first}..{self.last}"

    @property
    def title(self) -> Words:
        match self.kind:
            case PeriodKind.MONTH:
                return _("month {month}/{year}", month=str(self.number), year=str(self.year))
            case PeriodKind.QUARTER:
                return _("quarter {quarter}/{year}", quarter=ROMAN[self.number - 1], year=str(self.year))
            case PeriodKind.HALF if self.number == 1:
                return _("the first half of {year}", year=str(self.year))
            case PeriodKind.HALF:
                return _("the second half of {year}", year=str(self.year))
            case PeriodKind.YEAR:
                return _("the year {year}", year=str(self.year))
            case PeriodKind.DAY:
                return _("the day {day}", day=self.first)
        return _("from {first} to {last}", first=self.first, last=self.last)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Period:
        """The one of the same kind that ended the day before this began."""
        if self.kind in MONTHS:
            return of_day(self.kind, self.first - DAY, self.closing)
        return Period(self.kind, self.first - self.days * DAY, self.first - DAY, self.closing)

    @property
    def following(self) -> Period:
        """The one of the same kind that begins the day after this ends."""
        if self.kind in MONTHS:
            return of_day(self.kind, self.last + DAY, self.closing)
        return Period(self.kind, self.last + DAY, self.last + self.days * DAY, self.closing)

    @property
    def year_before(self) -> Period:
        """The same of the year before; of a week the one with the same weekdays."""
        if self.kind in MONTHS:
            return numbered(self.kind, self.year - 1, self.number, self.closing)
        if self.kind is PeriodKind.WEEK:
            return Period(self.kind, self.first - 364 * DAY, self.last - 364 * DAY, self.closing)
        return Period(self.kind, _year_before(self.first), _year_before(self.last), self.closing)

    @property
    def parts(self) -> tuple[Period, ...]:
        """What a trend tells apart: months, weeks or days."""
        if MONTHS.get(self.kind, 0) > 1:
            return tuple(_each(PeriodKind.MONTH, self.first, self.last, self.closing))
        kind = PeriodKind.DAY if self.days <= 31 else PeriodKind.MONTH
        return tuple(_each(kind, self.first, self.last, self.closing))

    @property
    def months(self) -> tuple[Period, ...]:
        """The months of the books that lie wholly in it."""
        every = _each(PeriodKind.MONTH, self.first, self.last, self.closing)
        return tuple(one for one in every if self.first <= one.first and one.last <= self.last)


def numbered(kind: PeriodKind, year: int, number: int, closing: int = 0) -> Period:
    """The month, quarter … of that number; raises ValueError where there is none."""
    length = MONTHS[kind]
    if not 1 <= number <= 12 // length:
        raise ValueError(f"{kind} {number}")
    last_month = number * length
    first, last = _begin(year, last_month - length + 1, closing), _begin(year, last_month + 1, closing) - DAY
    return Period(kind, first, last, closing, year, number)


def of_day(kind: PeriodKind, day: date, closing: int = 0) -> Period:
    """The period of that kind in which the day lies."""
    if kind not in MONTHS:
        first = day - day.weekday() * DAY if kind is PeriodKind.WEEK else day
        return Period(kind, first, first + 6 * DAY if kind is PeriodKind.WEEK else day, closing)
    months = day.year * 12 + day.month - 1 + (1 if closing and day.day > closing else 0)
    return numbered(kind, months // 12, months % 12 // MONTHS[kind] + 1, closing)


def between(first: date, last: date, closing: int = 0) -> Period:
    """Any days; raises ValueError where they are the wrong way round."""
    if last < first:
        raise ValueError(f"{first}..{last}")
    return Period(PeriodKind.ANY, first, last, closing)


def read(written: str, closing: int = 0) -> Period:
    """What `Period.name` writes, also "2026-7".

    Raises ValueError for anything else, and before 2000 or after 2099.
    """
    years = [int(one[:4]) for one in written.partition("..")[::2] if one]
    if not all(FIRST_YEAR <= year <= LAST_YEAR for year in years):
        raise ValueError(written)
    for kind, shape in _WRITTEN.items():
        if found := shape.fullmatch(written):
            return numbered(kind, int(found[1]), int(found[2] or 1), closing)
    if found := _WEEK.fullmatch(written):
        return of_day(PeriodKind.WEEK, date.fromisocalendar(int(found[1]), int(found[2]), 1), closing)
    first, dots, last = written.partition("..")
    if dots:
        return between(date.fromisoformat(first), date.fromisoformat(last), closing)
    return of_day(PeriodKind.DAY, date.fromisoformat(written), closing)


def _each(kind: PeriodKind, first: date, last: date, closing: int) -> Iterator[Period]:
    one = of_day(kind, first, closing)
    while one.first <= last:
        yield one
        one = one.following


def _begin(year: int, month: int, closing: int) -> date:
    """The first day of a month in the books; of month 13, that of the next January."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = date(year, month, 1)
    if not closing:
        return first
    return (first - DAY).replace(day=closing) + DAY


def _year_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)
