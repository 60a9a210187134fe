"""One sum for a pensioner who settles abroad (Law 41/2024/QH15, Article 115)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.law.bounds import LONGEST, check_amount, check_months, check_years
from bot.law.figures.derived import income_cap
from bot.law.figures.figures import Figures
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import Dong, _

MOST_YEARS = LONGEST // 12


@dataclass(frozen=True)
class EmigrationLump:
    """The sum in whole đồng."""

    lump: Dong
    steps: tuple[Step, ...]


def emigration_lump(
    pension: int,
    years_before_2014: Decimal,
    years_from_2014: Decimal,
    months_received: int,
    figures: Figures,
    day: date,
    *,
    assume_announced: bool = False,
) -> EmigrationLump:
    """The sum for a pension in đồng and years paid as years_at_2014 counts them. Raises Refusal."""
    in_force = figures.on(day, assume_announced=assume_announced)
    check_amount(pension, whole_dong(income_cap(in_force)))
    check_years(years_before_2014, 0, MOST_YEARS)
    check_years(years_from_2014, 0, MOST_YEARS)
    check_years(years_before_2014 + years_from_2014, 1, MOST_YEARS)
    check_months(months_received, 0, LONGEST)
    earlier, later = in_force.number("emigration_lump_before_2014"), in_force.number("emigration_lump_from_2014")
    step, floor = in_force.number("emigration_lump_step"), in_force.number("emigration_lump_floor_months")
    months = max(earlier * years_before_2014 + later * years_from_2014 - step * months_received, floor)
    lump = whole_dong(pension * months)
    words = _(
        "{earlier} × {before} years before 2014 + {later} × {after} years from 2014 "
        "− {step} × {received} months received, at least {floor}: {months} months of pension × {pension} = {lump}",
        earlier=earlier,
        before=years_before_2014,
        later=later,
        after=years_from_2014,
        step=step,
        received=months_received,
        floor=floor,
        months=months,
        pension=Dong(pension),
        lump=lump,
    )
    return EmigrationLump(lump, (Step(words, in_force.basis("emigration_lump_from_2014")),))
