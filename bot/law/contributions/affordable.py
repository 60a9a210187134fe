"""The income to choose with what somebody can pay a month: the reverse of the contribution.

Law 41/2024/QH15, Articles 32 and 36; steps of incomes by practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.law.figures.derived import SupportGroup, income_cap, income_floor, support_of
from bot.law.figures.figures import Figures
from bot.law.rounding import whole_dong
from bot.words import Dong


@dataclass(frozen=True)
class Affordable:
    """The highest income within `most`, exact and in the steps of practice.

    enough  whether it reaches the lowest income"""

    most: Dong
    exact: Dong
    income: Dong
    enough: bool


def affordable(most: int, group: SupportGroup, figures: Figures, day: date) -> Affordable:
    """What somebody can choose who pays at most `most` đồng a month. Raises Refusal."""
    in_force = figures.on(day)
    floor, cap = whole_dong(income_floor(in_force)), whole_dong(income_cap(in_force))
    rate, step = in_force.number("contribution_rate"), whole_dong(in_force.number("income_step"))
    exact = int((Decimal(most) + support_of(group, in_force)) / rate)
    within = Dong(min(max(exact, floor), cap))
    return Affordable(Dong(most), within, Dong(floor + (within - floor) // step * step), exact >= floor)
