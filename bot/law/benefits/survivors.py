"""What survivors receive after a contributor or a pensioner.

Law 41/2024/QH15, Articles 109 to 111.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.law.benefits.withdrawal import years_words
from bot.law.bounds import LONGEST, check_amount, check_average, check_months
from bot.law.figures.derived import funeral_grant, income_cap
from bot.law.figures.figures import Figures, InForce
from bot.law.periods import years_at_2014
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import Dong, _


@dataclass(frozen=True)
class Death:
    """What the relatives and the payer of the funeral receive, in whole đồng."""

    survivors: Dong
    funeral: Dong
    total: Dong
    steps: tuple[Step, ...]


def death(
    months_before_2014: int,
    months_from_2014: int,
    average: int,
    figures: Figures,
    day: date,
    *,
    paid: int | None = None,
    compulsory_months: int = 0,
    assume_announced: bool = False,
) -> Death:
    """What is received when somebody dies before a pension.

    average             income in đồng, raised by prices
    paid                under 60 months, what was paid in all, in đồng; left out, it follows from the average
    compulsory_months   those of all months that were compulsory. Raises Refusal out of bounds.
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    check_months(months_before_2014, 0, LONGEST)
    check_months(months_from_2014, 0, LONGEST)
    months = months_before_2014 + months_from_2014
    check_months(months, 1, LONGEST)
    check_months(compulsory_months, 0, months - 1)
    check_average(average, in_force)
    if months < in_force.number("survivor_min_months"):
        survivors, steps = _what_was_paid(months, average, paid, in_force)
    else:
        survivors, steps = _by_years(months_before_2014, months_from_2014, average, in_force)
    if compulsory_months:
        survivors, raised = _mixed(survivors, average, compulsory_months, in_force)
        steps = (*steps, *raised)
    due = months >= in_force.number("funeral_min_months")
    due = due or compulsory_months >= in_force.number("compulsory_funeral_months")
    return _with_funeral(survivors, steps, due, in_force)


def death_of_pensioner(
    pension: int, months_received: int, figures: Figures, day: date, *, assume_announced: bool = False
) -> Death:
    """What is received after a pensioner's death. Raises Refusal.

    pension, months_received   what was paid in đồng, and for how many months
    """
    in_force = figures.on(day, assume_announced=assume_announced)
    check_months(months_received, 0, LONGEST)
    check_amount(pension, whole_dong(income_cap(in_force)))
    most, step = in_force.number("survivor_pension_months"), in_force.number("survivor_pension_step")
    reduced = most - step * max(Decimal(0), months_received - in_force.number("survivor_pension_free_months"))
    months = max(reduced, in_force.number("survivor_pension_floor_months"))
    survivors = whole_dong(pension * months)
    words = _(
        "After {received} months received: {months} months of pension × {pension} = {survivors}",
        received=months_received,
        months=months,
        pension=Dong(pension),
        survivors=survivors,
    )
    return _with_funeral(survivors, (Step(words, in_force.basis("survivor_pension_months")),), True, in_force)


def _what_was_paid(months: int, average: int, paid: int | None, figures: InForce) -> tuple[Dong, tuple[Step, ...]]:
    least, basis = int(figures.number("survivor_min_months")), figures.basis("survivor_min_months")
    if paid is not None:
        check_amount(paid, whole_dong(income_cap(figures) * months))
        words = _("Under {least} months relatives receive what was paid: {paid}", least=least, paid=Dong(paid))
        return Dong(paid), (Step(words, basis),)
    estimated = whole_dong(average * figures.number("contribution_rate") * months)
    words = _(
        "Under {least} months relatives receive what was paid, reckoned from the average income: about {paid}",
        least=least,
        paid=estimated,
    )
    return estimated, (Step(words, basis, practice=True),)


def _by_years(before: int, after: int, average: int, figures: InForce) -> tuple[Dong, tuple[Step, ...]]:
    earlier, later = figures.number("survivor_lump_before_2014"), figures.number("survivor_lump_from_2014")
    years_before, years_after = years_at_2014(before, after)
    survivors = whole_dong(average * (earlier * years_before + later * years_after))
    words = years_words(earlier, years_before, later, years_after, survivors)
    return survivors, (Step(words, figures.basis("survivor_lump_from_2014")),)


def _mixed(survivors: Dong, average: int, compulsory: int, figures: InForce) -> tuple[Dong, tuple[Step, ...]]:
    """The least sum with compulsory time; with much of it a monthly allowance may be chosen."""
    floor, steps = whole_dong(average * figures.number("survivor_mixed_floor")), []
    if survivors < floor:
        words = _(
            "With compulsory time too it is at least {times} average incomes: {floor}",
            times=figures.number("survivor_mixed_floor"),
            floor=floor,
        )
        steps.append(Step(words, figures.basis("survivor_mixed_floor")))
    years = int(figures.number("survivor_monthly_years"))
    if compulsory >= years * 12:
        words = _("With {years} years of compulsory time relatives may have a monthly allowance instead", years=years)
        steps.append(Step(words, figures.basis("survivor_monthly_years")))
    return max(survivors, floor), tuple(steps)


def _with_funeral(survivors: Dong, steps: tuple[Step, ...], due: bool, figures: InForce) -> Death:
    if not due:
        months = int(figures.number("funeral_min_months"))
        words = _("No funeral grant: it takes {months} months paid", months=months)
        return Death(survivors, Dong(0), survivors, (*steps, Step(words, figures.basis("funeral_min_months"))))
    funeral = whole_dong(funeral_grant(figures))
    words = _(
        "Funeral grant: {times} × {level} = {funeral}",
        times=figures.number("funeral_times"),
        level=whole_dong(figures.number("reference_level")),
        funeral=funeral,
    )
    granted = Step(words, figures.basis("funeral_times", "reference_level"))
    return Death(survivors, funeral, Dong(survivors + funeral), (*steps, granted))
