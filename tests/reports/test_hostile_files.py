"""Files of Office that would fill the memory, never end, or leave rows out are refused, or read as they are."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from bot.domain.errors import Trouble
from bot.reports import excel_reading
from bot.reports.documents.order import filled
from bot.reports.documents.template import NO_WORD_FILE, TOO_LARGE, fill, mistakes
from bot.reports.excel_reading import LAST_ROW, read_sheet
from bot.reports.packed import MOST_UNPACKED
from bot.reports.sheets import SheetColumn, SheetRows
from tests.reports.test_documents import template

SHEET, BODY = "xl/worksheets/sheet1.xml", "word/document.xml"


def book(*rows: tuple[object, ...]) -> bytes:
    made, body = Workbook(), BytesIO()
    assert made.active is not None
    for row in (("Tên",), *rows):
        made.active.append(row)
    made.save(body)
    return body.getvalue()


def changed(file: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The packed file with one of its parts written otherwise."""
    made = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


def names(file: bytes) -> SheetRows:
    return read_sheet(file, [SheetColumn("Tên", needed=True)])


def test_a_table_that_says_it_is_huge_is_read_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    real = excel_reading._text
    monkeypatch.setattr(excel_reading, "_text", lambda value: (read.append(value), real(value))[1])
    huge = changed(
        book(("Minh",)),
        SHEET,
        lambda sheet: (
            sheet.replace(b"A1:A2", b"A1:XFD3000")
            .replace(b'<row r="2"', b'<row r="3000"')
            .replace(b'r="A2"', b'r="A3000"')
        ),
    )
    (row,) = names(huge).rows
    assert (row["Tên"].at, row["Tên"].text) == ("A3000", "Minh")
    assert len(read) < 300


def test_a_table_that_says_it_is_small_loses_no_row() -> None:
    small = changed(book(("Minh",), ("Hoa",)), SHEET, lambda sheet: sheet.replace(b"A1:A3", b"A1:A2"))
    assert [row["Tên"].text for row in names(small).rows] == ["Minh", "Hoa"]


def test_a_row_that_no_table_has_is_refused() -> None:
    far = str(LAST_ROW + 1).encode()
    beyond = changed(
        book(("Minh",)),
        SHEET,
        lambda sheet: sheet.replace(b'<row r="2"', b'<row r="%b"' % far).replace(b'r="A2"', b'r="A%b"' % far),
    )
    with pytest.raises(Trouble, match="Tệp này không phải là bảng Excel"):
        names(beyond)


BOMB = b" " * (MOST_UNPACKED + 1)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet + BOMB,
        lambda sheet: ENTITIES + sheet.replace(b"<sheetData>", b"<sheetData>&a;"),
        lambda sheet: sheet[: len(sheet) // 2],
    ],
    ids=["too much", "a file of this machine", "half of it"],
)
def test_a_hostile_table_is_told_in_a_sentence(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Trouble, match="Tệp này không phải là bảng Excel"):
        names(changed(book(("Minh",)), SHEET, change))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda body: body + BOMB, TOO_LARGE),
        (lambda body: body[: len(body) // 2], NO_WORD_FILE),
        (lambda _body: b"<x/>", NO_WORD_FILE),
    ],
    ids=["too much", "half of it", "something else"],
)
def test_a_hostile_template_is_told_in_a_sentence(change: Callable[[bytes], bytes], told: str) -> None:
    assert mistakes(changed(template("{{ so }}"), BODY, change), ["so"]) == [told]


@pytest.mark.parametrize(
    "asks",
    [
        "{{ so.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ so|attr('__class__') }}",
        "{% include '/etc/passwd' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ 1 / 0 }}",
        "{{ so() }}",
        "{{ so|ngay }}",
    ],
)
def test_what_a_template_may_not_do_is_told_with_its_paragraph(asks: str) -> None:
    with pytest.raises(Trouble, match="viết chưa đúng"):
        fill(template(asks), {"so": "12"})


def test_a_file_of_this_machine_is_in_no_document() -> None:
    sly = changed(
        template("{{ so }}"), BODY, lambda body: ENTITIES + body[body.index(b"<w:document") :].replace(b"so", b"&a;")
    )
    try:
        made = fill(sly, {"so": "12"})
    except Trouble:
        return
    with ZipFile(BytesIO(made)) as parts:
        assert b"root:" not in parts.read(BODY)


def test_a_template_does_not_fill_the_memory_of_the_machine() -> None:
    with pytest.raises(Trouble, match="Cần nhiều bộ nhớ quá"):
        filled(template("{{ so * 3000000000 }}"), {"so": "12"})
