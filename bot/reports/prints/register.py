"""Which prints hang somewhere with figures that are no longer those of the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from bot.domain.outreach.prints import Printed, PrintKind
from bot.law.figures.figures import FigureReading
from bot.library.library import Library, Poster
from bot.reports.prints.contents import figures_of


def printed_on(kind: PrintKind, posters: Iterable[Poster], library: Library, day: date) -> list[Printed]:
    """What the register is to hold of these prints."""
    in_force = library.figures.on(day)
    figures = {name: _written(in_force.reading(name)) for name in sorted(figures_of(kind, library))}
    return [Printed(one.code, kind, day, figures) for one in posters]


def outdated(prints: Iterable[Printed], library: Library, today: date) -> Iterator[tuple[Printed, tuple[str, ...]]]:
    """Those that want printing anew, each with the titles of the figures that have changed."""
    in_force, known = library.figures.on(today), library.figures.by_name
    for one in prints:
        changed = tuple(
            known[name].title if name in known else name
            for name, was in one.figures.items()
            if name not in known or _written(in_force.reading(name)) != was
        )
        if changed:
            yield one, changed


def _written(reading: FigureReading) -> str:
    """What a print shows of a figure: the value in force, and one that is announced beside it."""
    return " | ".join(str(value.value) for value in (reading.value, reading.announced) if value)
