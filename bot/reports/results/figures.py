"""The numbers of one unit and one period, for board, chat, documents and tables alike.

They come from the ledger of facts alone, and from the insurer's own counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.domain.outreach.facts import Step
from bot.domain.reports.cells import Cell, Total, known, shown
from bot.domain.reports.measures import FUNNEL, MEASURES, STEPS, TOTALS, Number, values
from bot.domain.reports.official import OfficialCount, of_period
from bot.domain.reports.periods import Period, PeriodKind, between
from bot.domain.reports.units import Unit, UnitKind
from bot.store.engine.database import Transaction
from bot.store.statistics import months
from bot.store.statistics.months import Asked

Cells: TypeAlias = "dict[str, Cell]"
"""Each measure as it may be shown."""
Official: TypeAlias = "Mapping[tuple[date, str], OfficialCount]"
RANKED = (*FUNNEL, "unanswered")
"""The measures in tables that have a row for each commune, channel or source."""
OWN_TOTALS = TOTALS[:1]
WHOLE, REST = "", "?"
"""The row of the unit itself; what belongs to none of the others."""
MOST_TOPICS = 10


@dataclass(frozen=True)
class Figures:
    """What is known of that unit and period.

    began         the first day of which anything is known, None: nothing is
    communes, channels, sources   rows by code or name; REST is what belongs to none
    topics        the topics whose answers were shown, most first, and how often
    trend         the funnel of each part of the period
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


@dataclass(frozen=True)
class Wanted:
    """Whose numbers, of which days.

    communes    codes of the unit's communes, each with a row of its own; none: no such rows
    official    the insurer's counts, by month and commune or province
    inside      whether only those read it who serve that commune
    """

    unit: Unit
    period: Period
    communes: Collection[str] = ()
    official: Official | None = None
    inside: bool = False


def figures(tx: Transaction, wanted: Wanted, today: date) -> Figures:
    """All numbers; what is still to come is not known."""
    began = months.began(tx)
    counted = _counted(tx, wanted, wanted.period, began, "")
    total = _whole(counted, wanted.period, wanted)
    return Figures(
        wanted.unit,
        wanted.period,
        began,
        cells(total, inside=wanted.inside),
        _cells_of(tx, wanted, wanted.period.before, began),
        _cells_of(tx, wanted, wanted.period.year_before, began),
        _by_commune(counted, total, wanted),
        _by(tx, wanted, "channel", began, total),
        _by(tx, wanted, "source", began, total),
        _topics(tx, wanted),
        _trend(tx, wanted, began, total, today),
    )


def at_a_glance(tx: Transaction, wanted: Wanted) -> Cells:
    """Each measure of that unit and period alone."""
    return _cells_of(tx, wanted, wanted.period, months.began(tx))


def cells(numbers: Mapping[str, Number], *, inside: bool) -> Cells:
    """Each measure as it may be shown; a share never gives away what it is made of."""
    return _rows({WHOLE: numbers}, (), tuple(MEASURES), inside=inside, totals=TOTALS)[WHOLE]


def _rows(
    rows: Mapping[str, Mapping[str, Number]],
    parts: Iterable[str],
    measures: Sequence[str],
    *,
    inside: bool,
    totals: Sequence[Total[str]] = OWN_TOTALS,
) -> dict[str, Cells]:
    """Rows as they may be shown, of which these parts add up to the row WHOLE."""
    counts = {
        (row, name): _count(numbers.get(name))
        for row, numbers in rows.items()
        for name in measures
        if MEASURES[name].personal and not MEASURES[name].of
    }
    across = [Total((row, one.whole), tuple((row, part) for part in one.parts)) for row in rows for one in totals]
    listed = tuple(parts)
    down = [Total((WHOLE, name), tuple((row, name) for row in listed)) for name in measures] if listed else []
    found = shown(counts, [*across, *down], inside=inside)
    return {row: _with_shares(row, numbers, found, measures) for row, numbers in rows.items()}


def _with_shares(
    row: str, numbers: Mapping[str, Number], found: Mapping[tuple[str, str], Cell], measures: Sequence[str]
) -> Cells:
    made: Cells = {}
    for name in measures:
        one = MEASURES[name]
        made_of = one.of or (("joined",) if one.official == "gap" else ())
        hidden = next((made[part] for part in made_of if not made[part].known), None)
        own = found.get((row, name)) if name in measures else None
        made[name] = hidden if hidden is not None else own or known(numbers.get(name))
    return made


def _count(number: Number) -> int | None:
    return None if number is None else int(number)


def _counted(
    tx: Transaction, wanted: Wanted, period: Period, began: date | None, by: str
) -> Counter[tuple[str, ...]] | None:
    """What the ledger holds, by step, unit and `by`; None where it had not begun yet."""
    if began is None or period.last < began:
        return None
    unit = wanted.unit
    sources = (unit.source,) if unit.source else ()
    units = () if unit.source else unit.communes
    return months.counts(tx, period, Asked(by, STEPS if by != "topic" else {Step.SHOWN}, units, sources))


