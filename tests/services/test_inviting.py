"""Who is to be invited, from an Excel file: headings found, mistakes told by cell."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from bot.domain.errors import Trouble
from bot.domain.people import Role
from bot.domain.places import Places
from bot.services.staff.inviting import read_invited
from tests.content import CONTENT, knowing
from tests.story import MONDAY

HEADINGS = ("Tên", "Việc", "Xã", "Kỹ năng", "Giữ nhiều nhất")


@pytest.fixture(scope="module")
def places() -> Places:
    return knowing(CONTENT, MONDAY.date()).knowledge.library.places


def book(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    made, body = Workbook(), BytesIO()
    assert made.active is not None
    for row in (headings, *rows):
        made.active.append(row)
    made.save(body)
    return body.getvalue()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("", "cán bộ xã", "Mỹ Long")], "A2: thiếu “Tên”"),
        ([("Minh", "giám đốc", "Mỹ Long")], "B2: không có việc nào tên “giám đốc”"),
        ([("Minh", "cán bộ xã", "Mỹ Long"), ("Hoa", "cán bộ xã", "Atlantis")], "C3: Không tìm thấy xã nào"),
        ([("Minh", "cán bộ xã", "Long Hòa")], "C2: “Long Hòa” có thể là nhiều xã"),
        ([("Minh", "nhân viên thu", None)], "C2: nhân viên thu cần ít nhất một xã"),
        ([("Minh", "quản trị", None, None, "nhiều")], "E2: “nhiều” không phải là số"),
        ([("Minh", "quản trị", None, None, 0)], "E2: “0” không phải là số"),
        (
            [("Minh", "cán bộ xã", "Mỹ Long"), (None,), ("minh", "cán bộ xã", "Xã Mỹ Long")],
            "A4: “minh” ở cùng xã đã có",
        ),
        ([], "A2: bảng chưa có dòng nào"),
    ],
)
def test_mistakes_are_told_by_cell(places: Places, rows: list[tuple[object, ...]], told: str) -> None:
    _invited, mistakes = read_invited(book(*rows), places)
    assert len(mistakes) == 1
    assert told in str(mistakes[0])


def test_headings_are_found_in_any_order_and_strange_ones_told(places: Places) -> None:
    invited, mistakes = read_invited(
        book(("Mỹ Long", "Minh", "cán bộ xã"), headings=("xã", "HỌ VÀ TÊN", "vai trò")), places
    )
    assert mistakes == []
    assert [(one.name, one.role, one.where) for one in invited] == [("Minh", Role.OFFICER, "Xã Mỹ Long")]
    _none, (strange,) = read_invited(book(("Minh", "quản trị", "1"), headings=("Tên", "Việc", "Lương")), places)
    assert "C1: không có cột nào tên “Lương”" in str(strange)
    _none, (lacks,) = read_invited(book(("Minh",), headings=("Tên",)), places)
    assert "A1: thiếu cột “Việc”" in str(lacks)
    _none, (twice,) = read_invited(book(("Minh", "quản trị", "An"), headings=("Tên", "Việc", "Họ tên")), places)
    assert "C1: có hai cột “Tên”" in str(twice)


def test_numbers_several_communes_and_strange_marks(places: Places) -> None:
    (one,), mistakes = read_invited(
        book(("Mi\u200bnh", "cán bộ xã", "29419; Phường Trà Vinh", "khmer, tiếng anh", 5.0)), places
    )
    assert mistakes == []
    assert (one.name, set(one.communes), one.skills, one.capacity) == (
        "Minh",
        {"29419", "29242"},
        ("khmer", "tiếng-anh"),
        5,
    )


@pytest.mark.parametrize("body", [b"", b"Ten,Viec\n", b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0 an old .xls"])
def test_what_is_no_excel_file_is_told_in_a_sentence(places: Places, body: bytes) -> None:
    with pytest.raises(Trouble, match="không phải là bảng Excel"):
        read_invited(body, places)
