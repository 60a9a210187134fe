"""What is paid: a month, over months, or years in advance; with the steps that explain it.

Law 41/2024/QH15, Articles 31, 32 and 36; Decree 159/2025/NĐ-CP, Articles 5 and 6.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.law.bounds import LONGEST, check_months, monthly_contribution
from bot.law.contributions.local_support import Added, local_support_over
from bot.law.figures.derived import SupportGroup, income_floor, support_of
from bot.law.figures.figures import Figures, InForce
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.law.steps import Step, held, unconfirmed
from bot.words import Dong, Percent, Value, _

BOUNDS = ("rural_poverty_line", "reference_level")
A_YEAR = 12
NOTHING = Dong(0)


@dataclass(frozen=True)
class Contribution:
    """What is owed for `months`: gross = support + local + pays, in whole đồng.

    saves       what paying in advance takes off
    local       what the province adds, and `payer` who that is; "" where it adds nothing
    """

    months: int
    gross: Dong
    support: Dong
    pays: Dong
    steps: tuple[Step, ...]
    saves: Dong = NOTHING
    local: Dong = NOTHING
    payer: str = ""


def support(group: SupportGroup, figures: Figures, day: date, *, assume_announced: bool = False) -> Dong:
    """What the State adds a month. Raises Refusal where a figure is missing."""
    return whole_dong(support_of(group, figures.on(day, assume_announced=assume_announced)))


def contribution(
    income: int,
    group: SupportGroup,
    figures: Figures,
    day: date,
    *,
    supported_before: int = 0,
    commune: str = "",
    assume_announced: bool = False,
) -> Contribution:
    """What is paid a month on a chosen income in đồng. Raises Refusal with bounds floor and cap."""
    return contributions_over(
        1,
        income,
        group,
        figures,
        day,
        supported_before=supported_before,
        commune=commune,
        assume_announced=assume_announced,
    )


def contributions_over(
    months: int,
    income: int,
    group: SupportGroup,
    figures: Figures,
    day: date,
    *,
    supported_before: int = 0,
    commune: str = "",
    assume_announced: bool = False,
) -> Contribution:
    """What is paid over `months` by the periodic methods, at the figures of `day`.

    Periodic is 1, 3, 6 or 12 months at a time.

    supported_before    months of State support already used up; commune: where they live, "" where nobody knows

    Raises Refusal out of bounds.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    check_months(months, 1, LONGEST)
    monthly = monthly_contribution(income, in_force)
    gross = whole_dong(monthly * months)
    helped = _helped(months, supported_before, group, commune, monthly, in_force)
    notes = (*unconfirmed(in_force, *BOUNDS), *((held(in_force),) if months > A_YEAR else ()))
    first = _gross_step(income, months, gross, in_force)
    return helped.owed(months, gross, (first,), notes, in_force)


def advance(
    months: int,
    income: int,
    group: SupportGroup,
    figures: Figures,
    day: date,
    *,
    supported_before: int = 0,
    commune: str = "",
    assume_announced: bool = False,
) -> Contribution:
    """What is paid at once for 24 to 60 months ahead, less the fund's rate of return.

    Support is not discounted (practice). Raises Refusal out of bounds, or where this year's rate is not published yet.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    least = int(in_force.number("advance_min_years")) * 12
    most = int(in_force.number("advance_max_years")) * 12
    if months % 12 or not least <= months <= most:
        message = _("Years ahead are paid as whole years, from {least} to {most}.", least=least // 12, most=most // 12)
        raise Refusal("months_out_of_bounds", message, {"least": least, "most": most})
    monthly, rate = monthly_contribution(income, in_force), in_force.number("fund_rate_r_monthly")
    gross = whole_dong(sum((monthly / (1 + rate) ** i for i in range(months)), Decimal(0)))
    saves = Dong(whole_dong(monthly * months) - gross)
    helped = _helped(months, supported_before, group, commune, monthly, in_force)
    first = _gross_step(income, months, whole_dong(monthly * months), in_force)
    reduced = _advance_step(rate, saves, gross, in_force)
    owed = helped.owed(months, gross, (first, reduced), unconfirmed(in_force, *BOUNDS), in_force)
    return replace(owed, saves=saves)


@dataclass(frozen=True)
class _Helped:
    """What the State and the province add, with the State's steps."""

    state: Dong
    steps: tuple[Step, ...]
    local: Added

    def owed(
        self, months: int, gross: Dong, first: tuple[Step, ...], notes: tuple[Step, ...], figures: InForce
    ) -> Contribution:
        local = Dong(min(self.local.amount, gross - self.state))
        pays = Dong(gross - self.state - local)
        payer = self.local.rule.payer if self.local.rule and local else ""
        last = _pays_step(gross, self.state, local, figures)
        steps = (*first, *self.steps, *self.local.steps, last, *notes)
        return Contribution(months, gross, self.state, pays, steps, local=local, payer=payer)


