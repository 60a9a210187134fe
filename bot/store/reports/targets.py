"""Targets and the insurer's counts that were brought in by Excel: added to, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import insert, select

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


def targets(tx: Transaction, closing: int) -> list[Target]:
    """All that were brought in, the oldest first."""
    rows = tx.connection.execute(select(target).order_by(target.c.number))
    return [Target(row.unit, row.measure, read(row.period, closing), row.goal, row.decision, row.day) for row in rows]


def add_counts(tx: Transaction, counts: Mapping[tuple[date, str], OfficialCount], now: datetime) -> None:
    """The insurer's counts by month and unit; from now on they hold instead of earlier ones."""
    rows = [
        {"month": month, "unit": unit, "total": one.total, "new": one.new, "stopped": one.stopped, "made_at": now}
        for (month, unit), one in counts.items()
    ]
    if rows:
        tx.connection.execute(insert(official_count), rows)


def counts(tx: Transaction, first: date, last: date) -> dict[tuple[date, str], OfficialCount]:
    """The insurer's counts of the months that begin in these days, as they were brought in last."""
    chosen = (
        select(official_count)
        .where(official_count.c.month.between(first.replace(day=1), last))
        .order_by(official_count.c.number)
    )
    return {
        (row.month, row.unit): OfficialCount(row.total, row.new, row.stopped) for row in tx.connection.execute(chosen)
    }
