"""How far the targets of a unit are, from the ledger of facts and the insurer's counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.domain.reports.measures import MEASURES, Number, values
from bot.domain.reports.official import of_period
from bot.domain.reports.periods import Period, between
from bot.domain.reports.targets import BESIDE, TARGETED, Standing, Target, holding
from bot.reports.results.figures import Cells, Counting, cells_of


def standings(counting: Counting, targets: Sequence[Target]) -> list[Standing]:
    """The targets of that unit whose period overlaps the one that is asked for."""
    wanted = counting.wanted
    through = min(wanted.period.last, counting.today)
    held = holding([one for one in targets if one.unit == wanted.unit.code], through)
    overlapping = [one for one in held if one[0].period.first <= through and wanted.period.first <= one[0].period.last]
    ends = {target: _until(target, min(target.period.last, through)) for target, _former in overlapping}
    seen = {period: cells_of(counting, period) for period in {ends[target] for target in ends if _by_staff(target)}}
    return [_standing(target, former, ends[target], seen, counting) for target, former in overlapping]


def _by_staff(target: Target) -> bool:
    """Whether the ledger says anything about it."""
    return target.measure in BESIDE or not MEASURES[TARGETED[target.measure]].official


def _standing(
    target: Target, former: tuple[Target, ...], period: Period, seen: Mapping[Period, Cells], counting: Counting
) -> Standing:
    """As it may be shown: a small number is none here."""
    measure = TARGETED[target.measure]
    beside = seen[period][BESIDE[target.measure]].number if target.measure in BESIDE else None
    if not MEASURES[measure].official:
        number = seen[period][measure].number
        return Standing(target, number, period.last if number is not None else None, beside, former)
    reached, through = _by_insurer(target, measure, period.last, counting)
    return Standing(target, reached, through, beside, former)


def _by_insurer(target: Target, measure: str, end: date, counting: Counting) -> tuple[Number, date | None]:
    """The insurer counts whole months: the last one that is known everywhere."""
    for month in reversed(target.period.months):
        if month.last <= end and counting.wanted.official:
            found = of_period(counting.wanted.official, _until(target, month.last))
            number = values(None, found)[measure]
            if number is not None:
                return number, month.last
    return None, None


def _until(target: Target, end: date) -> Period:
    return target.period if end == target.period.last else between(target.period.first, end, target.period.closing)
