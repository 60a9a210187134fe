"""How long somebody has paid, as people type it: "3 năm 6 tháng", "40 tháng", "5" (years), "chưa đóng"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.messages import Option
from bot.domain.text import fold
from bot.talk.question import Misread, Question
from bot.words import Words, _

NONE = re.compile(r"(da )?(chua|khong|ko|hong|0|none|never|not yet)\b.*")
YEARS = r"(\d{1,2})\s*(?:nam|years?|y)?"
SPAN = re.compile(rf"{YEARS}(\s*ruoi)?(?:\s*(?:va|,|and)?\s*(\d{{1,2}})\s*(?:thang|months?|th|t|m))?")
MONTHS = re.compile(r"(\d{1,3})\s*(?:thang|months?|th|t|m)")
FILLERS = re.compile(r"^(da |duoc |khoang |chung |tam |dong )*|( roi| thoi| a| nha)*$")


def read_span(typed: str) -> int | None:
    """Months; None for what is no length of time."""
    text = FILLERS.sub("", fold(typed).strip(" .!"))
    if months := MONTHS.fullmatch(text):
        return int(months[1])
    if span := SPAN.fullmatch(text):
        odd = int(span[3] or 0) + (6 if span[2] else 0)
        return int(span[1]) * 12 + odd if odd < 12 else None
    return 0 if NONE.fullmatch(text) else None


@dataclass(frozen=True)
class Span(Question[int]):
    """A length of time in months, within bounds (inclusive); `shortcuts` are token (a number of months) and label."""

    at_least: int = 0
    at_most: int = 720
    shortcuts: tuple[tuple[int, Words], ...] = ()

    def read(self, text: str) -> int:
        months = read_span(text)
        if months is None:
            raise Misread(_("Please type years and months, for example: 3 năm 6 tháng. If none, type 0."))
        if not self.at_least <= months <= self.at_most:
            raise Misread(
                _("That must be from {least} to {most} months.", least=self.at_least, most=self.at_most), self.options
            )
        return months

    def write(self, value: int) -> str:
        return f"{value} tháng"

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(Option(f"{months} tháng", label) for months, label in self.shortcuts)
