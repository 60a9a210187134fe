"""Figures and ways of asking in Excel: written out, read back with mistakes by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from bot.library.editing.form import Files, Form, written
from bot.library.editing.places import by_field
from bot.library.editing.registry import communes, form_of
from bot.library.editing.typed import number_of, number_shown
from bot.library.library import Library
from bot.library.reading.mistakes import Mistake, did_you_mean
from bot.library.reading.slips import meant_day
from bot.reports.sheets import CellMistake, SheetCell, SheetColumn, SheetRows
from bot.words import FIRST

Table: TypeAlias = Literal["figures", "asks"]
YES = "có"
FIGURES = (
    SheetColumn("Tên", ("ten con so",), needed=True),
    SheetColumn("Là gì"),
    SheetColumn("Giá trị", needed=True),
    SheetColumn("Từ ngày", needed=True),
    SheetColumn("Đến ngày"),
    SheetColumn("Căn cứ", needed=True),
    SheetColumn("Đã đọc ở đâu"),
    SheetColumn("Đã xác nhận"),
    SheetColumn("Thông lệ"),
)
ASKS = (SheetColumn("Mã", needed=True), SheetColumn("Câu hỏi"), SheetColumn("Cách hỏi", needed=True))
COLUMNS: Mapping[Table, Sequence[SheetColumn]] = {"figures": FIGURES, "asks": ASKS}
_FIELDS = {"value": "Giá trị", "from": "Từ ngày", "to": "Đến ngày", "basis": "Căn cứ", "source": "Đã đọc ở đâu"}
_FLAGS = {"confirmed": "Đã xác nhận", "practice": "Thông lệ"}


@dataclass
class SheetChange:
    """What a table makes of the files; `cells`: where the table has each field of a form."""

    files: Files
    mistakes: list[CellMistake] = field(default_factory=list)
    forms: dict[str, Form] = field(default_factory=dict)
    cells: dict[tuple[str, str], str] = field(default_factory=dict)

    def told(self, mistakes: Sequence[Mistake]) -> list[CellMistake]:
        """The checker's mistakes at their cells."""
        told = []
        for mistake in mistakes:
            for thing, form in self.forms.items():
                places = [key for key in by_field(form, self.files, [mistake]) if key]
                if places:
                    at = self.cells.get((thing, places[0]), self.cells[thing, ""])
                    told.append(CellMistake(at, mistake.message))
                    break
            else:
                told.append(CellMistake("A1", str(mistake)))
        return told


def rows_of(library: Library, table: Table) -> list[list[object]]:
    """The table as it is now."""
    return list(_asks(library) if table == "asks" else _values(library))


def _asks(library: Library) -> Iterator[list[object]]:
    for topic in library.topics.values():
        for one in (library.answers[id_] for id_ in topic.answers):
            for ask in one.asks:
                yield [one.id, one.title[FIRST], ask]


def _values(library: Library) -> Iterator[list[object]]:
    """Every dated value but those of tables, which do not fit into a cell."""
    for figure in library.figures.by_name.values():
        for one in figure.values if figure.unit != "table" else ():
            value: object = one.value
            if isinstance(value, Decimal):
                whole = figure.unit != "percent" and value == value.to_integral_value()
                value = int(value) if whole else number_shown(str(value), figure.unit)
            flags = [YES if flag else "" for flag in (one.confirmed, one.practice)]
            yield [figure.name, figure.title, value, one.since, one.until, one.basis, one.source, *flags]


def read(table: Table, sheet: SheetRows, library: Library, files: Files) -> SheetChange:
    """What the table changes; what is not in it stays."""
    change = SheetChange(files, list(sheet.mistakes))
    if sheet.mistakes:
        return change
    name = "Mã" if table == "asks" else "Tên"
    known = library.answers if table == "asks" else library.figures.by_name
    by_thing: dict[str, list[dict[str, SheetCell]]] = {}
    for row in sheet.rows:
        cell = row[name]
        if cell.text not in known:
            change.mistakes.append(CellMistake(cell.at, f"không có “{cell.text}”.{did_you_mean(cell.text, known)}"))
        else:
            by_thing.setdefault(cell.text, []).append(row)
    for thing, rows in by_thing.items():
        if table == "asks":
            _read_asks(change, library, thing, rows)
        else:
            _read_values(change, library, thing, rows)
    return change


def _read_asks(change: SheetChange, library: Library, answer: str, rows: list[dict[str, SheetCell]]) -> None:
    asks = [row["Cách hỏi"].text for row in rows]
    change.cells[answer, ""] = rows[0]["Cách hỏi"].at
    if tuple(asks) != library.answers[answer].asks:
        _fill(change, library, "answer", answer, {"asks": "\n".join(asks)})


def _read_values(change: SheetChange, library: Library, figure: str, rows: list[dict[str, SheetCell]]) -> None:
    for row in sorted(rows, key=lambda row: _day(row["Từ ngày"].text)):
        form = form_of(library, change.files, "figure", figure)
        assert form is not None
        since = _day(row["Từ ngày"].text)
        keys = [part.key for part in form.parts if part.key != "general"]
        key = next((one for one in keys if form.values.get(f"{one}.from") == since), keys[-1])
        filled = _filled(row, key, form, library.figures.by_name[figure].unit)
        change.cells[figure, ""] = row["Tên"].at
        for name, column in (_FIELDS | _FLAGS).items():
            if column in row:
                change.cells[figure, f"{key}.{name}"] = row[column].at
        change.cells[figure, key] = row["Từ ngày"].at
        _fill(change, library, "figure", figure, filled)


def _filled(row: Mapping[str, SheetCell], key: str, form: Form, unit: str) -> dict[str, str]:
    """The fields of one value as the table has them; what says the same is left as it is."""
    held, filled = form.values, {}
    for name, column in _FIELDS.items():
        text = row[column].text if column in row else held.get(f"{key}.{name}", "")
        text = _day(text) if name in {"from", "to"} else text
        same = name == "value" and number_of(text, unit) == number_of(held.get(f"{key}.value", ""), unit)
        filled[f"{key}.{name}"] = held[f"{key}.value"] if same and unit != "text" else text
    for name, column in _FLAGS.items():
        if column in row:
            yes = row[column].text.strip().casefold() in {YES, "x", "true", "1"}
            no = "false" if name == "confirmed" or held.get(f"{key}.{name}") else ""
            filled[f"{key}.{name}"] = "true" if yes else no
    return filled


def _fill(change: SheetChange, library: Library, kind: str, thing: str, filled: Mapping[str, str]) -> None:
    form = form_of(library, change.files, kind, thing)
    assert form is not None
    change.files = written(form, change.files, form.values | dict(filled), communes(library), {})
    again = form_of(library, change.files, kind, thing)
    assert again is not None
    change.forms[thing] = again


def _day(text: str) -> str:
    """ "01/07/2027" and "2027-07-01" as the latter; anything else as it is."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return meant_day(text) or text
