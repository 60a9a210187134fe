"""At which age somebody may retire, and from which month a pension is paid.

Labour Code 2019, Article 169; Decree 135/2020/NĐ-CP, Article 4; Law 41/2024/QH15, Articles 101 and 141(9). The table of
the decree begins in 2021; who was of age before that is so by a law that is not on record here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law.benefits.pension_rate import Sex
from bot.law.bounds import LONGEST, check_months
from bot.law.figures.figures import Figures, InForce
from bot.law.periods import month_of, ordinal_of
from bot.law.refusal import Refusal
from bot.law.steps import Step
from bot.words import YearMonth, _

EARLIEST_BIRTH = 1900
START_BASIS = "Luật BHXH 41/2024/QH15, Điều 101"


@dataclass(frozen=True)
class Retirement:
    """When somebody retires.

    age             in months; age_years and age_months are its parts
    reached         the month in which that age is reached
    pension_from    the month from which a pension is paid, if enough has been paid by then
    missing         months of contributions that are still missing when that age is reached
    """

    age: int
    reached: YearMonth
    pension_from: YearMonth
    missing: int
    steps: tuple[Step, ...]

    @property
    def age_years(self) -> int:
        return self.age // 12

    @property
    def age_months(self) -> int:
        return self.age % 12


def retirement(
    birth: YearMonth,
    sex: Sex,
    figures: Figures,
    day: date,
    *,
    months_paid: int | None = None,
    voluntary_months: int = 0,
    joined_before_2021: bool = False,
    assume_announced: bool = False,
) -> Retirement:
    """The age and the months of a person born in the month `birth`.

    birth               January, where only the year is known
    months_paid         by the month of `day`; given, the pension waits until fifteen years are full at a month a month
    voluntary_months    with joined_before_2021: may give the right to the ages of old

    Raises Refusal: out of bounds, or "of_age_before_2021", where the age itself is not on record.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    _check_birth(birth, day)
    check_months(voluntary_months, 0, LONGEST)
    whom = "men" if sex is Sex.MALE else "women"
    name = f"retirement_age_{whom}"
    if joined_before_2021 and voluntary_months >= in_force.number("legacy_min_voluntary_years") * 12:
        name, age = f"retirement_age_legacy_{whom}", int(in_force.number(f"retirement_age_legacy_{whom}")) * 12
    else:
        age = _age(birth, sex, name, in_force)
    reached = ordinal_of(birth) + age
    full, missing = reached, 0
    if months_paid is not None:
        full, missing = _time_full(months_paid, reached, in_force)
    start = month_of(max(reached, full) + 1)
    steps = (
        _age_step(age, month_of(reached), name, in_force),
        *_missing_steps(missing, month_of(reached), in_force),
        _start_step(start),
    )
    return Retirement(age, month_of(reached), start, missing, steps)


def was_of_age(birth: YearMonth, sex: Sex, figures: Figures, day: date) -> bool:
    """Whether the age of retirement was reached before 2021, where the decree's table begins.

    Raises Refusal for a birth out of bounds.
    """
    _check_birth(birth, day)
    return birth.year < _first_birth(sex, figures.on(day))


def of_age_step(figures: InForce) -> Step:
    """What is known of the age of somebody who had reached it before the table began."""
    return Step(_("Retirement age: reached before 2021"), figures.basis("retirement_age_men"))


def _check_birth(birth: YearMonth, day: date) -> None:
    if not (EARLIEST_BIRTH, 1) <= birth <= (day.year, day.month):
        message = _("The year of birth must be from {least} to {most}.", least=str(EARLIEST_BIRTH), most=str(day.year))
        raise Refusal("birth_out_of_bounds", message, {"least": EARLIEST_BIRTH, "most": day.year})


def _first_birth(sex: Sex, figures: InForce) -> int:
    return int(figures.number(f"retirement_first_birth_{'men' if sex is Sex.MALE else 'women'}"))


def _age(birth: YearMonth, sex: Sex, table: str, figures: InForce) -> int:
    """The age in months: that of the year in which it is reached."""
    ages, first = figures.table(table), _first_birth(sex, figures)
    if birth.year < first:
        message = _(
            "Whoever was born before {first} was of retirement age before 2021, under a law that I do not have. "
            "Please ask the insurance office.",
            first=str(first),
        )
        raise Refusal("of_age_before_2021", message, {"least": first, "most": figures.day.year})
    for year in sorted(ages):
        if month_of(ordinal_of(birth) + int(ages[year])).year <= year:
            return int(ages[year])
    return int(ages[max(ages)])


def _time_full(paid: int, reached: int, figures: InForce) -> tuple[int, int]:
    """When fifteen years are full if every month is paid, and the months missing at that age."""
    check_months(paid, 0, LONGEST)
    now = ordinal_of(YearMonth(figures.day.year, figures.day.month))
    wanting = max(0, int(figures.number("pension_min_years")) * 12 - paid)
    return (now + wanting if wanting else reached), max(0, wanting - max(0, reached - now))


def _age_step(age: int, reached: YearMonth, name: str, figures: InForce) -> Step:
    years, odd = divmod(age, 12)
    if odd:
        words = _(
            "Retirement age: {years} years {odd} months, reached in {reached}", years=years, odd=odd, reached=reached
        )
    else:
        words = _("Retirement age: {years} years, reached in {reached}", years=years, reached=reached)
    return Step(words, figures.basis(name))


def _missing_steps(missing: int, reached: YearMonth, figures: InForce) -> tuple[Step, ...]:
    years = int(figures.number("pension_min_years"))
    if not missing:
        return ()
    if reached <= (figures.day.year, figures.day.month):
        words = _("{missing} months are still missing to {years} years", missing=missing, years=years)
    else:
        words = _(
            "At that age {missing} months are still missing to {years} years, even if every month is paid from now on",
            missing=missing,
            years=years,
        )
    return (Step(words, figures.basis("pension_min_years")),)


def _start_step(start: YearMonth) -> Step:
    words = _("A pension is paid from the month after age and time are both full: from {start}", start=start)
    return Step(words, START_BASIS)
