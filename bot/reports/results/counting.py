"""What the ledger holds for one unit: each period's counts, read from the database once.

A period that is made of months in the books is added up from them; all months that a page needs are read together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.outreach.facts import FACTS, Step
from bot.domain.reports.measures import STEPS, WAITED
from bot.domain.reports.official import OfficialCount
from bot.domain.reports.periods import DAY, Period, PeriodKind, between, of_day
from bot.domain.reports.units import Unit, UnitKind
from bot.store.engine.database import Transaction
from bot.store.reports import targets
from bot.store.statistics import months
from bot.store.statistics.months import Asked, Sums


@dataclass(frozen=True)
class Wanted:
    """Whose numbers, of which days.

    communes    codes of the unit's communes, each with a row of its own; none: no such rows
    official    the insurer's counts of that unit, by month; None: they are not asked for
    inside      whether only those read it who serve that commune
    only        what happened with one channel, source or topic: ("channel", "zalo_oa")
    """

    unit: Unit
    period: Period
    communes: Collection[str] = ()
    official: Mapping[date, OfficialCount] | None = None
    inside: bool = False
    only: tuple[str, str] | None = None

    @property
    def told(self) -> tuple[str, str] | None:
        """What all that is counted has in common, beside its unit."""
        return ("source", self.unit.source) if self.unit.source else self.only

    @property
    def steps(self) -> frozenset[Step]:
        """The steps that are told apart by that; the others are not known of it."""
        told = self.told
        return STEPS if told is None else frozenset(step for step in STEPS if told[0] in FACTS[step].by)


class Counting:
    """The counts of that unit, whatever period they are asked for."""

    def __init__(self, tx: Transaction, wanted: Wanted, today: date) -> None:
        self.tx, self.wanted, self.today = tx, wanted, today
        self.began = months.began(tx)
        self.sums = Sums(tx, wanted.period.closing, today)
        self._months: Mapping[date, Mapping[Step, int]] = {}
        self._read: Period | None = None

    def asked(self, by: str = "", steps: Collection[Step] = (), *, apart: bool = False) -> Asked:
        """These counts of the unit."""
        units = () if self.wanted.unit.source else self.wanted.unit.communes
        return Asked(by, steps or self.wanted.steps, units, self.wanted.told, apart)

    def knows(self, period: Period) -> bool:
        """Whether anything can be known of it: the ledger had begun."""
        return self.began is not None and period.last >= self.began

    def of(self, period: Period) -> Counter[Step] | None:
        """How often each step happened; None where that cannot be known."""
        if not self.knows(period):
            return None
        if not self._is_months(period):
            return Counter(self.sums.counts(period, self.asked()).get("", {}))
        found: Counter[Step] = Counter()
        for month in self._within(period):
            found.update(self._months.get(month, {}))
        return found

    def waits(self, period: Period) -> dict[Step, Counter[str]]:
        """How long requests waited: by step, how often each bound."""
        found: dict[Step, Counter[str]] = {}
        if self.wanted.told is None and self.knows(period):
            for bound, steps in self.apart(period, "topic", WAITED).items():
                for step, times in steps.items():
                    found.setdefault(step, Counter())[bound] += times
        return found

    def apart(self, period: Period, by: str, steps: Collection[Step]) -> dict[str, dict[Step, int]]:
        """The same by unit, channel, source or topic."""
        return self.sums.counts(period, self.asked("" if by == "unit" else by, steps, apart=by == "unit"))

    def days(self, period: Period, steps: Collection[Step]) -> dict[date, Counter[Step]]:
        """The same by day."""
        return self.sums.daily(period, self.asked("", steps))

    def _is_months(self, period: Period) -> bool:
        """Whether its days are those of months in the books, of which the last may be under way."""
        month = PeriodKind.MONTH
        begins = of_day(month, period.first, period.closing).first == period.first
        return begins and (period.last >= self.today or of_day(month, period.last, period.closing).last == period.last)

    def _within(self, period: Period) -> Iterator[date]:
        """First days of its months, once what happened in them is read."""
        own = self.wanted.period
        first, last = min(period.first, own.year_before.first), max(period.last, own.last)
        if self._read is None or not self._read.first <= period.first <= period.last <= self._read.last:
            first = of_day(PeriodKind.MONTH, max(first, self.began or first), period.closing).first
            last = of_day(PeriodKind.MONTH, max(min(last, self.today), first), period.closing).last
            self._read = between(min(first, period.first), max(last, period.last), period.closing)
            self._months = self.sums.monthly(between(first, last, period.closing), self.asked())
        month = of_day(PeriodKind.MONTH, period.first, period.closing)
        while month.first <= period.last:
            yield month.first
            month = of_day(PeriodKind.MONTH, month.last + DAY, period.closing)


def official_of(
    tx: Transaction, unit: Unit, communes: Collection[str], first: date, last: date
) -> dict[date, OfficialCount]:
    """The insurer's counts of that unit by month: its own, else those of its communes."""
    if unit.source:
        return {}
    own = targets.by_month(tx, first, last, [unit.code]) if unit.kind is UnitKind.PROVINCE else {}
    return targets.by_month(tx, first, last, communes) | own
