"""A figure of the law: its name, and each value with its days, basis and source."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from bot.law.figures.figures import UNITS
from bot.library.editing.form import Field, Files, Form, Look, Part, at, data_of
from bot.library.reading.slips import meant_day
from bot.words import Words, _, verbatim

LASTING = _("Empty: until it is changed")
OTHERS = "figures/khac.yaml"
UNIT_NAMES: dict[str, Words] = {
    "dong": verbatim("đồng"),
    "percent": _("a share (22 %)"),
    "months": _("months"),
    "years": _("years"),
    "days": _("days"),
    "count": _("a count, times"),
    "text": _("a text, such as a phone number"),
    "table": _("a table by years, or a list"),
}


def file_of(files: Files, name: str) -> str:
    """Where a figure is written; a new one goes to a file of its own kind."""
    paths = [path for path in sorted(files) if path.startswith("figures/")]
    return next((path for path in paths if at(data_of(files, path), (name,)) is not None), OTHERS)


def form_of(files: Files, name: str) -> Form:
    """The form of one figure; the values that are there, and room for one more."""
    file = file_of(files, name)
    known = at(data_of(files, file), (name,))
    unit = str(at(known, ("unit",)) or "")
    general = [Field("name", _("What it is"), file, (name, "name"), needed=True)]
    units = tuple((code, UNIT_NAMES[code]) for code in UNITS)
    general.append(Field("unit", _("Unit"), file, (name, "unit"), "choice", needed=True, choices=units))
    values = at(known, ("values",))
    count = len(values) if isinstance(values, list) else 0
    parts = [Part("general", None, tuple(general), file, (name,))]
    parts += [_value(files, file, name, number, unit, count) for number in range(count + 1)]
    return Form("figure", name, tuple(parts), lambda filled: _closed(filled, count))


def _value(files: Files, file: str, name: str, number: int, unit: str, count: int) -> Part:
    path, key, new = (name, "values", number), f"v{number}", number == count
    value = at(data_of(files, file), (*path, "value"))
    looks: dict[str, Look] = {"table": "table" if isinstance(value, dict) else "lines", "text": "line"}
    look = looks.get(unit, "number")
    fields = (
        Field(f"{key}.value", _("Value"), file, (*path, "value"), look, True, _hint(unit), unit=unit),
        Field(f"{key}.from", _("From the day"), file, (*path, "from"), "day", True),
        Field(
            f"{key}.to",
            _("Until the day (that day included)"),
            file,
            (*path, "to"),
            "day",
            hint=LASTING,
        ),
        Field(f"{key}.basis", _("Legal basis: document, article, clause"), file, (*path, "basis"), "line", True),
        Field(f"{key}.source", _("Read where"), file, (*path, "source")),
        Field(f"{key}.confirmed", _("I have read the document itself"), file, (*path, "confirmed"), "flag", True),
        Field(f"{key}.practice", _("Practice, not the wording of the law"), file, (*path, "practice"), "flag"),
    )
    since = at(data_of(files, file), (*path, "from"))
    title = _("A new value") if new else _("From {day}", day=_spoken(str(since)))
    return Part(key, title, fields, file, path, extra=new, folded=number < count - 1, removable=not new)


def _hint(unit: str) -> Words | None:
    hints = {"dong": _("For example 2.530.000"), "percent": _("For example 22 %")}
    return hints.get(unit, _("Each line: year: number") if unit == "table" else None)


def _closed(filled: dict[str, str], count: int) -> dict[str, str]:
    """The value before a new one ends on the day before it begins."""
    since, last = filled.get(f"v{count}.from", ""), f"v{count - 1}.to"
    since = meant_day(since) or since
    if count and filled.get(f"v{count - 1}.from", "") < since and not filled.get(last):
        with suppress(ValueError):
            filled[last] = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
    return filled


def _spoken(day: str) -> str:
    try:
        return f"{date.fromisoformat(day):%d/%m/%Y}"
    except ValueError:
        return day
