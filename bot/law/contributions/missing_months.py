"""Paying at once for the months still missing at retirement age.

Law 41/2024/QH15, Article 36; Decree 159/2025/NĐ-CP, Article 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.law.bounds import check_months, monthly_contribution
from bot.law.figures.figures import Figures, InForce
from bot.law.rounding import whole_dong
from bot.law.steps import Step, unconfirmed
from bot.words import Dong, Percent, _


@dataclass(frozen=True)
class MissingMonths:
    """What is owed at once: gross in whole đồng, of which `extra` is the fund's rate of return."""

    months: int
    gross: Dong
    extra: Dong
    steps: tuple[Step, ...]


def missing_months(
    months: int, income: int, figures: Figures, day: date, *, assume_announced: bool = False
) -> MissingMonths:
    """What is paid on `day` for 1 to 60 missing months.

    State support is left out, since the decree does not grant it.
    Raises Refusal out of bounds, or where this year's rate of return is not published yet.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    check_months(months, 1, int(in_force.number("missing_max_months")))
    monthly, rate = monthly_contribution(income, in_force), in_force.number("fund_rate_r_monthly")
    nominal = whole_dong(monthly * months)
    gross = whole_dong(sum((monthly * (1 + rate) ** i for i in range(1, months + 1)), Decimal(0)))
    extra = Dong(gross - nominal)
    return MissingMonths(months, gross, extra, _steps(income, months, gross, extra, in_force))


def _locally(figures: InForce) -> tuple[Step, ...]:
    """That what a province adds is left out as well, where one adds anything."""
    rule = next((rule for rule in figures.local if rule.confirmed and rule.holds(figures.day)), None)
    if rule is None:
        return ()
    words = _("Nor is what {payer} adds: ask whether its resolution covers missing months", payer=rule.payer)
    return (Step(words, rule.basis),)


def _steps(income: int, months: int, gross: Dong, extra: Dong, figures: InForce) -> tuple[Step, ...]:
    share, rate = Percent(figures.number("contribution_rate")), Percent(figures.number("fund_rate_r_monthly"))
    plain = _(
        "Contribution: {income} × {rate} × {months} months = {gross}",
        income=Dong(income),
        rate=share,
        months=months,
        gross=Dong(gross - extra),
    )
    more = _(
        "Paid late, every missing month grows by {rate} a month: {extra} more, {gross} in all",
        rate=rate,
        extra=extra,
        gross=gross,
    )
    support = _("State support is not counted here: the decree does not say whether it is given for missing months")
    return (
        Step(plain, figures.basis("contribution_rate", "missing_max_months")),
        Step(more, figures.basis("fund_rate_r_monthly"), figures.practice("fund_rate_r_monthly")),
        Step(support, figures.basis("missing_max_months"), practice=True),
        *_locally(figures),
        *unconfirmed(figures, "rural_poverty_line", "reference_level"),
    )
