"""What a few months more are worth to the family: from five years on a funeral is paid too.

Law 41/2024/QH15, Articles 109 and 110.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law.benefits.survivors import death
from bot.law.bounds import check_months
from bot.law.figures.figures import Figures
from bot.law.steps import Step
from bot.words import Dong, _

NEAR = 5
NOTHING = Dong(0)


@dataclass(frozen=True)
class FewMonthsMore:
    """What the family would receive after a death now, and once the time is full.

    lacking     months until then; 0 where it is full, or farther off than the last five
    """

    lacking: int
    now: Dong
    full: Dong
    steps: tuple[Step, ...]


def few_months_more(
    months: int, average: int, figures: Figures, day: date, *, assume_announced: bool = False
) -> FewMonthsMore:
    """For somebody who has paid so many months on an average income in đồng. Raises Refusal."""
    in_force = figures.on(day, assume_announced=assume_announced)
    least = int(in_force.number("funeral_min_months"))
    check_months(months, 1, least - 1)
    now, full = (death(0, paid, average, figures, day, assume_announced=assume_announced) for paid in (months, least))
    lacking = least - months if least - months <= NEAR else 0
    words = _(
        "With {months} months the family would receive {now} after a death, with {least} months {full}",
        months=months,
        now=now.total,
        least=least,
        full=full.total,
    )
    return FewMonthsMore(
        lacking, now.total, full.total, (*full.steps, Step(words, in_force.basis("funeral_min_months")))
    )
