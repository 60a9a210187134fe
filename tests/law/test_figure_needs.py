"""What a calculation is said to rest on is what it reads: watched over every example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from bot.law.calculator.calculate import calculate
from bot.law.calculator.calculations import CALCULATIONS
from bot.law.figure_needs import touched_by
from bot.law.figures.figures import Figure, Figures
from bot.law.refusal import Refusal
from tests.law.test_vectors import VECTORS

TODAY = date(2026, 11, 23)


class Watched(Mapping[str, Figure]):
    """Figures that remember which of them were looked at."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        self.figures = figures
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Figure:
        self.read.add(name)
        return self.figures[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)


def test_every_calculation_says_exactly_which_figures_it_reads(figures: Figures) -> None:
    read: dict[str, set[str]] = {name: set() for name in CALCULATIONS}
    for vector in VECTORS:
        watched = Watched(figures.by_name)
        with suppress(Refusal):
            calculate(vector["what"], vector["inputs"], Figures(watched), TODAY)
        read[vector["what"]] |= watched.read
    assert {name: set(one.figures) for name, one in CALCULATIONS.items()} == read


def test_the_rate_of_return_touches_what_is_paid_ahead_late_and_back() -> None:
    assert touched_by("fund_rate_r_monthly") == (
        "đóng trước nhiều năm",
        "trả trước hay chờ",
        "đóng một lần cho tháng còn thiếu",
        "hoàn tiền đã đóng trước",
    )
