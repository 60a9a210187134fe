"""Counts of the ledger of facts, read from its sums: pages read years at once.

What is later than the sums is read from the ledger itself; see `summing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from bot.domain.outreach.facts import Step
from bot.domain.reports.periods import DAY, Period, PeriodKind, between, of_day
from bot.store.engine.database import Transaction
from bot.store.statistics import facts
from bot.store.tables import fact, fact_month, fact_summed

TOLD_BY = ("", "channel", "source", "topic", "answer", "day")
"""What the sums are told apart by, beside step and unit: by nothing, or by one of these."""
ALL = "*"
"""Goes before what they are told apart by where they are over all units."""
YEARLY = "year "
"""Goes before all that where they are of a year in the books: `month` is then its first day. Days have no such sums."""
_STEPS = {step.value: step for step in Step}
SUMMED = select(fact_summed.c.through, fact_summed.c.closing)


@dataclass(frozen=True)
class Asked:
    """Which counts are wanted; none of the steps, units named: all.

    by      one of TOLD_BY but the day
    only    what happened with that channel, source or topic: ("source", "XMY7")
    apart   whether each unit is told from the others
    """

    by: str = ""
    steps: Collection[Step] = ()
    units: Collection[str] = ()
    only: tuple[str, str] | None = None
    apart: bool = False

    @property
    def told_by(self) -> str | None:
        """Under which name the sums hold this; None: they do not."""
        if self.only is not None and self.by not in {"", self.only[0]}:
            return None
        return ("" if self.apart or self.units else ALL) + (self.only[0] if self.only else self.by)


@dataclass(frozen=True)
class _Summed:
    """First days of the months in a period that are summed whole, and the last day of them.

    year   the first day of the year where these are all that is summed of it
    """

    months: list[date]
    through: date
    year: date | None


class Sums:
    """What is counted up to today, of books that close on that day of the month.

    Up to when there are sums is read once.
    """

    def __init__(self, tx: Transaction, closing: int, today: date) -> None:
        self.tx, self.today = tx, today
        row = tx.connection.execute(SUMMED).first()
        self.through: date | None = row.through if row is not None and row.closing == closing else None

    def counts(self, period: Period, asked: Asked) -> dict[str, dict[Step, int]]:
        """How often each step happened: by unit, or by what it is told by; by neither: under ""."""
        found: dict[str, dict[Step, int]] = {}
        unit, by = ["unit"] if asked.apart else [], [asked.by] if asked.by else []

        def add(rows: Iterable[Any]) -> None:
            for row in rows:
                if by and not row[-2]:
                    continue
                of, step = found.setdefault(row[-2] if unit or by else "", {}), _STEPS[row[0]]
                of[step] = of.get(step, 0) + int(row[-1])

        through = self.through if asked.told_by is not None else None
        whole = _usable(period, through)
        if whole is not None:
            add(_rows(self.tx, whole.months, asked, ["step", *unit, *(["told"] if by else [])], year=whole.year))
        for first, last in self._rest(period, whole):
            if through is not None and not by and not asked.only and first <= through:
                add(_of_days(self.tx, first, min(through, last), period.closing, asked, ["step", *unit]))
                first = min(through, last) + DAY
            if first <= last:
                add(_of_ledger(self.tx, ["step", *unit, *by], first, last, asked))
        return found

    def monthly(self, period: Period, asked: Asked) -> dict[date, Counter[Step]]:
        """How often each step happened, by the first day of the month in the books."""
        found: dict[date, Counter[Step]] = {}
        whole = _usable(period, self.through if asked.told_by is not None else None)
        if whole is not None:
            for month, step, times in _rows(self.tx, whole.months, asked, ["month", "step"]):
                found.setdefault(month, Counter())[_STEPS[step]] += int(times)
        for first, last in self._rest(period, whole):
            for day, step, times in _of_ledger(self.tx, ["day", "step"], first, last, asked):
                month = of_day(PeriodKind.MONTH, day, period.closing).first
                found.setdefault(month, Counter())[_STEPS[step]] += int(times)
        return found

    def daily(self, period: Period, asked: Asked) -> dict[date, Counter[Step]]:
        """How often each step happened, by day."""
        found: dict[date, Counter[Step]] = {}
        first, through = period.first, None if asked.only else self.through
        if through is not None and through >= first:
            last = min(through, period.last)
            for step, told, times in _of_days(self.tx, first, last, period.closing, asked, ["step", "told"]):
                found.setdefault(date.fromisoformat(told), Counter())[_STEPS[step]] += int(times)
            first = last + DAY
        if first <= min(period.last, self.today):
            for day, step, times in _of_ledger(self.tx, ["day", "step"], first, min(period.last, self.today), asked):
                found.setdefault(day, Counter())[_STEPS[step]] += int(times)
        return found

    def _rest(self, period: Period, whole: _Summed | None) -> Iterator[tuple[date, date]]:
        """The days up to today that no sum holds."""
        last = min(period.last, self.today)
        if whole is None:
            if period.first <= last:
                yield period.first, last
            return
        if period.first < whole.months[0]:
            yield period.first, whole.months[0] - DAY
        if whole.through < last:
            yield whole.through + DAY, last


def began(tx: Transaction) -> date | None:
    """The first day of which anything is known."""
    found: date | None = tx.connection.execute(select(func.min(fact.c.day))).scalar()
    return found


def _rows(
    tx: Transaction,
    months: Sequence[date],
    asked: Asked,
    by: Sequence[str],
    days: tuple[date, date] | None = None,
    year: date | None = None,
) -> Iterable[Any]:
    """These columns, then how often: of these months, of the year they make, or of days in them."""
    told_by = asked.told_by or ""
    bound: dict[str, object] = {"by": told_by, "months": list(months)}
    if year is not None:
        bound = {"by": YEARLY + told_by, "months": [year]}
    # Named even where all are wanted: so the key finds each step and month without reading what lies between.
    bound["steps"] = sorted(step.value for step in asked.steps or Step)
    if asked.units:
        bound["units"] = sorted(asked.units)
    elif not asked.apart:
        bound["units"] = [""]
    if asked.only:
        bound["only"] = asked.only[1]
    if days is not None:
        bound |= {"first": days[0].isoformat(), "last": days[1].isoformat()}
    return tx.connection.execute(_sums_by(tuple(by), frozenset(bound)), bound).all()


@lru_cache(maxsize=64)
def _sums_by(by: tuple[str, ...], bound: frozenset[str]) -> Select[Any]:
    """The statement of `_rows`, kept: making one takes as long as its answer."""
    table, columns = fact_month.c, [fact_month.c[name] for name in by]
    chosen: Select[Any] = (
        select(*columns, func.sum(table.times))
        .where(table.told_by == bindparam("by"), table.step.in_(bindparam("steps", expanding=True)))
        .where(table.month.in_(bindparam("months", expanding=True)))
        .group_by(*columns)
    )
    if "units" in bound:
        chosen = chosen.where(table.unit.in_(bindparam("units", expanding=True)))
    if "only" in bound:
        chosen = chosen.where(table.told == bindparam("only"))
    if "first" in bound:
        chosen = chosen.where(table.told.between(bindparam("first"), bindparam("last")))
    return chosen


def _of_days(tx: Transaction, first: date, last: date, closing: int, asked: Asked, by: Sequence[str]) -> Iterable[Any]:
    """The sums of these days by these columns, then how often."""
    months = [one.first for one in _months(between(first, last, closing))]
    return _rows(tx, months, replace(asked, by="day"), by, (first, last))


def _of_ledger(tx: Transaction, by: Sequence[str], first: date, last: date, asked: Asked) -> Iterable[Any]:
    """What `_rows` gives, of days that no sum holds."""
    only = {asked.only[0]: [asked.only[1]]} if asked.only else {}
    found = facts.sums(tx, by, first, last, steps=asked.steps, units=asked.units, only=only)
    return ((*key, times) for key, times in found.items())


def _usable(period: Period, through: date | None) -> _Summed | None:
    """The sums up to that day which hold a part of this; None: none does."""
    if through is None:
        return None
    months = [one for one in _months(period) if _covers(one, period, through)]
    if not months:
        return None
    year, last = of_day(PeriodKind.YEAR, months[0].first, period.closing), months[-1].last
    whole = months[0].first == year.first and min(year.last, through) <= last <= year.last
    return _Summed([one.first for one in months], min(last, through), year.first if whole else None)


def _covers(month: Period, period: Period, through: date) -> bool:
    return period.first <= month.first <= through and min(month.last, through) <= period.last


def _months(period: Period) -> Iterator[Period]:
    one = of_day(PeriodKind.MONTH, period.first, period.closing)
    while one.first <= period.last:
        yield one
        one = one.following
