"""The average income of compulsory and voluntary time together.

Decree 159/2025/NĐ-CP, Article 11.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.law.bounds import LONGEST, check_amount, check_average, check_months
from bot.law.figures.derived import income_cap
from bot.law.figures.figures import Figures
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import Dong, _

BASIS = "Nghị định 159/2025/NĐ-CP, Điều 11 khoản 4"


@dataclass(frozen=True)
class MixedAverage:
    """The average over all `months`, in whole đồng; `exact` is for further calculation."""

    months: int
    average: Dong
    exact: Decimal
    steps: tuple[Step, ...]


def mixed_average(
    compulsory_months: int,
    compulsory_average: int,
    voluntary_months: int,
    voluntary_sum: int,
    figures: Figures,
    day: date,
    *,
    assume_announced: bool = False,
) -> MixedAverage:
    """The common average. Raises Refusal.

    voluntary_sum   the sum of all voluntary incomes, raised by prices
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    check_months(compulsory_months, 1, LONGEST)
    check_months(voluntary_months, 1, LONGEST)
    check_average(compulsory_average, in_force)
    check_amount(voluntary_sum, whole_dong(income_cap(in_force) * voluntary_months))
    months = compulsory_months + voluntary_months
    exact = Decimal(compulsory_average * compulsory_months + voluntary_sum) / months
    average = whole_dong(exact)
    words = _(
        "Average income: ({compulsory} × {compulsory_months} months + {voluntary}) ÷ {months} months = {average}",
        compulsory=Dong(compulsory_average),
        compulsory_months=compulsory_months,
        voluntary=Dong(voluntary_sum),
        months=months,
        average=average,
    )
    return MixedAverage(months, average, exact, (Step(words, BASIS),))
