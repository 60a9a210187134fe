"""The insurer's own counts, by month and commune, and what they come to for a period."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.reports.periods import Period


@dataclass(frozen=True)
class OfficialCount:
    """Participants at the end of a month, those who are new in it, and who stopped."""

    total: int | None
    new: int | None
    stopped: int | None


def of_period(
    counts: Mapping[tuple[date, str], OfficialCount], period: Period, units: Collection[str]
) -> OfficialCount | None:
    """What the insurer counts for these communes, or None where a month or a commune is missing.

    counts   by the first day of the calendar month, and the code of the commune or province
    """
    months = period.months
    whole = months and (months[0].first, months[-1].last) == (period.first, period.last)
    if not whole or not units:
        return None
    found = [[counts.get((date(one.year, one.number, 1), unit)) for unit in units] for one in months]
    if any(count is None for month in found for count in month):
        return None
    every = [count for month in found for count in month if count is not None]
    last = [count for count in found[-1] if count is not None]
    return OfficialCount(
        _sum([one.total for one in last]), _sum([one.new for one in every]), _sum([one.stopped for one in every])
    )


def _sum(numbers: list[int | None]) -> int | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if len(known) == len(numbers) else None
