"""How far the targets of a unit are, from the ledger of facts and the insurer's counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.reports.cells import Cell
from bot.domain.reports.measures import MEASURES, Number
from bot.domain.reports.periods import Period, between
from bot.domain.reports.targets import BESIDE, TARGETED, Standing, Target, holding
from bot.reports.results.figures import Wanted, at_a_glance
from bot.store.engine.database import Transaction


def standings(tx: Transaction, targets: Sequence[Target], wanted: Wanted, today: date) -> list[Standing]:
    """The targets of that unit whose period overlaps the one that is asked for."""
    through = min(wanted.period.last, today)
    own = [one for one in targets if one.unit == wanted.unit.code]
    return [
        _standing(tx, target, former, wanted, through)
        for target, former in holding(own, through)
        if target.period.first <= through and wanted.period.first <= target.period.last
    ]


def _standing(tx: Transaction, target: Target, former: tuple[Target, ...], wanted: Wanted, through: date) -> Standing:
    measure, end = TARGETED[target.measure], min(target.period.last, through)
    ends: Iterator[Period] = iter([_until(target, end)])
    if MEASURES[measure].official:
        # The insurer counts whole months: the last one that is known everywhere.
        known_ends = [one.last for one in target.period.months if one.last <= end]
        ends = (_until(target, one) for one in reversed(known_ends))
    beside = _number(tx, wanted, _until(target, end), BESIDE[target.measure]) if target.measure in BESIDE else None
    for period in ends:
        reached = _number(tx, wanted, period, measure)
        if reached is not None:
            return Standing(target, reached, period.last, beside, former)
    return Standing(target, None, None, beside, former)


def _until(target: Target, end: date) -> Period:
    return target.period if end == target.period.last else between(target.period.first, end, target.period.closing)


def _number(tx: Transaction, wanted: Wanted, period: Period, measure: str) -> Number:
    """As it may be shown: a small number is none here."""
    cell: Cell = at_a_glance(tx, replace(wanted, period=period))[measure]
    return cell.number
