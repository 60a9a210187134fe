"""A month's pension, and the income to choose for a wished-for pension.

Law 41/2024/QH15, Articles 98, 99 and 104.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from bot.law.benefits.pension_rate import Sex, pension_rate
from bot.law.bounds import LONGEST, check_amount, check_average, check_months, monthly_contribution
from bot.law.figures.derived import income_cap, income_floor
from bot.law.figures.figures import Figures, InForce
from bot.law.periods import counted_years
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.law.steps import Step, held, unconfirmed
from bot.words import Dong, Percent, Value, Words, _

THOUSAND = Decimal(1000)


@dataclass(frozen=True)
class Pension:
    """A month's pension in whole đồng.

    raised      to the reference level, the least for those it protects
    """

    months: int
    rate: Percent
    pension: Dong
    raised: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class IncomeForPension:
    """The monthly income to choose, up to the next thousand đồng, and its monthly contribution."""

    rate: Percent
    income: Dong
    contribution: Dong
    steps: tuple[Step, ...]


def pension(
    months: int,
    sex: Sex,
    average: int | Decimal,
    figures: Figures,
    day: date,
    *,
    compulsory_months: int = 0,
    joined_before_reform: bool = False,
    assume_announced: bool = False,
) -> Pension:
    """The pension on an average income in đồng, for `months` paid in all.

    compulsory_months       those of them paid as compulsory insurance by those whom the reference level protects
    joined_before_reform    insured in that way before 1 July 2025
    Raises Refusal("too_few_months"), which names the other ways, or out of bounds.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    _check_time(months, in_force)
    check_months(compulsory_months, 0, months)
    check_average(average, in_force)
    rate = pension_rate(months, sex, in_force)
    average = Decimal(average)
    amount, level = whole_dong(average * rate), whole_dong(in_force.number("reference_level"))
    protected = compulsory_months >= in_force.number("pension_floor_compulsory_years") * 12 and joined_before_reform
    steps = (*_rate_steps(months, sex, rate, in_force), _amount_step(average, rate, amount, in_force))
    if not protected or amount >= level:
        return Pension(months, rate, amount, False, (*steps, held(in_force)))
    words = _(
        "That is less than the reference level, so the pension is {level}. Years as a hamlet officer, a household "
        "owner or a manager without wages do not count for this",
        level=level,
    )
    raised = Step(words, in_force.basis("pension_floor_compulsory_years", "reference_level"))
    return Pension(months, rate, level, True, (*steps, raised, held(in_force)))


def income_for_pension(
    months: int, sex: Sex, target: int, figures: Figures, day: date, *, assume_announced: bool = False
) -> IncomeForPension:
    """The income to choose throughout for a pension of `target` đồng. Raises Refusal.

    It is never below the floor.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    _check_time(months, in_force)
    rate = pension_rate(months, sex, in_force)
    check_amount(target, whole_dong(income_cap(in_force) * rate), "target_out_of_bounds")
    wanted = (target / rate / THOUSAND).to_integral_value(ROUND_CEILING) * THOUSAND
    income = whole_dong(min(max(wanted, income_floor(in_force)), income_cap(in_force)))
    owed = whole_dong(monthly_contribution(income, in_force))
    chosen = _income_words(target, rate, income, income > wanted)
    monthly = _("That is {contribution} a month, before State support", contribution=owed)
    basis = in_force.basis("pension_rate_start"), in_force.basis("contribution_rate")
    steps = (*_rate_steps(months, sex, rate, in_force), Step(chosen, basis[0]), Step(monthly, basis[1]))
    notes = (*unconfirmed(in_force, "rural_poverty_line", "reference_level"), held(in_force))
    return IncomeForPension(rate, income, owed, (*steps, *notes))


def _income_words(target: int, rate: Percent, income: Dong, lowest: bool) -> Words:
    if lowest:
        return _("Even the lowest income, {income}, gives more than {target}", income=income, target=Dong(target))
    return _("Income to choose: {target} ÷ {rate} = about {income}", target=Dong(target), rate=rate, income=income)


def _check_time(months: int, figures: InForce) -> None:
    """Refuses less than fifteen years, and names the three other ways."""
    years = int(figures.number("pension_min_years"))
    check_months(months, 0, LONGEST)
    if months >= years * 12:
        return
    missing = years * 12 - months
    message = _(
        "{paid} months do not give a pension yet: it takes {years} years, {missing} months more. There are three ways: "
        "go on paying until {years} years are full; at retirement age, if at most {most} months are missing, pay for "
        "them at once; or take a monthly allowance at retirement age, or the money in one sum.",
        paid=months,
        years=years,
        missing=missing,
        most=int(figures.number("missing_max_months")),
    )
    raise Refusal("too_few_months", message, {"months": years * 12, "missing": missing})


def _rate_steps(months: int, sex: Sex, rate: Percent, figures: InForce) -> tuple[Step, Step]:
    time = _("Time paid: {months} months, counted as {years} years", months=months, years=counted_years(months))
    men = "pension_rate_men_start", "pension_min_years", "pension_rate_men_step"
    usual = "pension_rate_start", f"pension_start_years_{'men' if sex is Sex.MALE else 'women'}", "pension_rate_step"
    early = sex is Sex.MALE and months < figures.number("pension_start_years_men") * 12
    start, first, step = men if early else usual
    values: dict[str, Value] = {
        "first": int(figures.number(first)),
        "start": Percent(figures.number(start)),
        "step": Percent(figures.number(step)),
        "rate": rate,
    }
    if rate == figures.number("pension_rate_max"):
        share = _("{first} years give {start}, every further year {step}, but never more than {rate}", **values)
    else:
        share = _("{first} years give {start}, every further year {step}: {rate}", **values)
    return Step(time, figures.basis("pension_min_years")), Step(share, figures.basis("pension_rate_start"))


def _amount_step(average: Decimal, rate: Percent, amount: Dong, figures: InForce) -> Step:
    words = _(
        "Pension: {average} × {rate} = {pension} a month",
        average=whole_dong(average),
        rate=rate,
        pension=amount,
    )
    return Step(words, figures.basis("pension_rate_start"))
