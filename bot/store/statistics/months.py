"""The ledger of facts summed by months in the books, so that pages read years at once.

The clock keeps the sums up to the day before yesterday; what is later is read from the ledger itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, literal, select
from sqlalchemy.dialects.postgresql import Insert, insert

from bot.domain.outreach.facts import Fact, Step
from bot.domain.reports.periods import DAY, Period, PeriodKind, of_day
from bot.store.engine.database import Transaction
from bot.store.statistics import facts
from bot.store.tables import fact, fact_month, fact_summed

TOLD_BY = ("", "channel", "source", "topic", "answer")
"""What the sums are told apart by, beside step and unit: by nothing, or by one of these."""
_KEY = [column.name for column in fact_month.primary_key]
_SUMMED = select(fact_summed.c.through, fact_summed.c.closing)


@dataclass(frozen=True)
class Asked:
    """Which counts are wanted; none of the steps, units, sources named: all.

    by   one of TOLD_BY
    """

    by: str = ""
    steps: Collection[Step] = ()
    units: Collection[str] = ()
    sources: Collection[str] = ()


def counts(tx: Transaction, period: Period, asked: Asked) -> Counter[tuple[str, ...]]:
    """How often it happened, by step, unit, and what it is told apart by."""
    found: Counter[tuple[str, ...]] = Counter()
    row = tx.connection.execute(_SUMMED).first()
    usable = row is not None and row.closing == period.closing and (asked.by in {"", "source"} or not asked.sources)
    whole = _whole(period, row.through) if row is not None and usable else None
    if whole is not None:
        found += _summed(tx, whole, asked)
    for first, last in _rest(period, whole):
        by = ("step", "unit", asked.by) if asked.by else ("step", "unit")
        some = facts.sums(tx, by, first, last, steps=asked.steps, units=asked.units, sources=asked.sources)
        for key, times in some.items():
            if asked.by and not key[2]:
                continue
            found[key if asked.by else (*key, "")] += times
    return found


def daily(tx: Transaction, first: date, last: date, asked: Asked) -> dict[tuple[Any, ...], int]:
    """The same, by day and step: {(day, "asked"): 3}."""
    return facts.sums(tx, ("day", "step"), first, last, steps=asked.steps, units=asked.units, sources=asked.sources)


def began(tx: Transaction) -> date | None:
    """The first day of which anything is known."""
    found: date | None = tx.connection.execute(select(func.min(fact.c.day))).scalar()
    return found


def count_late(tx: Transaction, day: date, *happened: Fact, by: int = 1) -> None:
    """Counts what happened on an earlier day, also where that is summed already."""
    facts.count(tx, day, *happened, by=by)
    row = tx.connection.execute(_SUMMED.with_for_update()).first()
    if row is None or day > row.through:
        return
    month = of_day(PeriodKind.MONTH, day, row.closing).first
    for one in happened:
        for told_by in TOLD_BY:
            told = getattr(one, told_by) if told_by else ""
            if told or not told_by:
                cell = {"told_by": told_by, "step": one.step.value, "month": month, "unit": one.unit, "told": told}
                tx.connection.execute(_adding(insert(fact_month).values(**cell, times=by)))


def sum_up(tx: Transaction, through: date, closing: int) -> int:
    """Adds the next days, at most a month and through that one; returns how many.

    What happened on those days and is told later goes through `count_late`. Begins anew where the books close on
    another day now.
    """
    row = tx.connection.execute(_SUMMED.with_for_update()).first()
    if row is not None and row.closing != closing:
        tx.connection.execute(delete(fact_month))
        tx.connection.execute(delete(fact_summed))
        row = None
    first = began(tx) if row is None else row.through + DAY
    if first is None or first > through:
        return 0
    month = of_day(PeriodKind.MONTH, first, closing)
    last = min(month.last, through)
    for by in TOLD_BY:
        _add(tx, by, month.first, first, last)
    kept = insert(fact_summed).values(id=1, through=last, closing=closing)
    tx.connection.execute(kept.on_conflict_do_update(index_elements=["id"], set_={"through": last, "closing": closing}))
    return (last - first).days + 1


def _add(tx: Transaction, by: str, month: date, first: date, last: date) -> None:
    told = fact.c[by] if by else literal("")
    chosen = (
        select(literal(by), fact.c.step, literal(month, fact.c.day.type), fact.c.unit, told, func.sum(fact.c.times))
        .where(fact.c.day.between(first, last))
        .group_by(fact.c.step, fact.c.unit, *([told] if by else []))
    )
    if by:
        chosen = chosen.where(told != "")
    tx.connection.execute(_adding(insert(fact_month).from_select([*_KEY, "times"], chosen)))


def _adding(row: Insert) -> Insert:
    return row.on_conflict_do_update(index_elements=_KEY, set_={"times": fact_month.c.times + row.excluded.times})


def _summed(tx: Transaction, whole: tuple[date, date, date], asked: Asked) -> Counter[tuple[str, ...]]:
    table = fact_month.c
    by = "source" if asked.sources else asked.by
    chosen = (
        select(table.step, table.unit, table.told, func.sum(table.times))
        .where(table.told_by == by, table.month.between(whole[0], whole[1]))
        .group_by(table.step, table.unit, table.told)
    )
    # Named even where all are wanted: so the key finds each month without reading the years between.
    chosen = chosen.where(table.step.in_(sorted(step.value for step in asked.steps or Step)))
    if asked.units:
        chosen = chosen.where(table.unit.in_(sorted(asked.units)))
    if asked.sources:
        chosen = chosen.where(table.told.in_(sorted(asked.sources)))
    found: Counter[tuple[str, ...]] = Counter()
    for step, unit, told, times in tx.connection.execute(chosen):
        found[step, unit, told if asked.by else ""] += int(times)
    return found


def _whole(period: Period, through: date) -> tuple[date, date, date] | None:
    """First days of its first and last summed month that is whole; the last day summed."""
    months = [one for one in _months(period) if _covers(one, period, through)]
    return (months[0].first, months[-1].first, min(months[-1].last, through)) if months else None


def _covers(month: Period, period: Period, through: date) -> bool:
    return period.first <= month.first <= through and min(month.last, through) <= period.last


def _months(period: Period) -> Iterator[Period]:
    one = of_day(PeriodKind.MONTH, period.first, period.closing)
    while one.first <= period.last:
        yield one
        one = one.following


def _rest(period: Period, whole: tuple[date, date, date] | None) -> Iterator[tuple[date, date]]:
    """The days that no sum holds."""
    if whole is None:
        yield period.first, period.last
        return
    if period.first < whole[0]:
        yield period.first, whole[0] - DAY
    if whole[2] < period.last:
        yield whole[2] + DAY, period.last
