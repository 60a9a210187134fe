"""The charts of a unit's numbers, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.domain.reports.cells import Cell
from bot.domain.reports.measures import MEASURES
from bot.domain.reports.periods import Period, PeriodKind
from bot.reports.charts.order import Chart, Series
from bot.reports.results.figures import Cells, Figures
from bot.reports.results.wording import said
from bot.words import Language, Words, _

TREND = ("asked", "requests", "joined")
MOST_BARS = 20
TITLES: Mapping[str, Words] = {
    "funnel": _("From arriving to joining"),
    "trend": _("Questions, requests and joining over time"),
    "communes": _("Communes compared"),
    "sources": _("Where people came from"),
}


@dataclass(frozen=True)
class Spoken:
    """In which language, and what communes, sources and channels are called there."""

    language: Language
    commune: Callable[[str], str]
    source: Callable[[str], str]
    channel: Callable[[str], str]


def charts(found: Figures, by: str, spoken: Spoken) -> dict[str, Chart]:
    """Every chart that has something to show, by its name; `by` is the measure that is compared."""
    made = {
        "funnel": _bars("funnel", [(_title(name, spoken), name, found.now[name]) for name in found.columns], spoken),
        "communes": _compared("communes", found.communes, by, spoken.commune, spoken),
        "sources": _compared("sources", found.sources, by, spoken.source, spoken),
    }
    if len(found.trend) > 1:
        made["trend"] = _trend(found, spoken)
    return {name: chart for name, chart in made.items() if len(chart.labels) > 1 and _something(chart)}


def _something(chart: Chart) -> bool:
    """Whether there is a number to draw: not where all of them are hidden, or none."""
    return any(value for one in chart.series for value in one.values)


def ranked(rows: Mapping[str, Cells], by: str) -> list[tuple[str, Cells]]:
    """The rows with most first; what is hidden or not known comes last, by name."""
    return sorted(rows.items(), key=lambda row: (-(row[1][by].number or 0), row[0]))


def empty(rows: Mapping[str, Cells]) -> list[str]:
    """The rows of which nothing at all was counted."""
    return [row for row, cells in rows.items() if all(cell.number == 0 for cell in cells.values())]


def label(part: Period) -> str:
    """A part of a period, as short as an axis has room for."""
    if part.kind is PeriodKind.MONTH:
        return f"{part.number}/{part.year}"
    return f"{part.first:%d/%m}"


def _title(name: str, spoken: Spoken) -> str:
    return spoken.language.say(MEASURES[name].title)


def _bars(which: str, rows: list[tuple[str, str, Cell]], spoken: Spoken) -> Chart:
    written = tuple(spoken.language.say(said(name, cell)) for _label, name, cell in rows)
    values = tuple(None if cell.number is None else float(cell.number) for _label, _name, cell in rows)
    labels = tuple(label for label, _name, _cell in rows)
    return Chart("bars", spoken.language.say(TITLES[which]), labels, (Series("", values, written),))


def _compared(which: str, rows: Mapping[str, Cells], by: str, named: Callable[[str], str], spoken: Spoken) -> Chart:
    if any(by not in cells for cells in rows.values()):
        by = next(iter(next(iter(rows.values()))))
    some = [(row, cells) for row, cells in ranked(rows, by) if cells[by].number != 0][:MOST_BARS]
    return _bars(which, [(named(row), by, cells[by]) for row, cells in some], spoken)


def _trend(found: Figures, spoken: Spoken) -> Chart:
    lines = TREND if TREND[0] in found.columns else found.columns
    series = tuple(
        Series(
            _title(name, spoken),
            tuple(None if (n := cells[name].number) is None else float(n) for _part, cells in found.trend),
        )
        for name in lines
    )
    return Chart("lines", spoken.language.say(TITLES["trend"]), tuple(label(one) for one, _c in found.trend), series)
