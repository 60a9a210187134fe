"""How long somebody has paid, and months of her life, as people type them: "3 năm 6 tháng", "5" (years), "chưa"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.messages import Option
from bot.domain.text import fold
from bot.talk.question import Misread, Question
from bot.talk.questions import Month
from bot.talk.understanding.dates import read_month
from bot.words import Words, YearMonth, _

NONE = re.compile(r"(da )?(chua|khong|ko|hong|0|none|never|not yet)\b.*")
SPAN = re.compile(r"(\d{1,2})\s*(?:nam|years?)?(\s*ruoi)?(?:\s*(?:va|,|and)?\s*(\d{1,2})\s*(?:thang|months?|th|t))?")
MONTHS = re.compile(r"(\d{1,3})\s*(?:thang|months?|th|t|m)")
FIRST, LAST = YearMonth(1900, 1), YearMonth(2199, 12)
FILLERS = re.compile(r"^(da |duoc |khoang |chung |tam |dong )*|( roi| thoi| a| nha)*$")


def read_span(typed: str) -> int | None:
    """Months; None for what is no length of time. A bare number counts years."""
    text = FILLERS.sub("", fold(typed).strip(" .!"))
    if months := MONTHS.fullmatch(text):
        return int(months[1])
    if span := SPAN.fullmatch(text):
        odd = int(span[3] or 0) + (6 if span[2] else 0)
        return int(span[1]) * 12 + odd if odd < 12 else None
    return 0 if NONE.fullmatch(text) else None


@dataclass(frozen=True)
class Span(Question[int]):
    """A length of time in months, within bounds (inclusive); `shortcuts` are months and label."""

    at_most: int = 720
    shortcuts: tuple[tuple[int, Words], ...] = ()

    takes_any_text = True

    def read(self, text: str) -> int:
        # Where options are numbered, "1" may be the first of them or one year.
        doubtful = text.strip().isdecimal() and 1 <= int(text) <= len(self.shortcuts)
        months = None if doubtful else read_span(text)
        if months is None:
            raise Misread(_("Please type years and months, for example: 3 năm 6 tháng. If none, type 0."))
        if months > self.at_most:
            raise Misread(_("That is too long: at most {most} months are possible here.", most=self.at_most))
        return months

    def write(self, value: int) -> str:
        return f"{value}m"

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(Option(f"{months}m", label) for months, label in self.shortcuts)


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

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(Option(self.write(month), label) for month, label in self.shortcuts)
