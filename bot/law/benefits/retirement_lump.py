"""The sum beside the pension for more than 35 years (men) or 30 years (women).

Law 41/2024/QH15, Article 100.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law.benefits.pension_rate import Sex
from bot.law.bounds import LONGEST, check_average, check_months
from bot.law.figures.figures import Figures, InForce
from bot.law.periods import counted_years
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import Dong, _


@dataclass(frozen=True)
class RetirementLump:
    """The sum in whole đồng, 0 where there is nothing above those years."""

    lump: Dong
    steps: tuple[Step, ...]


def months_over(months: int, sex: Sex, figures: InForce) -> int:
    """Months above those years."""
    full = figures.number("pension_full_years_men" if sex is Sex.MALE else "pension_full_years_women")
    return max(0, months - int(full) * 12)


def retirement_lump(
    average: int,
    months_over_before_age: int,
    months_over_after_eligible: int,
    figures: Figures,
    day: date,
    *,
    assume_announced: bool = False,
) -> RetirementLump:
    """The sum for months above those years. Raises Refusal.

    They were paid before retirement age, or after a pension was due.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    check_months(months_over_before_age, 0, LONGEST)
    check_months(months_over_after_eligible, 0, LONGEST)
    check_average(average, in_force)
    before, after = counted_years(months_over_before_age), counted_years(months_over_after_eligible)
    earlier, later = in_force.number("retirement_lump_before_age"), in_force.number("retirement_lump_after")
    lump = whole_dong(average * (earlier * before + later * after))
    words = _(
        "{average} × ({earlier} × {before} years up to retirement age + {later} × {after} years after it) = {lump}",
        average=Dong(average),
        earlier=earlier,
        before=before,
        later=later,
        after=after,
        lump=lump,
    )
    return RetirementLump(lump, (Step(words, in_force.basis("retirement_lump_before_age", "retirement_lump_after")),))
