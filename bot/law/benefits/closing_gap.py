"""The ways to a pension for who lacks years at retirement age, side by side.

Law 41/2024/QH15, Article 36; Decree 159/2025/NĐ-CP, Article 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law.benefits.projection import Insured, Projection, owed_over, received_until
from bot.law.contributions.missing_months import missing_months
from bot.law.figures.figures import Figures
from bot.law.periods import month_of, ordinal_of
from bot.words import Dong, YearMonth


@dataclass(frozen=True)
class Way:
    """One way to the pension.

    monthly, at_once    months paid one by one, and in one sum when of age
    cost                what all of them cost from now on, with the support of the usual group for those paid monthly
    by_75, by_80        what the pension comes to until that age
    """

    monthly: int
    at_once: int
    cost: Dong
    begins: YearMonth
    by_75: Dong
    by_80: Dong


def every_month(who: Insured, found: Projection) -> Way:
    """Going on month by month until the time is full."""
    return _way(who, found, found.future, 0, found.pays, found.pension_from)


def at_once(
    who: Insured, income: int, start: YearMonth, found: Projection, figures: Figures, today: date, commune: str = ""
) -> Way:
    """Month by month until few enough are missing and the age is reached, the rest in one sum.

    Raises Refusal where this year's rate of return is not published yet.
    """
    last = min(found.missing, int(figures.on(today).number("missing_max_months")))
    monthly = found.future - last
    paid = max(ordinal_of(start) + monthly - 1, ordinal_of(found.reached) if found.reached else 0)
    before = owed_over(who, income, monthly, commune, figures, today)
    sum_ = missing_months(last, income, figures, today).gross
    return _way(who, found, monthly, last, Dong((before.pays if before else 0) + sum_), month_of(paid + 1))


def _way(who: Insured, found: Projection, monthly: int, last: int, cost: Dong, begins: YearMonth) -> Way:
    by_75, by_80 = (received_until(who.birth, age, begins, found.pension) for age in (75, 80))
    return Way(monthly, last, cost, begins, by_75, by_80)
