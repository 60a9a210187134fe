"""What is accepted on a day; everything else is refused together with these bounds."""

from __future__ import annotations

from decimal import Decimal

from bot.law.figures.derived import income_cap, income_floor
from bot.law.figures.figures import InForce
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.words import Dong, _

LONGEST = 720


def monthly_contribution(income: int, figures: InForce) -> Decimal:
    """What is owed a month on a chosen income in đồng. Raises Refusal below floor or above cap."""
    floor, cap = whole_dong(income_floor(figures)), whole_dong(income_cap(figures))
    bounds = {"floor": int(floor), "cap": int(cap)}
    if income < floor:
        message = _("The chosen monthly income must be at least {floor}.", floor=floor)
        raise Refusal("income_below_floor", message, bounds)
    if income > cap:
        raise Refusal("income_above_cap", _("The chosen monthly income may be at most {cap}.", cap=cap), bounds)
    return income * figures.number("contribution_rate")


def check_months(months: int, least: int, most: int) -> None:
    if not least <= months <= most:
        message = _("The number of months must be from {least} to {most}.", least=least, most=most)
        raise Refusal("months_out_of_bounds", message, {"least": least, "most": most})


def check_years(years: Decimal, least: int, most: int) -> None:
    """Years come in halves, as the law counts odd months."""
    if not least <= years <= most or years * 2 != int(years * 2):
        message = _("The number of years must be from {least} to {most}, in halves.", least=least, most=most)
        raise Refusal("years_out_of_bounds", message, {"least": least, "most": most})


def check_average(average: int | Decimal, figures: InForce) -> None:
    """Refuses an average of incomes that is above the cap; old ones may be below today's floor."""
    check_amount(average, whole_dong(income_cap(figures)), "average_out_of_bounds")


def check_amount(amount: int | Decimal, most: Dong, code: str = "amount_out_of_bounds") -> None:
    if not 1 <= amount <= most:
        message = _("The amount must be from {least} to {most}.", least=Dong(1), most=most)
        raise Refusal(code, message, {"least": 1, "most": int(most)})
