"""The insurer's own counts, by month and commune, and what they come to for a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.reports.periods import Period


@dataclass(frozen=True)
class OfficialCount:
    """Participants at the end of a month, those who are new in it, and who stopped."""

    total: int | None
    new: int | None
    stopped: int | None


def of_period(counts: Mapping[date, OfficialCount], period: Period) -> OfficialCount | None:
    """What the insurer counts in a period, or None where one of its months is missing.

    counts   by the first day of the calendar month
    """
    months = calendar_months(period)
    found = [counts.get(month) for month in months]
    every = [one for one in found if one is not None]
    if not months or len(every) < len(found):
        return None
    return OfficialCount(every[-1].total, _sum([one.new for one in every]), _sum([one.stopped for one in every]))


def calendar_months(period: Period) -> list[date]:
    """First days of its months, as the insurer counts; none where it is not of whole ones."""
    months = period.months
    whole = months and (months[0].first, months[-1].last) == (period.first, period.last)
    return [date(one.year, one.number, 1) for one in months] if whole else []


def _sum(numbers: list[int | None]) -> int | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if len(known) == len(numbers) else None
