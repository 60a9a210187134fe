"""The time somebody has paid, period by period, and its average income, raised by prices.

Law 41/2024/QH15, Article 104; Decree 159/2025/NĐ-CP, Article 10.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from bot.law.bounds import LONGEST, check_amount
from bot.law.figures.derived import income_cap
from bot.law.figures.figures import Figures, InForce
from bot.law.refusal import Refusal, no_figure
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import Dong, Words, YearMonth, _

MOST_PERIODS = 200
CHANGE = 2014


@dataclass(frozen=True)
class Period:
    """Months from `start` to `end`, both included, paid on `income` đồng a month.

    at_once     paid in one sum as missing months, whose income is not raised by prices
    """

    start: YearMonth
    end: YearMonth
    income: int
    at_once: bool = False

    def months(self) -> Iterator[YearMonth]:
        for ordinal in range(ordinal_of(self.start), ordinal_of(self.end) + 1):
            yield month_of(ordinal)


@dataclass(frozen=True)
class Adjusted:
    """Sums over all periods, not rounded, and the steps that lead there.

    months      all of them; before_2014: those before 2014
    """

    months: int
    before_2014: int
    total: Decimal
    steps: tuple[Step, ...]

    @property
    def average(self) -> Decimal:
        return self.total / self.months


@dataclass(frozen=True)
class AverageIncome:
    """The sum of all adjusted monthly incomes, and their average, in whole đồng.

    exact       the average for further calculation
    """

    months: int
    adjusted_sum: Dong
    average: Dong
    exact: Decimal
    steps: tuple[Step, ...]


def average_income(
    periods: Sequence[Period], figures: Figures, day: date, *, assume_announced: bool = False
) -> AverageIncome:
    """The average income for benefits from `day` on. Raises Refusal for impossible periods."""
    adjusted = adjust(periods, figures.on(day, assume_announced=assume_announced))
    average = adjusted.average
    return AverageIncome(adjusted.months, whole_dong(adjusted.total), whole_dong(average), average, adjusted.steps)


def ordinal_of(month: YearMonth) -> int:
    """Months since the year 0, to calculate with."""
    return month.year * 12 + month.month - 1


def month_of(ordinal: int) -> YearMonth:
    return YearMonth(ordinal // 12, ordinal % 12 + 1)


def adjust(periods: Sequence[Period], figures: InForce) -> Adjusted:
    """Adds up the incomes, each raised by the coefficient of its year. Raises Refusal."""
    _check(periods, figures)
    total, months, before, steps = Decimal(0), 0, 0, []
    for period in periods:
        for year, count in _by_year(period):
            times = Decimal(1) if period.at_once else _coefficient(year, figures)
            part = count * period.income * times
            total, months = total + part, months + count
            before += count if year < CHANGE else 0
            steps.append(_year_step(year, count, period.income, times, part, figures))
    summed = Step(_sum_words(total, months), figures.basis("inflation_coefficients_voluntary"))
    return Adjusted(months, before, total, (*steps, summed))


def counted_years(months: int) -> Decimal:
    """Years as the rate counts them: 1 to 6 odd months are half a year, 7 to 11 a whole one."""
    years, odd = divmod(months, 12)
    return Decimal(years) + (Decimal("0.5") if 0 < odd <= 6 else Decimal(1) if odd else Decimal(0))


def years_at_2014(before: int, after: int) -> tuple[Decimal, Decimal]:
    """Years before and from 2014 as benefits count them.

    Odd months from before are moved behind, if there is time behind.
    """
    if not after:
        return counted_years(before), Decimal(0)
    return Decimal(before // 12), counted_years(after + before % 12)


def _check(periods: Sequence[Period], figures: InForce) -> None:
    if not 1 <= len(periods) <= MOST_PERIODS:
        message = _("There must be from {least} to {most} periods.", least=1, most=MOST_PERIODS)
        raise Refusal("periods_wrong", message, {"least": 1, "most": MOST_PERIODS})
    for period in periods:
        check_amount(period.income, whole_dong(income_cap(figures)), "income_out_of_bounds")
        if period.start > period.end:
            raise _wrong(_("A period begins after it ends: {start}.", start=period.start))
    if periods[-1].end > YearMonth(figures.day.year, figures.day.month):
        raise _wrong(_("A period ends in the future: {end}.", end=periods[-1].end))
    for earlier, later in pairwise(periods):
        if later.start <= earlier.end:
            raise _wrong(
                _("Periods must follow one another: {start} is not after {end}.", start=later.start, end=earlier.end)
            )
    if ordinal_of(periods[-1].end) - ordinal_of(periods[0].start) >= LONGEST:
        raise _wrong(_("The periods may span at most {most} months.", most=LONGEST))


def _wrong(message: Words) -> Refusal:
    return Refusal("periods_wrong", message)


def _by_year(period: Period) -> Iterator[tuple[int, int]]:
    for year in range(period.start.year, period.end.year + 1):
        first = period.start.month if year == period.start.year else 1
        last = period.end.month if year == period.end.year else 12
        yield year, last - first + 1


def _coefficient(year: int, figures: InForce) -> Decimal:
    name = "inflation_coefficients_voluntary"
    coefficient = figures.table(name).get(year)
    if coefficient is None:
        raise no_figure(name)
    return coefficient


def _year_step(year: int, months: int, income: int, times: Decimal, part: Decimal, figures: InForce) -> Step:
    words = _(
        "Year {year}: {months} months × {income} × {times} = {part}",
        year=str(year),
        months=months,
        income=Dong(income),
        times=times,
        part=whole_dong(part),
    )
    name = "inflation_coefficients_voluntary"
    return Step(words, figures.basis(name), figures.practice(name))


def _sum_words(total: Decimal, months: int) -> Words:
    return _(
        "Average income: {total} ÷ {months} months = {average}",
        total=whole_dong(total),
        months=months,
        average=whole_dong(total / months),
    )
