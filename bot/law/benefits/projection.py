"""A pension projected: from what is paid so far until age and time are both full.

It puts the law's pieces together with the figures of one day; what later years bring is not guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.law.benefits.pension import pension
from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.retirement import START_BASIS, Retirement, of_age_step, retirement, was_of_age
from bot.law.benefits.retirement_lump import RetirementLump, months_over, retirement_lump
from bot.law.bounds import check_months
from bot.law.contributions.contribution import Contribution, contributions_over
from bot.law.figures.derived import SupportGroup
from bot.law.figures.figures import Figures, InForce
from bot.law.periods import month_of, ordinal_of
from bot.law.steps import Step
from bot.words import Dong, Percent, YearMonth, _

LONGEST_PAST = 600
SUPPORT_BEGAN = YearMonth(2018, 1)
LONG_AGO = 0


@dataclass(frozen=True)
class Insured:
    """A person and what they have paid: months of either kind, and their average income in đồng.

    average     0 where they do not know: then the income that they choose now is taken for it
    """

    sex: Sex
    birth: YearMonth
    compulsory: int = 0
    voluntary: int = 0
    average: int = 0

    @property
    def paid(self) -> int:
        return self.compulsory + self.voluntary


@dataclass(frozen=True)
class Projection:
    """What comes of paying every month on one income.

    age             retirement age in months, reached in the month `reached`; None where both were before 2021
    missing         months that are still missing to the least time when that age is reached
    future, months  months to be paid from the start on, and all months then
    pays            what is paid for `future` in all, with State support of the usual group
    by_75, by_80    what the pension comes to until that age, in đồng
    lump            the sum beside the pension for more years than the highest share takes
    """

    age: int | None
    reached: YearMonth | None
    missing: int
    future: int
    months: int
    pension_from: YearMonth
    rate: Percent
    pension: Dong
    pays: Dong
    by_75: Dong
    by_80: Dong
    lump: Dong
    steps: tuple[Step, ...]


def project(
    who: Insured,
    income: int,
    start: YearMonth,
    figures: Figures,
    today: date,
    *,
    longer: int = 0,
    commune: str = "",
) -> Projection:
    """The pension of a person who pays on `income` đồng from `start` on. Raises Refusal.

    longer      months beyond those that are needed; commune: where they live, "" where nobody knows

    Where time is missing at retirement age, they go on paying until it is full.
    """
    check_months(who.paid, 0, LONGEST_PAST)
    aged = None if was_of_age(who.birth, who.sex, figures, today) else retirement(who.birth, who.sex, figures, today)
    of_age = aged.steps[0] if aged else of_age_step(figures.on(today))
    course = _course(who, ordinal_of(start), aged, figures.on(today), longer)
    months = who.paid + course.future
    average = (who.paid * Decimal(who.average or income) + course.future * Decimal(income)) / months
    due = pension(months, who.sex, average, figures, today, compulsory_months=who.compulsory, joined_before_reform=True)
    beside = _beside(months, course, who, average, figures, today)
    owed = owed_over(who, income, course.future, commune, figures, today)
    return Projection(
        age=aged.age if aged else None,
        reached=aged.reached if aged else None,
        missing=course.missing,
        future=course.future,
        months=months,
        pension_from=course.begins,
        rate=due.rate,
        pension=due.pension,
        pays=owed.pays if owed else Dong(0),
        by_75=received_until(who.birth, 75, course.begins, due.pension),
        by_80=received_until(who.birth, 80, course.begins, due.pension),
        lump=beside.lump if beside else Dong(0),
        steps=(of_age, _start_step(course.begins), *due.steps, *(beside.steps if beside else ()), *_cost_steps(owed)),
    )


def _beside(
    months: int, course: _Course, who: Insured, average: Decimal, figures: Figures, today: date
) -> RetirementLump | None:
    """Years above the most that count are worth more where they are paid after retirement age.

    Article 100.
    """
    over = months_over(months, who.sex, figures.on(today))
    later = min(over, course.after_age)
    return retirement_lump(int(average), over - later, later, figures, today) if over else None


@dataclass(frozen=True)
class _Course:
    """How the missing months are paid.

    Months missing at retirement age, months still to pay (how many after that age), the first month of pension.
    """

    missing: int
    future: int
    after_age: int
    begins: YearMonth


def _course(who: Insured, start: int, aged: Retirement | None, figures: InForce, longer: int) -> _Course:
    reached = ordinal_of(aged.reached) if aged else LONG_AGO
    before = max(0, reached - start + 1)
    missing = max(0, int(figures.number("pension_min_years")) * 12 - who.paid - before)
    future = before + missing + longer
    last = start + future - 1 if future else ordinal_of(YearMonth(figures.day.year, figures.day.month))
    return _Course(missing, future, future - before, month_of(max(reached, last) + 1))


def _start_step(start: YearMonth) -> Step:
    words = _("A pension is paid from the month after age and time are both full: from {start}", start=start)
    return Step(words, START_BASIS)


def owed_over(
    who: Insured, income: int, future: int, commune: str, figures: Figures, today: date
) -> Contribution | None:
    """What `future` months cost, with the support of State and province.

    Every month paid since 2018 as voluntary insurance counts as one that the State has supported.
    """
    if not future:
        return None
    possible = ordinal_of(YearMonth(today.year, today.month)) - ordinal_of(SUPPORT_BEGAN)
    supported = min(who.voluntary, max(0, possible))
    return contributions_over(
        future, income, SupportGroup.OTHER, figures, today, supported_before=supported, commune=commune
    )


def _cost_steps(owed: Contribution | None) -> tuple[Step, ...]:
    """How the cost comes about, where more than the State's support is in it."""
    return owed.steps if owed and owed.local else ()


def received_until(birth: YearMonth, age: int, begins: YearMonth, monthly: Dong) -> Dong:
    """What a pension comes to from its first month until that age in years."""
    return Dong(monthly * max(0, ordinal_of(birth) + age * 12 - ordinal_of(begins)))
