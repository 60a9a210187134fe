"""Rows of measures as they may be shown: small counts hidden, and what would give them away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from bot.domain.reports.cells import Cell, Total, known, shown
from bot.domain.reports.measures import MEASURES, TOTALS, Number

Cells: TypeAlias = "dict[str, Cell]"
"""Each measure as it may be shown."""
OWN_TOTALS = TOTALS[:1]
WHOLE = ""
"""The row of the unit itself."""


def cells(numbers: Mapping[str, Number], *, inside: bool) -> Cells:
    """Each measure as it may be shown; a share never gives away what it is made of."""
    return rows({WHOLE: numbers}, (), tuple(MEASURES), inside=inside, totals=TOTALS)[WHOLE]


def partition(
    made: Mapping[str, Mapping[str, Number]], total: Mapping[str, Number], measures: Sequence[str], *, inside: bool
) -> dict[str, Cells]:
    """Rows that add up to the total."""
    found = rows({WHOLE: total, **made}, made, measures, inside=inside)
    return {row: found[row] for row in made}


def rows(
    numbers: Mapping[str, Mapping[str, Number]],
    parts: Iterable[str],
    measures: Sequence[str],
    *,
    inside: bool,
    totals: Sequence[Total[str]] = OWN_TOTALS,
) -> dict[str, Cells]:
    """Rows as they may be shown, of which these parts add up to the row WHOLE."""
    counts = {
        (row, name): _count(own.get(name))
        for row, own in numbers.items()
        for name in measures
        if MEASURES[name].personal and not (MEASURES[name].of or MEASURES[name].waited)
    }
    across = [Total((row, one.whole), tuple((row, part) for part in one.parts)) for row in numbers for one in totals]
    listed = tuple(parts)
    down = [Total((WHOLE, name), tuple((row, name) for row in listed)) for name in measures] if listed else []
    found = shown(counts, [*across, *down], inside=inside)
    return {row: _with_shares(row, own, found, measures) for row, own in numbers.items()}


def _with_shares(
    row: str, numbers: Mapping[str, Number], found: Mapping[tuple[str, str], Cell], measures: Sequence[str]
) -> Cells:
    made: Cells = {}
    for name in measures:
        one = MEASURES[name]
        made_of = one.of or (("joined",) if one.official == "gap" else ())
        hidden = next((made[part] for part in made_of if not made[part].known), None)
        own = found.get((row, name))
        made[name] = hidden if hidden is not None else own or known(numbers.get(name))
    return made


def _count(number: Number) -> int | None:
    return None if number is None else int(number)
