"""Taking the money out in one sum.

Law 41/2024/QH15, Article 102; Decree 159/2025/NĐ-CP, Article 9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.law.contributions.local_support import not_taken_off
from bot.law.figures.derived import SupportGroup, support_of
from bot.law.figures.figures import Figures, InForce
from bot.law.periods import Adjusted, Period, adjust, ordinal_of, years_at_2014
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import Dong, Words, YearMonth, _

REFORM = YearMonth(2025, 7)
BASIS = "Luật BHXH 41/2024/QH15, Điều 102"
SUPPORT_BASIS = "Luật BHXH 41/2024/QH15, Điều 102 khoản 3; Nghị định 159/2025/NĐ-CP, Điều 9"


class Reason(StrEnum):
    """Why the money may be taken out.

    STOPPED     twelve months without paying, for those who paid before July 2025
    """

    AGE = "age"
    EMIGRATION = "emigration"
    ILLNESS = "illness"
    DISABILITY = "disability"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Withdrawal:
    """What is paid out: before_deduction = support_deducted + receives, in whole đồng."""

    months: int
    adjusted_sum: Dong
    before_deduction: Dong
    support_deducted: Dong
    receives: Dong
    steps: tuple[Step, ...]


def withdrawal(
    periods: Sequence[Period],
    group: SupportGroup,
    reason: Reason,
    figures: Figures,
    day: date,
    *,
    assume_announced: bool = False,
) -> Withdrawal:
    """What a person who takes the money out on `day` receives; `group` holds for the whole time.

    Raises Refusal for periods that cannot be, or a reason that does not allow it.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    adjusted = adjust(periods, in_force)
    _check_reason(reason, periods, adjusted.months, in_force)
    under = adjusted.months < 12
    whole, how = _under_a_year(periods, adjusted, figures, in_force) if under else _years(adjusted, in_force)
    deducted, why = Dong(0), _step_kept(reason)
    if reason not in (Reason.ILLNESS, Reason.DISABILITY):
        supported, support = _support(periods, group, figures, in_force)
        deducted = whole_dong(min(support, Decimal(whole)))
        why = _step_deducted(supported, deducted, in_force)
    receives = Dong(whole - deducted)
    last = _("You receive: {whole} − {support} = {receives}", whole=whole, support=deducted, receives=receives)
    paid_on = (date(*month, 1) for period in periods for month in period.months())
    steps = (*adjusted.steps, how, why, *not_taken_off(group, in_force, paid_on), Step(last, BASIS))
    return Withdrawal(adjusted.months, whole_dong(adjusted.total), whole, deducted, receives, steps)


def _check_reason(reason: Reason, periods: Sequence[Period], months: int, figures: InForce) -> None:
    if reason is Reason.AGE:
        years = int(figures.number("pension_min_years"))
        if months >= years * 12:
            message = _(
                "With {years} years paid there is a pension, so the money is not paid out for age.", years=years
            )
            raise Refusal("pension_due", message, {"most": years * 12 - 1})
    elif reason is Reason.STOPPED:
        _check_stopped(periods, months, figures)


def _check_stopped(periods: Sequence[Period], months: int, figures: InForce) -> None:
    if periods[0].start >= REFORM:
        message = _("Only who paid before {reform} may take the money out for having stopped paying.", reform=REFORM)
        raise Refusal("joined_after_reform", message)
    gap, under = int(figures.number("one_off_gap_months")), int(figures.number("one_off_under_years")) * 12
    idle = ordinal_of(YearMonth(figures.day.year, figures.day.month)) - ordinal_of(periods[-1].end) - 1
    if idle < gap:
        message = _("This takes {gap} months without paying; there have been {idle}.", gap=gap, idle=max(idle, 0))
        raise Refusal("not_long_enough", message, {"least": gap})
    if months >= under:
        message = _("Whoever has paid {years} years may not take the money out for having stopped.", years=under // 12)
        raise Refusal("too_many_months", message, {"most": under - 1})


def _under_a_year(
    periods: Sequence[Period], adjusted: Adjusted, figures: Figures, in_force: InForce
) -> tuple[Dong, Step]:
    """What was paid, at the rate of each month, within a limit."""
    months = [(date(*month, 1), period.income) for period in periods for month in period.months()]
    paid = sum((income * figures.on(day).number("contribution_rate") for day, income in months), Decimal(0))
    times = in_force.number("one_off_under_year_times")
    whole = whole_dong(min(paid, adjusted.average * times))
    words = _(
        "Under a year: what was paid, {paid}, but at most {times} average incomes: {whole}",
        paid=whole_dong(paid),
        times=times,
        whole=whole,
    )
    return whole, Step(words, in_force.basis("one_off_under_year_times"))


def _years(adjusted: Adjusted, figures: InForce) -> tuple[Dong, Step]:
    """The sum by years before and from 2014."""
    earlier, later = figures.number("one_off_withdrawal_before_2014"), figures.number("one_off_withdrawal_from_2014")
    before, after = years_at_2014(adjusted.before_2014, adjusted.months - adjusted.before_2014)
    whole = whole_dong(adjusted.average * (earlier * before + later * after))
    return whole, Step(years_words(earlier, before, later, after, whole), figures.basis("one_off_withdrawal_from_2014"))


def years_words(earlier: Decimal, before: Decimal, later: Decimal, after: Decimal, whole: Dong) -> Words:
    """How years turn into average incomes, for withdrawals and survivors alike."""
    if not before:
        return _("{times} average incomes × {years} years = {whole}", times=later, years=after, whole=whole)
    return _(
        "{earlier} average incomes × {before} years before 2014 + {later} × {after} years from 2014 = {whole}",
        earlier=earlier,
        before=before,
        later=later,
        after=after,
        whole=whole,
    )


def _support(
    periods: Sequence[Period], group: SupportGroup, figures: Figures, in_force: InForce
) -> tuple[int, Decimal]:
    """The months that the State has supported, at the figures of each, and its support for them.

    There was none before the first rate of support; none is known for missing months paid at once.
    """
    first = figures.by_name[f"support_rate_{group}"].values[0].since
    days = [date(*month, 1) for period in periods if not period.at_once for month in period.months()]
    supported = [day for day in days if day >= first][: int(in_force.number("support_max_months"))]
    return len(supported), sum((support_of(group, figures.on(day)) for day in supported), Decimal(0))


def _step_deducted(months: int, support: Dong, figures: InForce) -> Step:
    words = _(
        "State support for {months} of these months goes back to the State: {support}", months=months, support=support
    )
    return Step(words, SUPPORT_BASIS)


def _step_kept(reason: Reason) -> Step:
    return Step(_("In illness or severe disability State support is not taken off"), SUPPORT_BASIS)
