"""Reads a table from an Excel file; every mistake is told with its cell: "B7: …".

Slow enough to belong in a thread, outside any transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from bot.domain.errors import Trouble
from bot.domain.text import fold, nfc
from bot.reports.packed import fits
from bot.reports.sheets import MOST_BYTES, CellMistake, SheetCell, SheetColumn, SheetRows
from bot.search.text.foreign import clean

MOST_ROWS, MOST_COLUMNS = 5_000, 64
# The last row that Excel itself knows.
LAST_ROW = 2**20
WRONG = "Tệp này không phải là bảng Excel (.xlsx) nguyên vẹn."


def read_sheet(body: bytes, columns: Sequence[SheetColumn]) -> SheetRows:
    """The first sheet, its headings in the first row in any order; empty rows are skipped.

    Raises Trouble for what is no Excel file, or far too large.
    """
    lines = _lines(body)
    headings = next(lines, (1, ()))[1]
    places, mistakes = _places(headings, columns)
    rows: list[dict[str, SheetCell]] = []
    for number, values in lines:
        if number > LAST_ROW:
            raise Trouble(WRONG)
        if not any(values):
            continue
        texts = [_text(value) for value in values]
        if not any(texts):
            continue
        if len(rows) >= MOST_ROWS:
            mistakes.append(CellMistake(f"A{number}", f"bảng dài quá {MOST_ROWS} dòng"))
            break
        found = {
            name: SheetCell(f"{get_column_letter(place + 1)}{number}", texts[place] if place < len(texts) else "")
            for name, place in places.items()
        }
        mistakes += [
            CellMistake(found[column.name].at, f"thiếu “{column.name}”")
            for column in columns
            if column.needed and column.name in found and not found[column.name].text
        ]
        rows.append(found)
    if not rows and not mistakes:
        mistakes.append(CellMistake("A2", "bảng chưa có dòng nào"))
    return SheetRows(tuple(rows), tuple(mistakes))


def _lines(body: bytes) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows with their numbers, as values: of a formula, what it came to when it was saved."""
    if len(body) > MOST_BYTES:
        raise Trouble(f"Tệp Excel lớn quá {MOST_BYTES // 1024 // 1024} MB.")
    try:
        if not fits(body):
            raise Trouble(WRONG)
        page = load_workbook(BytesIO(body), read_only=True, data_only=True).worksheets[0]
        # How large it says it is may be wrong: rows would be left out, or a million empty ones read.
        page.reset_dimensions()
        yield from enumerate(page.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1)
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, SyntaxError, OSError) as error:
        raise Trouble(WRONG) from error


def _places(headings: Sequence[object], columns: Sequence[SheetColumn]) -> tuple[dict[str, int], list[CellMistake]]:
    places: dict[str, int] = {}
    mistakes = []
    for place, heading in enumerate(map(_text, headings)):
        at = f"{get_column_letter(place + 1)}1"
        column = next((one for one in columns if fold(heading) in one.headings), None)
        if column is not None and column.name in places:
            mistakes.append(CellMistake(at, f"có hai cột “{column.name}”"))
        elif column is not None:
            places[column.name] = place
        elif heading:
            names = ", ".join(one.name for one in columns)
            mistakes.append(CellMistake(at, f"không có cột nào tên “{heading}” (các cột: {names})"))
    mistakes += [
        CellMistake("A1", f"thiếu cột “{one.name}”") for one in columns if one.needed and one.name not in places
    ]
    return places, mistakes


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return f"{value:%d/%m/%Y}"
    return nfc(clean(str(value)))
