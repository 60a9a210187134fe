"""A monthly allowance without a pension, from retirement age until the social pension.

Law 41/2024/QH15, Article 23; Decree 159/2025/NĐ-CP, Article 14.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from bot.law.bounds import check_amount, check_average, check_months, check_years
from bot.law.figures.derived import income_cap
from bot.law.figures.figures import Figures, InForce
from bot.law.rounding import whole_dong
from bot.law.steps import Step, unconfirmed
from bot.words import Dong, _

BASIS = "Nghị định 159/2025/NĐ-CP, Điều 14"


@dataclass(frozen=True)
class MonthlyAllowance:
    """For how many months the time paid lasts, and what is paid in each; whole đồng.

    months      at most those until the social pension
    top_up      what may be paid at once so that it lasts until then; 0 where it does
    """

    months: int
    monthly: Dong
    top_up: Dong
    steps: tuple[Step, ...]


def monthly_allowance(
    average: int,
    years: Decimal,
    months_until_social_pension: int,
    figures: Figures,
    day: date,
    *,
    social_pension: int | None = None,
    assume_announced: bool = False,
) -> MonthlyAllowance:
    """The allowance for `years` paid on an average income in đồng.

    years               as counted_years counts them, at least one
    social_pension      a month, in đồng; left out, that of the day. Raises Refusal out of bounds.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    check_average(average, in_force)
    check_years(years, 1, int(in_force.number("pension_min_years")))
    span = in_force.number("social_pension_age") - in_force.number("retirement_age_legacy_women")
    check_months(months_until_social_pension, 1, int(span) * 12)
    if social_pension is not None:
        check_amount(social_pension, whole_dong(income_cap(in_force)))
    level = in_force.number("social_pension") if social_pension is None else Decimal(social_pension)
    share = average * in_force.number("monthly_allowance_times") * years
    lasts = int((share / level).to_integral_value(ROUND_CEILING))
    steps = (_lasts_step(average, years, level, lasts, in_force),)
    notes = unconfirmed(in_force, "social_pension") if social_pension is None else ()
    until = months_until_social_pension
    if lasts > until:
        monthly = whole_dong(level + (lasts - until) * level / until)
        return MonthlyAllowance(until, monthly, Dong(0), (*steps, _higher_step(until, monthly), *notes))
    top_up = whole_dong((until - lasts) * level)
    return MonthlyAllowance(lasts, whole_dong(level), top_up, (*steps, _top_up_step(until, lasts, top_up), *notes))


def _lasts_step(average: int, years: Decimal, level: Decimal, lasts: int, figures: InForce) -> Step:
    words = _(
        "{average} × {times} × {years} years ÷ {level} a month lasts for {lasts} months",
        average=Dong(average),
        times=figures.number("monthly_allowance_times"),
        years=years,
        level=whole_dong(level),
        lasts=lasts,
    )
    return Step(words, f"{BASIS} khoản 3")


def _higher_step(until: int, monthly: Dong) -> Step:
    words = _(
        "That is longer than the {until} months until the social pension, so each month is higher: {monthly}",
        until=until,
        monthly=monthly,
    )
    return Step(words, f"{BASIS} khoản 8")


def _top_up_step(until: int, lasts: int, top_up: Dong) -> Step:
    words = _(
        "The social pension begins in {until} months; who wishes pays {top_up} at once for the other {missing} months",
        until=until,
        missing=until - lasts,
        top_up=top_up,
    )
    return Step(words, f"{BASIS} khoản 5")
