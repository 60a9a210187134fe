"""Targets and the insurer's counts that were brought in by Excel: added to, never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select

from bot.domain.reports.official import OfficialCount
from bot.domain.reports.periods import read
from bot.domain.reports.targets import Target
from bot.store.engine.database import Transaction
from bot.store.tables import official_count, target


def add_targets(tx: Transaction, targets: Iterable[Target], now: datetime) -> None:
    """What was brought in; an earlier goal of the same kind becomes its history."""
    rows = [
        {
            "unit": one.unit,
            "measure": one.measure,
            "period": one.period.name,
            "goal": one.goal,
            "decision": one.decision,
            "day": one.day,
            "made_at": now,
        }
        for one in targets
    ]
    if rows:
        tx.connection.execute(insert(target), rows)


def targets(tx: Transaction, closing: int, unit: str | None = None) -> list[Target]:
    """All that were brought in, the oldest first; those of one unit where it is named."""
    chosen = select(target).order_by(target.c.number)
    rows = tx.connection.execute(chosen if unit is None else chosen.where(target.c.unit == unit))
    return [Target(row.unit, row.measure, read(row.period, closing), row.goal, row.decision, row.day) for row in rows]


def add_counts(tx: Transaction, counts: Mapping[tuple[date, str], OfficialCount], now: datetime) -> None:
    """The insurer's counts by month and unit; from now on they hold instead of earlier ones."""
    rows = [
        {"month": month, "unit": unit, "total": one.total, "new": one.new, "stopped": one.stopped, "made_at": now}
        for (month, unit), one in counts.items()
    ]
    if rows:
        tx.connection.execute(insert(official_count), rows)


def months_known(tx: Transaction, most: int) -> list[tuple[date, int, datetime]]:
    """The newest months with counts of the insurer: of how many units, and since when."""
    table = official_count.c
    units, newest = func.count(table.unit.distinct()), func.max(table.made_at)
    chosen = select(table.month, units, newest).group_by(table.month).order_by(table.month.desc()).limit(most)
    return [(month, int(count), at) for month, count, at in tx.connection.execute(chosen)]


def by_month(tx: Transaction, first: date, last: date, units: Collection[str]) -> dict[date, OfficialCount]:
    """The insurer's counts of these units together, for the months that begin in these days.

    A month is there where each unit has a count; what one of them lacks is None.
    """
    return {key: one for key, (rows, one) in _latest(tx, "month", first, last, units).items() if rows == len(units)}


def by_unit(tx: Transaction, first: date, last: date, units: Collection[str]) -> dict[str, OfficialCount]:
    """The insurer's counts of each unit for these calendar months together.

    The total is that of the last month. A unit is there where each month has a count.
    """
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    every = {key: one for key, (rows, one) in _latest(tx, "unit", first, last, units).items() if rows == months}
    end = {key: one for key, (_rows, one) in _latest(tx, "unit", last.replace(day=1), last, every).items()}
    return {key: replace(one, total=end[key].total) for key, one in every.items()}


def _latest(
    tx: Transaction, by: str, first: date, last: date, units: Collection[str]
) -> dict[Any, tuple[int, OfficialCount]]:
    """Of each month or unit how many counts there are, the newest of each, and their sums."""
    if not units:
        return {}
    table = official_count.c
    newest = (
        select(func.max(table.number))
        .where(table.month.between(first.replace(day=1), last), table.unit.in_(sorted(units)))
        .group_by(table.month, table.unit)
    )
    fields = [part for one in (table.total, table.new, table.stopped) for part in (func.sum(one), func.count(one))]
    chosen = select(table[by], func.count(), *fields).where(table.number.in_(newest)).group_by(table[by])
    found = {}
    for key, rows, *sums in tx.connection.execute(chosen):
        pairs = zip(sums[::2], sums[1::2], strict=True)
        found[key] = rows, OfficialCount(*(int(whole) if known == rows else None for whole, known in pairs))
    return found