def _helped(months: int, before: int, group: SupportGroup, commune: str, monthly: Decimal, figures: InForce) -> _Helped:
    state, steps = support_over(months, before, group, figures)
    left = monthly - support_of(group, figures)
    return _Helped(state, steps, local_support_over(months, before, group, commune, left, figures))


def support_over(months: int, before: int, group: SupportGroup, figures: InForce) -> tuple[Dong, tuple[Step, ...]]:
    """What the State adds over `months`, after `before` months; and its steps. Raises Refusal."""
    if before < 0:
        raise Refusal("months_out_of_bounds", _("The number of months cannot be negative."), {"least": 0})
    supported = min(months, max(0, int(figures.number("support_max_months")) - before))
    added = whole_dong(support_of(group, figures) * supported)
    steps = (_support_step(months, supported, group, figures),)
    if supported == months and not before:
        return added, steps
    return added, (*steps, _limit_step(before, figures))


def _support_step(months: int, supported: int, group: SupportGroup, figures: InForce) -> Step:
    rate, monthly = f"support_rate_{group}", support_of(group, figures)
    values: dict[str, Value] = {
        "share": Percent(figures.number(rate)),
        "rate": Percent(figures.number("contribution_rate")),
        "line": whole_dong(income_floor(figures)),
        "monthly": whole_dong(monthly),
    }
    if months == supported == 1:
        words = _("State support: {share} × {rate} × {line} = {monthly} a month", **values)
    else:
        words = _(
            "State support: {share} × {rate} × {line} = {monthly} a month, for {months} months: {total}",
            **values,
            months=supported,
            total=whole_dong(monthly * supported),
        )
    return Step(words, figures.basis(rate, "rural_poverty_line"))


def _limit_step(before: int, figures: InForce) -> Step:
    words = _(
        "Support lasts at most {limit} months; {before} have been used",
        limit=int(figures.number("support_max_months")),
        before=before,
    )
    counted_by_practice = before > 0 and figures.practice("support_counted_since")
    return Step(words, figures.basis("support_max_months"), counted_by_practice)


def _gross_step(income: int, months: int, gross: Dong, figures: InForce) -> Step:
    rate = Percent(figures.number("contribution_rate"))
    if months == 1:
        words = _("Contribution: {income} × {rate} = {gross}", income=Dong(income), rate=rate, gross=gross)
    else:
        words = _(
            "Contribution: {income} × {rate} × {months} months = {gross}",
            income=Dong(income),
            rate=rate,
            months=months,
            gross=gross,
        )
    return Step(words, figures.basis("contribution_rate"))


def _advance_step(rate: Decimal, saves: Dong, gross: Dong, figures: InForce) -> Step:
    words = _(
        "Paid in advance, every later month is reduced by {rate} a month: {saves} less, {gross} in all",
        rate=Percent(rate),
        saves=saves,
        gross=gross,
    )
    return Step(words, figures.basis("fund_rate_r_monthly"), figures.practice("fund_rate_r_monthly"))


def _pays_step(gross: Dong, added: Dong, local: Dong, figures: InForce) -> Step:
    pays = Dong(gross - added - local)
    words = _("You pay: {gross} − {support} = {pays}", gross=gross, support=added, pays=pays)
    if local:
        words = _("You pay: {gross} − {support} − {local} = {pays}", gross=gross, support=added, local=local, pays=pays)
    return Step(words, figures.basis("contribution_rate"))
