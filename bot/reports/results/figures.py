"""The numbers of one unit and one period, for board, chat, documents and tables alike.

They come from the ledger of facts alone, and from the insurer's own counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.outreach.facts import Step
from bot.domain.reports.cells import Cell, shown
from bot.domain.reports.measures import FUNNEL, MEASURES, Number, values
from bot.domain.reports.official import OfficialCount, calendar_months, of_period
from bot.domain.reports.periods import Period, PeriodKind, between
from bot.domain.reports.units import Unit
from bot.reports.results.counting import Counting, Wanted
from bot.reports.results.hiding import Cells, cells, partition
from bot.store.engine.database import Transaction
from bot.store.reports import targets

__all__ = ["REST", "Cells", "Counting", "Figures", "Wanted", "at_a_glance", "cells_of", "figures"]
RANKED = (*FUNNEL, "unanswered")
"""The measures in tables that have a row for each commune, channel or source."""
OF_TOPIC = ("shown", "useful", "wrong")
"""The same where only one topic is asked for: the rest is not told apart by topics."""
BY_INSURER = ("official_new", "official_gap")
"""The insurer's numbers in the rows of communes, where there are any."""
REST = "?"
"""The row of what belongs to none of the others."""
MOST_TOPICS = 10


@dataclass(frozen=True)
class Figures:
    """What is known of that unit and period.

    began         the first day of which anything is known, None: nothing is
    communes, channels, sources   rows by code or name; REST is what belongs to none
    topics        the topics whose answers were shown, most first, and how often
    trend         the funnel of each part of the period
    columns       the measures that these rows show
    """

    unit: Unit
    period: Period
    began: date | None
    now: Cells
    before: Cells
    year_before: Cells
    communes: Mapping[str, Cells]
    channels: Mapping[str, Cells]
    sources: Mapping[str, Cells]
    topics: Sequence[tuple[str, Cell]]
    trend: Sequence[tuple[Period, Cells]]
    columns: Sequence[str] = FUNNEL

    @property
    def commune_columns(self) -> tuple[str, ...]:
        """The measures that the rows of communes show."""
        some = any(BY_INSURER[0] in cells for cells in self.communes.values())
        return (*self.columns, *(BY_INSURER if some else ()))


def figures(counting: Counting) -> Figures:
    """All numbers; what is still to come is not known."""
    wanted, period = counting.wanted, counting.wanted.period
    total = _whole(counting, period, waits=True)
    return Figures(
        wanted.unit,
        period,
        counting.began,
        cells(total, inside=wanted.inside),
        cells_of(counting, period.before),
        cells_of(counting, period.year_before),
        _by_commune(counting, total),
        _by(counting, "channel", total),
        _by(counting, "source", total),
        _topics(counting),
        _trend(counting, total),
        columns(wanted),
    )


def columns(wanted: Wanted) -> tuple[str, ...]:
    """The measures in tables with rows."""
    return OF_TOPIC if wanted.told and wanted.told[0] == "topic" else FUNNEL


def at_a_glance(tx: Transaction, wanted: Wanted, today: date) -> Cells:
    """Each measure of that unit and period alone."""
    return cells_of(Counting(tx, wanted, today), wanted.period)


def cells_of(counting: Counting, period: Period) -> Cells:
    """Each measure of a period, as it may be shown."""
    return cells(_whole(counting, period, waits=True), inside=counting.wanted.inside)


def _whole(counting: Counting, period: Period, *, waits: bool = False) -> dict[str, Number]:
    """Each measure of a period; how long people waited only where it is asked for."""
    wanted = counting.wanted
    official = of_period(wanted.official, period) if wanted.official and not wanted.told else None
    return values(counting.of(period), official, wanted.steps, counting.waits(period) if waits else {})


def _measures(wanted: Wanted) -> tuple[str, ...]:
    """The measures of rows: with what is needed to hide small counts."""
    return OF_TOPIC if columns(wanted) is OF_TOPIC else RANKED


def _steps(wanted: Wanted) -> frozenset[Step]:
    return frozenset(step for name in _measures(wanted) for step in MEASURES[name].steps)


def _by_commune(counting: Counting, total: Mapping[str, Number]) -> dict[str, Cells]:
    """A row for each commune; REST is what happened where no commune was known."""
    wanted = counting.wanted
    if not wanted.communes or wanted.unit.source or not counting.knows(wanted.period):
        return {}
    of: dict[str, Counter[Step]] = {code: Counter() for code in wanted.communes}
    for unit, steps in counting.apart(wanted.period, "unit", _steps(wanted)).items():
        of.setdefault(unit if unit in of else REST, Counter()).update(steps)
    insurer = _insurer(counting)
    measures = (*_measures(wanted), *(BY_INSURER if insurer else ()))
    rows = {code: values(steps, insurer.get(code), wanted.steps, names=measures) for code, steps in of.items()}
    return partition(rows, total, measures, inside=wanted.inside)


def _insurer(counting: Counting) -> dict[str, OfficialCount]:
    """The insurer's counts of each commune, where its months are known."""
    wanted = counting.wanted
    whole = calendar_months(wanted.period) if wanted.official and wanted.told is None else []
    return targets.by_unit(counting.tx, whole[0], whole[-1], wanted.communes) if whole else {}


def _by(counting: Counting, by: str, total: Mapping[str, Number]) -> dict[str, Cells]:
    """A row for each channel, or source; REST is what came without one."""
    wanted = counting.wanted
    if wanted.only is not None or not counting.knows(wanted.period):
        return {}
    of = counting.apart(wanted.period, by, _steps(wanted))
    if not of:
        return {}
    rows = {name: values(steps, None, wanted.steps, names=RANKED) for name, steps in sorted(of.items())}
    rest: dict[str, Number] = {name: _less(total[name], [row[name] for row in rows.values()]) for name in RANKED}
    made = {**rows, **({REST: rest} if any(rest.values()) else {})}
    return partition(made, total, RANKED, inside=wanted.inside)


def _less(whole: Number, parts: Iterable[Number]) -> int:
    return int(whole or 0) - sum(int(part or 0) for part in parts)


def _topics(counting: Counting) -> list[tuple[str, Cell]]:
    wanted = counting.wanted
    if wanted.told is not None or not counting.knows(wanted.period):
        return []
    counted = counting.apart(wanted.period, "topic", {Step.SHOWN})
    found = {topic: steps[Step.SHOWN] for topic, steps in counted.items()}
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST_TOPICS]
    seen = shown(dict(ranked), inside=wanted.inside)
    return [(topic, seen[topic]) for topic, _times in ranked]


def _trend(counting: Counting, total: Mapping[str, Number]) -> list[tuple[Period, Cells]]:
    """Each part of the period that has begun and of which something is known."""
    wanted = counting.wanted
    parts = [_within(one, wanted.period) for one in wanted.period.parts]
    some = [one for one in parts if one.first <= counting.today and counting.knows(one)]
    if some and some[0].kind is PeriodKind.DAY:
        of = counting.days(wanted.period, _steps(wanted))
        measures = _measures(wanted)
        rows = {one.name: values(of.get(one.first, Counter()), None, wanted.steps, names=measures) for one in some}
    else:
        rows = {one.name: _whole(counting, one) for one in some}
    made = partition(rows, total, _measures(wanted), inside=wanted.inside)
    return [(one, made[one.name]) for one in some]


def _within(part: Period, period: Period) -> Period:
    """The part without what lies outside the period."""
    first, last = max(part.first, period.first), min(part.last, period.last)
    return part if (first, last) == (part.first, part.last) else between(first, last, part.closing)
