"""Keeps the ledger's sums by months and years in the books, up to the day before yesterday.

Each sum is there twice: for each unit, and over all units, so that a whole province reads no more rows than one
commune; and a year no more than a month.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text, cast, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import Insert, insert

from bot.domain.outreach.facts import Fact
from bot.domain.reports.periods import DAY, PeriodKind, of_day
from bot.store.engine.database import Transaction
from bot.store.statistics import facts, months
from bot.store.tables import fact, fact_month, fact_summed

_KEY = [column.name for column in fact_month.primary_key]


def count_late(tx: Transaction, day: date, *happened: Fact, by: int = 1) -> None:
    """Counts what happened on an earlier day, also where that is summed already."""
    facts.count(tx, day, *happened, by=by)
    row = tx.connection.execute(months.SUMMED.with_for_update()).first()
    if row is None or day > row.through:
        return
    for one in happened:
        for told_by in months.TOLD_BY:
            told = day.isoformat() if told_by == "day" else getattr(one, told_by) if told_by else ""
            if not told and told_by:
                continue
            for long, first in _sums_of(told_by, day, row.closing):
                cell = {"step": one.step.value, "month": first, "told": told, "times": by}
                for name, unit in ((told_by, one.unit), (months.ALL + told_by, "")):
                    tx.connection.execute(_adding(insert(fact_month).values(**cell, told_by=long + name, unit=unit)))


def begin_anew(tx: Transaction) -> None:
    """Forgets all sums: they are made again from the ledger as it is by then."""
    row, first = tx.connection.execute(months.SUMMED.with_for_update()).first(), months.began(tx)
    if row is not None and first is not None:
        tx.connection.execute(delete(fact_month))
        tx.connection.execute(update(fact_summed).values(through=first - DAY))


def sum_up(tx: Transaction, through: date, closing: int) -> int:
    """Adds the next days, at most a month and through that one; returns how many.

    What happened on those days and is told later goes through `count_late`. Begins anew where the books close on
    another day now. However many processes do it at once, each day is added once.
    """
    first = months.began(tx)
    if first is None or first > through:
        return 0
    # There is a row to be locked from the first time on.
    begun = insert(fact_summed).values(id=1, through=first - DAY, closing=closing)
    tx.connection.execute(begun.on_conflict_do_nothing(index_elements=["id"]))
    row = tx.connection.execute(months.SUMMED.with_for_update()).one()
    if row.closing != closing:
        tx.connection.execute(delete(fact_month))
    else:
        first = max(first, row.through + DAY)
    if first > through:
        return 0
    month = of_day(PeriodKind.MONTH, first, closing)
    last = min(month.last, through)
    for by in months.TOLD_BY:
        for long, begins in _sums_of(by, first, closing):
            _add(tx, long, by, begins, first, last)
    tx.connection.execute(update(fact_summed).values(through=last, closing=closing))
    return (last - first).days + 1


def _sums_of(by: str, day: date, closing: int) -> list[tuple[str, date]]:
    """Which sums hold that day: what goes before their name, and the day on which they begin."""
    month, year = (of_day(kind, day, closing).first for kind in (PeriodKind.MONTH, PeriodKind.YEAR))
    return [("", month)] if by == "day" else [("", month), (months.YEARLY, year)]


def _add(tx: Transaction, long: str, by: str, begins: date, first: date, last: date) -> None:
    told = cast(fact.c.day, Text) if by == "day" else fact.c[by] if by else literal("")
    apart = [told] if by else []
    for name, unit, columns in ((by, fact.c.unit, [fact.c.unit, *apart]), (months.ALL + by, literal(""), apart)):
        key = [literal(long + name), fact.c.step, literal(begins, fact.c.day.type), unit, told]
        chosen = (
            select(*key, func.sum(fact.c.times)).where(fact.c.day.between(first, last)).group_by(fact.c.step, *columns)
        )
        if by:
            chosen = chosen.where(told != "")
        tx.connection.execute(_adding(insert(fact_month).from_select([*_KEY, "times"], chosen)))


def _adding(row: Insert) -> Insert:
    return row.on_conflict_do_update(index_elements=_KEY, set_={"times": fact_month.c.times + row.excluded.times})
