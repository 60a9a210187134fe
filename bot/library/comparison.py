"""What changes from one day to another, or with a draft.

Figures, three sample people, every rendered answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.law.figures.figures import Figure, FigureReading, Figures, FigureValue
from bot.library.answers.answers import TopicAnswer
from bot.library.library import Library
from bot.library.sample_people import PEOPLE, told
from bot.words import FIRST, Dong, Percent, Words, _, in_language, lines, verbatim

A_DAY = timedelta(days=1)
NOWHERE = FigureReading(None)


@dataclass(frozen=True)
class Change:
    """Something named, on the first day and on the other; the same where nothing changes."""

    label: Words
    before: Words
    after: Words


@dataclass(frozen=True)
class ChangedAnswer:
    """An answer that reads otherwise: only the lines that the other day does not have."""

    id: str
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """All that differs between the days, and the sample people whole."""

    figures: tuple[Change, ...]
    people: tuple[tuple[Words, tuple[Change, ...]], ...]
    answers: tuple[ChangedAnswer, ...]


def compare(library: Library, before: date, after: date, drafted: Library | None = None) -> Comparison:
    """What citizens are told on one day and on another, by `library` or a draft of it."""
    held, other = library.figures, (drafted or library).figures
    names = [*other.by_name, *(name for name in held.by_name if name not in other.by_name)]
    changed = [_figure(held.by_name.get(name), other.by_name.get(name), before, after) for name in names]
    people = [
        (who, tuple(Change(label, told(reckons, held, before), told(reckons, other, after)) for label, reckons in rows))
        for who, rows in PEOPLE
    ]
    return Comparison(
        tuple(change for change in changed if change.before != change.after),
        tuple(people),
        tuple(_answers(library, before, drafted or library, after)),
    )


def effect(library: Library, drafted: Library, today: date) -> tuple[date, Comparison]:
    """What a draft changes on the first day from today on that any figure differs.

    That day, without and with the draft.
    """
    day = _first_difference(library.figures, drafted.figures, today)
    return day, compare(library, day, day, drafted)


def _first_difference(held: Figures, drafted: Figures, today: date) -> date:
    both = [figures.by_name for figures in (held, drafted)]
    values = [value for by_name in both for figure in by_name.values() for value in figure.values]
    turns = {value.since for value in values} | {value.until + A_DAY for value in values if value.until}
    for day in sorted({today, *(turn for turn in turns if turn > today)}):
        if any(_on(both[0].get(name), day) != _on(both[1].get(name), day) for name in both[0].keys() | both[1].keys()):
            return day
    return today


def _on(figure: Figure | None, day: date) -> tuple[object, ...]:
    reading = figure.on(day) if figure else None
    return (reading.value, reading.announced) if reading else ()


def _figure(held: Figure | None, other: Figure | None, before: date, after: date) -> Change:
    named = other or held
    label = _("{title} ({name})", title=named.title, name=named.name) if named else verbatim("")
    one, two = (held.on(before) if held else NOWHERE), (other.on(after) if other else NOWHERE)
    unit = named.unit if named else ""
    return Change(label, _standing(one, two, unit), _standing(two, one, unit))


def _standing(reading: FigureReading, beside: FigureReading, unit: str) -> Words:
    """What is known, a table by the years in which the other one has another number."""
    held = _value(reading.value, beside.value, unit) if reading.value else _("no value")
    if reading.announced is None:
        return held
    announced = _value(reading.announced, beside.announced or beside.value, unit)
    return _("{held}; announced: {announced}", held=held, announced=announced)


def _value(value: FigureValue, beside: FigureValue | None, unit: str) -> Words:
    content = value.value
    if isinstance(content, Mapping):
        return _table(content, beside.value if beside and isinstance(beside.value, Mapping) else {})
    if isinstance(content, str | tuple):
        return verbatim(content if isinstance(content, str) else "; ".join(map(str, content)))
    spoken = {"dong": Dong, "percent": Percent}.get(unit)
    return _("{amount}", amount=spoken(content) if spoken else content)


def _table(table: Mapping[int, Decimal], beside: Mapping[int, Decimal]) -> Words:
    told = _("table of {first} to {last}", first=str(min(table)), last=str(max(table)))
    other = [year for year in table if beside and beside.get(year) != table[year]]
    rows = [_("{year}: {number}", year=str(year), number=table[year]) for year in other]
    return lines(told, *rows)


def _answers(held: Library, before: date, drafted: Library, after: date) -> Iterator[ChangedAnswer]:
    for id_ in dict.fromkeys((*held.answers, *drafted.answers)):
        one, two = held.answers.get(id_), drafted.answers.get(id_)
        earlier = _lines(one, held.figures, before) if one else []
        later = _lines(two, drafted.figures, after) if two else []
        gone = tuple(line for line in earlier if line not in later)
        new = tuple(line for line in later if line not in earlier)
        if (gone or new) and (answer := two or one):
            yield ChangedAnswer(id_, in_language(FIRST, answer.title), gone, new)


def _lines(answer: TopicAnswer, figures: Figures, day: date) -> list[str]:
    shown = answer.show(FIRST, day, figures)
    return [line for line in f"{shown.text}\n{shown.more}".splitlines() if line.strip()]
