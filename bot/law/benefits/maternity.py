"""The State's maternity allowance (Law 41/2024/QH15, Articles 94 and 95)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law.bounds import check_months
from bot.law.figures.figures import Figures
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import Dong, _

MOST_CHILDREN = 8
MOST_WEEKS = 45


@dataclass(frozen=True)
class Maternity:
    """The allowance in whole đồng."""

    allowance: Dong
    steps: tuple[Step, ...]


def maternity(
    children: int,
    months_paid: int,
    figures: Figures,
    day: date,
    *,
    fetus_weeks: int | None = None,
    assume_announced: bool = False,
) -> Maternity:
    """The allowance for `children` of one birth, to a paying mother or a paying father's wife.

    months_paid     within the twelve months before the birth
    fetus_weeks     for a child that died before or in birth: its weeks. Raises Refusal.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    if not 1 <= children <= MOST_CHILDREN:
        message = _("The number of children must be from {least} to {most}.", least=1, most=MOST_CHILDREN)
        raise Refusal("children_out_of_bounds", message, {"least": 1, "most": MOST_CHILDREN})
    window, least = int(in_force.number("maternity_window_months")), int(in_force.number("maternity_min_months"))
    check_months(months_paid, 0, window)
    if months_paid < least:
        message = _("This takes {least} months paid within the {window} before the birth.", least=least, window=window)
        raise Refusal("too_few_months", message, {"months": least, "missing": least - months_paid})
    weeks = int(in_force.number("maternity_fetus_weeks"))
    if fetus_weeks is not None and not weeks <= fetus_weeks <= MOST_WEEKS:
        message = _("For a child that died before birth it takes {weeks} weeks.", weeks=weeks)
        raise Refusal("weeks_out_of_bounds", message, {"least": weeks, "most": MOST_WEEKS})
    each = whole_dong(in_force.number("maternity_allowance"))
    total = Dong(each * children)
    entitled = _("Paid within the {window} months before the birth: {months} months", window=window, months=months_paid)
    amount = _("{each} × {children} = {total}, from the State budget", each=each, children=children, total=total)
    return Maternity(
        total,
        (Step(entitled, in_force.basis("maternity_min_months")), Step(amount, in_force.basis("maternity_allowance"))),
    )