def _whole(counted: Counter[tuple[str, ...]] | None, period: Period, wanted: Wanted) -> dict[str, Number]:
    steps = None if counted is None else _steps(counted.items())
    codes = [wanted.unit.code] if wanted.unit.kind is UnitKind.PROVINCE else sorted(wanted.unit.communes)
    official = of_period(wanted.official, period, codes) if wanted.official and not wanted.unit.source else None
    if official is None and wanted.official and wanted.unit.kind is UnitKind.PROVINCE:
        official = of_period(wanted.official, period, wanted.communes)
    return values(steps, official)


def _steps(counted: Iterable[tuple[tuple[str, ...], int]]) -> Counter[Step]:
    found: Counter[Step] = Counter()
    for key, times in counted:
        found[Step(key[0])] += times
    return found


def _cells_of(tx: Transaction, wanted: Wanted, period: Period, began: date | None) -> Cells:
    return cells(_whole(_counted(tx, wanted, period, began, ""), period, wanted), inside=wanted.inside)


def _by_commune(
    counted: Counter[tuple[str, ...]] | None, total: Mapping[str, Number], wanted: Wanted
) -> dict[str, Cells]:
    """A row for each commune; REST is what happened where no commune was known."""
    if counted is None or not wanted.communes or wanted.unit.source:
        return {}
    of: dict[str, Counter[Step]] = {code: Counter() for code in wanted.communes}
    for (step, unit, _told), times in counted.items():
        of.setdefault(unit if unit in of else REST, Counter())[Step(step)] += times
    return _partition({code: values(steps, None) for code, steps in of.items()}, total, inside=wanted.inside)


def _by(tx: Transaction, wanted: Wanted, by: str, began: date | None, total: Mapping[str, Number]) -> dict[str, Cells]:
    """A row for each channel, or source; REST is what came without one."""
    counted = _counted(tx, wanted, wanted.period, began, by)
    if not counted:
        return {}
    of: dict[str, Counter[Step]] = {}
    for (step, _unit, told), times in counted.items():
        of.setdefault(told, Counter())[Step(step)] += times
    rows = {name: values(steps, None) for name, steps in sorted(of.items())}
    rest = {name: _less(total[name], [row[name] for row in rows.values()]) for name in RANKED}
    return _partition({**rows, **({REST: rest} if any(rest.values()) else {})}, total, inside=wanted.inside)


def _partition(
    rows: Mapping[str, Mapping[str, Number]], total: Mapping[str, Number], *, inside: bool
) -> dict[str, Cells]:
    made = _rows({WHOLE: total, **rows}, rows, RANKED, inside=inside)
    return {row: made[row] for row in rows}


def _less(whole: Number, parts: Iterable[Number]) -> int:
    return int(whole or 0) - sum(int(part or 0) for part in parts)


def _topics(tx: Transaction, wanted: Wanted) -> list[tuple[str, Cell]]:
    counted = _counted(tx, wanted, wanted.period, date.min, "topic") or Counter()
    found: Counter[str] = Counter()
    for (_step, _unit, topic), times in counted.items():
        found[topic] += times
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST_TOPICS]
    seen = shown(dict(ranked), inside=wanted.inside)
    return [(topic, seen[topic]) for topic, _times in ranked]


def _trend(
    tx: Transaction, wanted: Wanted, began: date | None, total: Mapping[str, Number], today: date
) -> list[tuple[Period, Cells]]:
    """Each part of the period that has begun and of which something is known."""
    parts = [_within(one, wanted.period) for one in wanted.period.parts]
    known_parts = [one for one in parts if one.first <= today and began is not None and one.last >= began]
    if known_parts and known_parts[0].kind is PeriodKind.DAY:
        of = _of_days(tx, wanted)
        rows = {one.name: values(of[one.first], None) for one in known_parts}
    else:
        rows = {one.name: _whole(_counted(tx, wanted, one, began, ""), one, wanted) for one in known_parts}
    made = _partition(rows, total, inside=wanted.inside)
    return [(one, made[one.name]) for one in known_parts]


def _within(part: Period, period: Period) -> Period:
    """The part without what lies outside the period."""
    first, last = max(part.first, period.first), min(part.last, period.last)
    return part if (first, last) == (part.first, part.last) else between(first, last, part.closing)


def _of_days(tx: Transaction, wanted: Wanted) -> dict[date, Counter[Step]]:
    unit, period = wanted.unit, wanted.period
    sources = (unit.source,) if unit.source else ()
    units = () if unit.source else unit.communes
    found = {one.first: Counter[Step]() for one in period.parts}
    for (day, step), times in months.daily(tx, period.first, period.last, Asked("", STEPS, units, sources)).items():
        found[day][Step(step)] += times
    return found
