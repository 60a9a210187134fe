"""The ledger of facts: numbers by day, commune, channel, source, topic; nothing of anybody.

What is counted in a turn is written in its transaction, so it is there exactly once if the turn is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from bot.domain.outreach.facts import Fact, Step
from bot.store.engine.database import Transaction
from bot.store.statistics import own_rows
from bot.store.tables import fact

_ADD = own_rows.adding(fact)
FEW_DAYS = 31


def count(tx: Transaction, day: date, *happened: Fact, by: int = 1) -> None:
    """Each of these happened once more on that day, or `by` times."""
    rows = [
        {
            "day": day,
            "step": one.step.value,
            "unit": one.unit,
            "channel": one.channel,
            "source": one.source,
            "topic": one.topic,
            "answer": one.answer,
            "times": by,
        }
        for one in happened
    ]
    if rows:
        tx.connection.execute(_ADD[tx.shared], rows)


def sums(
    tx: Transaction,
    by: Sequence[str],
    first: date | None = None,
    last: date | None = None,
    *,
    steps: Collection[Step] = (),
    units: Collection[str] = (),
    only: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> dict[tuple[Any, ...], int]:
    """Counts of those days, told apart by these columns: {("asked", "29419"): 3}.

    by      of "day", "step", "unit", "channel", "source", "topic", "answer"
    steps, units   only these; none means all
    only           only what happened with these channels, sources or topics: {"source": ["XMY7"]}
    """
    named: dict[str, Collection[str]] = {"step": [step.value for step in steps], "unit": units, **only}
    bound: dict[str, object] = {name: sorted(values) for name, values in named.items() if values}
    if first is not None and last is not None and (last - first).days < FEW_DAYS:
        # Named one by one: so the key finds each step of a day without reading what lies between.
        bound["day"] = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    else:
        bound |= {name: day for name, day in (("first", first), ("last", last)) if day is not None}
    rows = tx.connection.execute(_sums_by(tuple(by), frozenset(bound)), bound).all()
    return {tuple(row[:-1]): int(row[-1]) for row in rows}


@lru_cache(maxsize=128)
def _sums_by(by: tuple[str, ...], bound: frozenset[str]) -> Select[Any]:
    """The statement of `sums`, kept: making one takes as long as its answer."""
    columns = [fact.c[name] for name in by]
    chosen: Select[Any] = select(*columns, func.sum(fact.c.times)).group_by(*columns)
    if "first" in bound:
        chosen = chosen.where(fact.c.day >= bindparam("first"))
    if "last" in bound:
        chosen = chosen.where(fact.c.day <= bindparam("last"))
    for name in sorted(bound - {"first", "last"}):
        chosen = chosen.where(fact.c[name].in_(bindparam(name, expanding=True)))
    return chosen


def total(tx: Transaction, step: Step, first: date | None = None, last: date | None = None) -> int:
    """How often it happened from the first day to the last."""
    return sums(tx, ("step",), first, last, steps=[step]).get((step.value,), 0)


def sum_up(tx: Transaction, before: date) -> int:
    """Makes one row of each count of the days before then."""
    return own_rows.sum_up(tx, fact, before)
