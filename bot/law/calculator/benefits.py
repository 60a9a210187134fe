"""Calculations of what is received, from plain inputs: pensions, sums, allowances, and when."""

from __future__ import annotations

from decimal import Decimal

from bot.law.benefits.emigration import emigration_lump
from bot.law.benefits.few_months_more import few_months_more
from bot.law.benefits.maternity import maternity
from bot.law.benefits.mixed_average import MixedAverage, mixed_average
from bot.law.benefits.monthly_allowance import monthly_allowance
from bot.law.benefits.pension import income_for_pension, pension
from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.retirement import retirement
from bot.law.benefits.retirement_lump import retirement_lump
from bot.law.benefits.survivors import death, death_of_pensioner
from bot.law.benefits.withdrawal import Reason, withdrawal
from bot.law.calculator.inputs import Inputs
from bot.law.calculator.result import At, Plain, Result
from bot.law.figures.derived import SupportGroup
from bot.law.periods import average_income
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import YearMonth


def pension_result(asked: Inputs, at: At) -> Result:
    """The pension on an average that is given, or follows from periods or both kinds of time."""
    months, average, steps, compulsory = _time_and_average(asked, at)
    paid = pension(
        months,
        asked.choice("sex", Sex),
        average,
        at.figures,
        at.day,
        compulsory_months=compulsory,
        joined_before_reform=asked.flag("joined_before_reform"),
        assume_announced=at.announced,
    )
    values = {
        "months": months,
        "average": whole_dong(average),
        "rate_percent": _percent(paid.rate),
        "pension": paid.pension,
    }
    return Result({**values, "raised": paid.raised}, (*steps, *paid.steps))


def _time_and_average(asked: Inputs, at: At) -> tuple[int, Decimal, tuple[Step, ...], int]:
    if asked.has("periods"):
        income = average_income(asked.periods("periods"), at.figures, at.day, assume_announced=at.announced)
        return income.months, income.exact, income.steps, 0
    compulsory = asked.maybe_whole("compulsory_months") or 0
    if asked.has("voluntary_months"):
        both = _both(asked, at)
        return both.months, both.exact, both.steps, compulsory
    return asked.whole("months"), Decimal(asked.whole("average")), (), compulsory


def income_for_pension_result(asked: Inputs, at: At) -> Result:
    chosen = income_for_pension(
        asked.whole("months"),
        asked.choice("sex", Sex),
        asked.whole("target"),
        at.figures,
        at.day,
        assume_announced=at.announced,
    )
    values = {"rate_percent": _percent(chosen.rate), "income_about": chosen.income, "gross": chosen.contribution}
    return Result(values, chosen.steps)


def average_result(asked: Inputs, at: At) -> Result:
    income = average_income(asked.periods("periods"), at.figures, at.day, assume_announced=at.announced)
    values = {"months": income.months, "adjusted_sum": income.adjusted_sum, "average": income.average}
    return Result(values, income.steps)


def mixed_average_result(asked: Inputs, at: At) -> Result:
    both = _both(asked, at)
    return Result({"months": both.months, "average": both.average}, both.steps)


def _both(asked: Inputs, at: At) -> MixedAverage:
    return mixed_average(
        asked.whole("compulsory_months"),
        asked.whole("compulsory_average"),
        asked.whole("voluntary_months"),
        asked.whole("voluntary_sum"),
        at.figures,
        at.day,
        assume_announced=at.announced,
    )


def retirement_result(asked: Inputs, at: At) -> Result:
    when = retirement(
        asked.month("birth"),
        asked.choice("sex", Sex),
        at.figures,
        at.day,
        months_paid=asked.maybe_whole("months"),
        voluntary_months=asked.maybe_whole("voluntary_months") or 0,
        joined_before_2021=asked.flag("joined_before_2021"),
        assume_announced=at.announced,
    )
    values: dict[str, Plain] = {
        "age_years": when.age_years,
        "age_months": when.age_months,
        "reached": _month(when.reached),
        "pension_from": _month(when.pension_from),
    }
    missing: dict[str, Plain] = {"missing": when.missing} if asked.has("months") else {}
    return Result({**values, **missing}, when.steps)


def retirement_lump_result(asked: Inputs, at: At) -> Result:
    paid = retirement_lump(
        asked.whole("average"),
        asked.whole("months_over_before_age"),
        asked.whole("months_over_after_eligible"),
        at.figures,
        at.day,
        assume_announced=at.announced,
    )
    return Result({"lump": paid.lump}, paid.steps)


def withdrawal_result(asked: Inputs, at: At) -> Result:
    paid = withdrawal(
        asked.periods("periods"),
        asked.choice("group", SupportGroup),
        asked.choice("reason", Reason),
        at.figures,
        at.day,
        assume_announced=at.announced,
    )
    values = {
        "months": paid.months,
        "adjusted_sum": paid.adjusted_sum,
        "before_deduction": paid.before_deduction,
        "support_deducted": paid.support_deducted,
        "receives": paid.receives,
    }
    return Result(values, paid.steps)


def monthly_allowance_result(asked: Inputs, at: At) -> Result:
    paid = monthly_allowance(
        asked.whole("average"),
        asked.number("years"),
        asked.whole("months_until_social_pension"),
        at.figures,
        at.day,
        social_pension=asked.maybe_whole("social_pension"),
        assume_announced=at.announced,
    )
    return Result({"months": paid.months, "monthly": paid.monthly, "top_up": paid.top_up}, paid.steps)


def death_result(asked: Inputs, at: At) -> Result:
    paid = death(
        asked.whole("months_before_2014"),
        asked.whole("months_from_2014"),
        asked.whole("average"),
        at.figures,
        at.day,
        paid=asked.maybe_whole("paid"),
        compulsory_months=asked.maybe_whole("compulsory_months") or 0,
        assume_announced=at.announced,
    )
    return Result({"survivors": paid.survivors, "funeral": paid.funeral, "total": paid.total}, paid.steps)


def few_months_more_result(asked: Inputs, at: At) -> Result:
    found = few_months_more(
        asked.whole("months"), asked.whole("average"), at.figures, at.day, assume_announced=at.announced
    )
    return Result({"lacking": found.lacking, "now": found.now, "full": found.full}, found.steps)


def death_of_pensioner_result(asked: Inputs, at: At) -> Result:
    paid = death_of_pensioner(
        asked.whole("pension"), asked.whole("months_received"), at.figures, at.day, assume_announced=at.announced
    )
    return Result({"survivors": paid.survivors, "funeral": paid.funeral, "total": paid.total}, paid.steps)


def emigration_lump_result(asked: Inputs, at: At) -> Result:
    paid = emigration_lump(
        asked.whole("pension"),
        asked.number("years_before_2014"),
        asked.number("years_from_2014"),
        asked.whole("months_received"),
        at.figures,
        at.day,
        assume_announced=at.announced,
    )
    return Result({"lump": paid.lump}, paid.steps)


def maternity_result(asked: Inputs, at: At) -> Result:
    paid = maternity(
        asked.whole("children"),
        asked.whole("months_paid"),
        at.figures,
        at.day,
        fetus_weeks=asked.maybe_whole("fetus_weeks"),
        assume_announced=at.announced,
    )
    return Result({"allowance": paid.allowance}, paid.steps)


def _percent(share: Decimal) -> float:
    return float(share * 100)


def _month(month: YearMonth) -> str:
    return f"{month.year:04d}-{month.month:02d}"
