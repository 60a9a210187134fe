"""What comes back of money paid ahead, when the time ahead is no longer to be paid.

Compulsory insurance, a withdrawal, death or a pension comes between.
Decree 159/2025/NĐ-CP, Article 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.law.bounds import check_months, monthly_contribution
from bot.law.contributions.local_support import local_support_over
from bot.law.figures.derived import SupportGroup, support_of
from bot.law.figures.figures import Figures, InForce
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import Dong, Percent, _

NOTHING = Dong(0)
PERIODIC = ("quarter_months", "half_year_months", "year_months")
BASIS = "Nghị định 159/2025/NĐ-CP, Điều 8"


@dataclass(frozen=True)
class Refund:
    """The citizen's money for the remaining months, and the State's, in whole đồng.

    returned_to_state   goes back to the budget
    local               what the province paid of the refund; nobody has said whose it is
    """

    remaining: int
    refund: Dong
    returned_to_state: Dong
    steps: tuple[Step, ...]
    local: Dong = NOTHING


def refund(
    months: int,
    remaining: int,
    income: int,
    group: SupportGroup,
    figures: Figures,
    day: date,
    *,
    supported_before: int = 0,
    commune: str = "",
    assume_announced: bool = False,
) -> Refund:
    """What comes back of a payment for `months` of which the last `remaining` lie ahead.

    months              3, 6, 12, 24, 36, 48 or 60
    day                 the day of that payment: neither its figures nor its rate of return change afterwards
    supported_before    months of State support used up before it. Raises Refusal out of bounds.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    years_ahead = _check_method(months, in_force)
    check_months(remaining, 1, months)
    if supported_before < 0:
        raise Refusal("months_out_of_bounds", _("The number of months cannot be negative."), {"least": 0})
    monthly = monthly_contribution(income, in_force)
    rate = in_force.number("fund_rate_r_monthly") if years_ahead else Decimal(0)
    paid = sum((monthly / (1 + rate) ** i for i in range(months - remaining, months)), Decimal(0))
    supported = max(0, min(months, int(in_force.number("support_max_months")) - supported_before) - months + remaining)
    to_state = support_of(group, in_force) * supported
    back, state = whole_dong(paid - to_state), whole_dong(to_state)
    first = (
        _discounted(remaining, whole_dong(paid), rate, in_force) if years_ahead else _plain(remaining, whole_dong(paid))
    )
    local, unsettled = _local(months, remaining, supported_before, group, commune, monthly, in_force)
    steps = (first, _state_step(supported, state), _back_step(back), *unsettled)
    return Refund(remaining, back, state, steps, local)


def _local(
    months: int, remaining: int, before: int, group: SupportGroup, commune: str, monthly: Decimal, figures: InForce
) -> tuple[Dong, tuple[Step, ...]]:
    """What the province paid of the months that remain; its resolution says whose that is."""
    left = monthly - support_of(group, figures)
    for_all = local_support_over(months, before, group, commune, left, figures)
    until_then = local_support_over(months - remaining, before, group, commune, left, figures)
    part = Dong(for_all.amount - until_then.amount)
    if not part or for_all.rule is None:
        return NOTHING, ()
    words = _(
        "Of this, {payer} had added {local}. The decree takes off State support only; whether {payer} wants its own "
        "back stands in its resolution",
        payer=for_all.rule.payer,
        local=part,
    )
    return part, (Step(words, f"{BASIS} khoản 2; {for_all.rule.basis}"),)


def _check_method(months: int, figures: InForce) -> bool:
    """Whether these months were whole years ahead, which is discounted. Refuses others."""
    years = range(int(figures.number("advance_min_years")), int(figures.number("advance_max_years")) + 1)
    periodic = [int(figures.number(name)) for name in PERIODIC]
    ahead = [12 * year for year in years]
    if months in periodic or months in ahead:
        return months in ahead
    bounds = {"least": min(periodic), "most": max(ahead)}
    message = _(
        "Money comes back only for payments of {periodic} months, or of {least} to {most} whole years ahead.",
        periodic=", ".join(map(str, periodic)),
        least=years[0],
        most=years[-1],
    )
    raise Refusal("months_out_of_bounds", message, bounds)


def _plain(remaining: int, paid: Dong) -> Step:
    words = _("Contribution for the {months} months that remain: {paid}", months=remaining, paid=paid)
    return Step(words, f"{BASIS} khoản 2")


def _discounted(remaining: int, paid: Dong, rate: Decimal, figures: InForce) -> Step:
    words = _(
        "Contribution for the {months} months that remain, as it was paid, reduced by {rate} a month: {paid}",
        months=remaining,
        rate=Percent(rate),
        paid=paid,
    )
    return Step(words, f"{BASIS} khoản 3", figures.practice("fund_rate_r_monthly"))


def _state_step(months: int, state: Dong) -> Step:
    words = _(
        "State support for {months} of these months goes back to the State: {support}", months=months, support=state
    )
    return Step(words, f"{BASIS}; Nghị định 159/2025/NĐ-CP, Điều 5 khoản 6")


def _back_step(back: Dong) -> Step:
    return Step(_("You get back: {refund}", refund=back), BASIS)
