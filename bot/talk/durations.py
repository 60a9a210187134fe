"""Lengths of time as people type them: "3 năm 6 tháng", "5" (years), "chưa"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.messages import Option
from bot.domain.text import fold
from bot.search.values.counts import Rough, lengths, read_length
from bot.search.values.days import read_month
from bot.search.values.people import read_birth
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sentence import Sentence
from bot.talk.question import Misread, Question
from bot.words import Words, YearMonth, _

FIRST, LAST = YearMonth(1900, 1), YearMonth(2199, 12)
_YEAR_ALONE = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?!\d)")
ROUGHLY = (
    (30, _("Less than 5 years")),
    (90, _("5 to 10 years")),
    (150, _("10 to 15 years")),
    (210, _("15 years or more")),
)


def span(months: int) -> Words:
    """A length of time: "11 năm 6 tháng"."""
    years, odd = divmod(months, 12)
    if not years:
        return _("{months} months", months=odd)
    return _("{years} years {months} months", years=years, months=odd) if odd else _("{years} years", years=years)


def written(months: int) -> str:
    """Months as an answer is stored; "~90m" is a guess."""
    return f"~{months}m" if isinstance(months, Rough) else f"{months}m"


@dataclass(frozen=True)
class DurationQuestion(Question[int]):
    """A length of time in months, within bounds (inclusive); `shortcuts` are months and label.

    ahead   the time is still to come, so that nobody can remember it
    """

    at_most: int = 720
    shortcuts: tuple[tuple[int, Words], ...] = ()
    ahead: bool = False

    takes_any_text = True

    def read(self, text: str) -> int:
        # Where options are numbered, "1" may be the first of them or one year.
        if kept := re.fullmatch(r"(~?)(\d{1,4})m", text):
            return self._within(Rough(kept[2]) if kept[1] else int(kept[2]))
        doubtful = text.strip().isdecimal() and 1 <= int(text) <= len(self.shortcuts)
        return self._within(None if doubtful else read_length(text))

    def understand(self, text: str, book: Phrasebook) -> int:
        if book.mentions("unknown", text) and not lengths(Sentence.of(text)):
            raise Misread(
                _(
                    "Never mind if you do not remember: the VssID app or the insurance book shows it, and staff can "
                    "look it up. If you like, tap what comes near, and I reckon with that."
                ),
                tuple(Option(written(Rough(months)), label) for months, label in ROUGHLY if months <= self.at_most),
            )
        if book.says("no", text):
            return 0
        return self.read(text)

    def _within(self, months: int | None) -> int:
        if months is None:
            raise Misread(_("Please type years and months, for example: 3 năm 6 tháng. If none, type 0."))
        if months > self.at_most:
            raise Misread(_("That is too long: at most {most} months are possible here.", most=self.at_most))
        return months

    def write(self, value: int) -> str:
        return written(value)

    def doubt(self, value: int) -> Words | None:
        if not isinstance(value, Rough):
            return None
        if self.ahead:
            return _("Reckoned with {time} as a trial, for you said it roughly.", time=span(value))
        return _("Reckoned with {time} as a trial, for you are not sure of it.", time=span(value))

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(Option(written(months), label) for months, label in self.shortcuts)


@dataclass(frozen=True)
class Month(Question[YearMonth]):
    """A month of a year, such as a month of birth."""

    def read(self, text: str) -> YearMonth:
        month = read_month(text)
        if month is None:
            raise Misread(_("Please type month and year, for example: 5/1970."))
        return month

    def write(self, value: YearMonth) -> str:
        return f"{value.month}/{value.year}"


@dataclass(frozen=True)
class MonthWithin(Month):
    """A month from `first` to `last`, both included; a year alone is its January."""

    first: YearMonth = FIRST
    last: YearMonth = LAST
    shortcuts: tuple[tuple[YearMonth, Words], ...] = ()

    def read(self, text: str) -> YearMonth:
        alone = re.fullmatch(r"(?:nam |sinh )*((?:19|20)\d\d)", fold(text).strip(" .!,"))
        month = YearMonth(int(alone[1]), 1) if alone else read_month(text)
        if month is None or not self.first <= month <= self.last:
            ask = _("Please type month and year, from {first} to {last}.", first=self.first, last=self.last)
            raise Misread(ask, self.options)
        return month

    def understand(self, text: str, book: Phrasebook) -> YearMonth:
        if book.mentions("unknown", text):
            year = {int(said) for said in _YEAR_ALONE.findall(text)}
            if len(year) == 1 and self.first <= (january := YearMonth(year.pop(), 1)) <= self.last:
                return january
            raise Misread(
                _(
                    "Never mind if you do not remember the month: the year will do, roughly. The VssID app and the "
                    "insurance book show it, and staff can look it up."
                ),
                self.options,
                plain=True,
            )
        return self.read(text)

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(Option(self.write(month), label) for month, label in self.shortcuts)


@dataclass(frozen=True)
class BirthMonth(MonthWithin):
    """When somebody was born: a month, a year, or how old they are on `today`."""

    today: date = date.min

    def understand(self, text: str, book: Phrasebook) -> YearMonth:
        month = read_birth(text, self.today)
        if month is not None and self.first <= month <= self.last:
            return month
        if month is None and book.mentions("unknown", text):
            raise Misread(_("The year of birth will do, or how old, roughly: 55 tuổi."))
        return self.read(text)
