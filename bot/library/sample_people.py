"""Three sample people.

What each pays and gets on a day, by figures that hold or are only announced.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.retirement import retirement
from bot.law.calculator.calculate import calculate
from bot.law.figures.derived import SupportGroup, income_floor
from bot.law.figures.figures import Figures
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.words import Dong, Words, YearMonth, _

CHOSEN = Dong(3_000_000)
FIFTEEN_YEARS = 180
PAID = {"start": "2011-01", "end": "2025-12", "income": int(CHOSEN)}
BORN = YearMonth(1971, 5)

Reckons: TypeAlias = Callable[[Figures, date, bool], Dong | YearMonth]


def told(reckons: Reckons, figures: Figures, day: date) -> Words:
    """The sum on that day, and what it would be with the announced figures where they differ."""
    held, announced = (_sum(reckons, figures, day, assumed) for assumed in (False, True))
    return held if held == announced else _("{held}; announced: {announced}", held=held, announced=announced)


def _sum(reckons: Reckons, figures: Figures, day: date, announced: bool) -> Words:
    try:
        return _("{amount}", amount=reckons(figures, day, announced))
    except Refusal as refusal:
        return refusal.message


def _paid(part: str, group: SupportGroup, income: int = 0) -> Reckons:
    """What a month costs on that income, or on the lowest."""

    def reckons(figures: Figures, day: date, announced: bool) -> Dong:
        chosen = income or whole_dong(income_floor(figures.on(day, assume_announced=announced)))
        asked = {"income": int(chosen), "group": str(group), "assume_announced": announced}
        return Dong(calculate("contribution", asked, figures, day).values[part])

    return reckons


def _pension(figures: Figures, day: date, announced: bool) -> Dong:
    asked = {"sex": "female", "months": FIFTEEN_YEARS, "average": int(CHOSEN), "assume_announced": announced}
    return Dong(calculate("pension", asked, figures, day).values["pension"])


def _raised_pension(figures: Figures, day: date, announced: bool) -> Dong:
    asked = {"sex": "female", "periods": [PAID], "assume_announced": announced}
    return Dong(calculate("pension", asked, figures, day).values["pension"])


def _of_age(figures: Figures, day: date, announced: bool) -> YearMonth:
    return retirement(BORN, Sex.FEMALE, figures, day, assume_announced=announced).reached


PEOPLE: tuple[tuple[Words, tuple[tuple[Words, Reckons], ...]], ...] = (
    (
        _("Somebody of no group, on the lowest income"),
        (
            (_("You pay a month"), _paid("pays", SupportGroup.OTHER)),
            (_("Of this the State pays"), _paid("support", SupportGroup.OTHER)),
        ),
    ),
    (
        _("Somebody of a poor household, on the lowest income"),
        (
            (_("You pay a month"), _paid("pays", SupportGroup.POOR)),
            (_("Of this the State pays"), _paid("support", SupportGroup.POOR)),
        ),
    ),
    (
        _("A woman of a near-poor household, fifteen years on {income}", income=CHOSEN),
        (
            (_("You pay a month"), _paid("pays", SupportGroup.NEAR_POOR, CHOSEN)),
            (_("Of this the State pays"), _paid("support", SupportGroup.NEAR_POOR, CHOSEN)),
            (_("Pension a month"), _pension),
            (_("Pension a month where the years 2011 to 2025 were paid, raised by prices"), _raised_pension),
            (_("Of retirement age, if born in {month}", month=BORN), _of_age),
        ),
    ),
)
