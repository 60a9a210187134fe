"""Word documents: filled in whole, and an editor's slip told with its field and paragraph."""

from __future__ import annotations

import shutil
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from PIL import Image

from bot.domain.documents import OFFICIAL
from bot.domain.errors import Trouble
from bot.reports.documents import order
from bot.reports.documents.order import as_pdf, filled
from bot.reports.documents.template import fill, mistakes
from tests.content import CONTENT

TEMPLATE = (CONTENT / "documents" / "van-ban.docx").read_bytes()
VALUES: dict[str, object] = {
    "co_quan_chu_quan": "BHXH tỉnh Vĩnh Long",
    "co_quan": "BHXH cơ sở Mỹ Long",
    "so": "12",
    "ky_hieu": "BB-BHXH",
    "dia_danh": "Mỹ Long",
    "ngay": "2027-01-05",
    "loai": "Biên bản",
    "trich_yeu": "Hội nghị tư vấn & đối thoại",
    "noi_dung": ["Có 42 người dự, <17> phụ nữ.", "Bà con hỏi về lương hưu."],
    "noi_nhan": ["BHXH tỉnh", "UBND xã Mỹ Long"],
    "chuc_vu": "Giám đốc",
    "nguoi_ky": "Nguyễn Văn An",
}


def template(*paragraphs: str) -> bytes:
    document, target = Document(), BytesIO()
    for text in paragraphs:
        # Word cuts what one types into runs wherever it likes, also in the middle of a name.
        written = document.add_paragraph()
        for cut in (text[: len(text) // 2], text[len(text) // 2 :]):
            written.add_run(cut)
    document.save(target)
    return target.getvalue()


def said(document: bytes) -> list[str]:
    read = Document(BytesIO(document))
    cells = [cell for table in read.tables for row in table.rows for cell in row.cells]
    return [one.text for part in (read, *cells) for one in part.paragraphs if one.text.strip()]


def test_a_document_is_filled_in_by_a_process_of_its_own() -> None:
    made = said(filled(TEMPLATE, VALUES))
    for line in (
        "BHXH TỈNH VĨNH LONG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/BB-BHXH",
        "Mỹ Long, ngày 05 tháng 01 năm 2027",
        "BIÊN BẢN",
        "Hội nghị tư vấn & đối thoại",
        "Có 42 người dự, <17> phụ nữ.",
        "Bà con hỏi về lương hưu.",
        "- UBND xã Mỹ Long;",
        "GIÁM ĐỐC",
        "Nguyễn Văn An",
    ):
        assert line in made
    assert not [line for line in made if "{" in line]


def test_the_sheet_is_laid_out_as_the_decree_wants() -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins of 20–25, 30–35 and 15–20 mm, Times New Roman of 13–14."""
    read = Document(BytesIO(TEMPLATE))
    (sheet,) = read.sections
    assert (round(sheet.page_width.mm), round(sheet.page_height.mm)) == (210, 297)
    assert 20 <= round(sheet.top_margin.mm) <= 25
    assert 30 <= round(sheet.left_margin.mm) <= 35
    assert 15 <= round(sheet.right_margin.mm) <= 20
    assert (read.styles["Normal"].font.name, read.styles["Normal"].font.size.pt) == ("Times New Roman", 14)


def test_the_template_that_comes_along_asks_for_what_there_is() -> None:
    assert mistakes(TEMPLATE, OFFICIAL) == []
    assert set(VALUES) == set(OFFICIAL)


def test_a_field_that_there_is_not_is_told_with_its_paragraph_and_the_right_name() -> None:
    wrong = template("Kính gửi Ủy ban", "", "Hôm nay, {{ ngya }}, tại {{ dia_danh }}")
    told = "Đoạn 2 (“Hôm nay, {{ ngya }}, tại {{ dia_danh }}”): không có mục “ngya”. Có phải ý là “ngay” không?"
    assert mistakes(wrong, OFFICIAL) == [told]
    with pytest.raises(Trouble) as refused:
        filled(wrong, VALUES)
    assert str(refused.value) == told


def test_a_field_of_a_row_is_told_too() -> None:
    rows = template("{%p for hang in bang %}", "{{ hang.xa }}: {{ hang.nguoii }}", "{%p endfor %}")
    with pytest.raises(Trouble, match=r"Đoạn 2 .*: không có mục “nguoii”"):
        fill(rows, {"bang": [{"xa": "Mỹ Long", "nguoi": 42}]})


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{{ ngay| }}", "Đoạn 2 (“{{ ngay| }}”): dấu {{ … }} viết chưa đúng."),
        ("{{ ngay", "Đoạn 2 (“{{ ngay”): dấu {{ … }} viết chưa đúng."),
        ("{%p for doan in noi_dung %}", "Một đoạn {% for … %} hay {% if … %} mở mà không đóng"),
    ],
)
def test_a_slip_of_the_pen_is_told_where_it_is(wrong: str, told: str) -> None:
    (found,) = mistakes(template("Kính gửi", wrong, "Trân trọng"), OFFICIAL)
    assert found.startswith(told)


@pytest.mark.parametrize("data", [b"", b"Xin ch\xc3\xa0o", b"PK\x03\x04", TEMPLATE[:2000]])
def test_what_is_no_word_file_is_told_in_a_sentence(data: bytes) -> None:
    assert mistakes(data, OFFICIAL) == ["Tệp này không phải là tệp Word (.docx), hoặc đã hỏng."]


def test_a_template_reaches_nothing_of_the_program() -> None:
    with pytest.raises(Trouble):
        fill(template("{{ ''.__class__.__mro__ }}"), {})


def test_numbers_days_and_pictures_are_written_the_vietnamese_way() -> None:
    target = BytesIO()
    Image.new("RGB", (8, 4), "green").save(target, "PNG")
    chart = {"picture": b64encode(target.getvalue()).decode(), "width": 80}
    made = fill(
        template("{{ tong|so }} người, {{ on|ngay }}", "{{ hinh }}"), {"tong": 12345, "on": "2026-11-30", "hinh": chart}
    )
    assert said(made) == ["12.345 người, ngày 30 tháng 11 năm 2026"]
    (shape,) = Document(BytesIO(made)).inline_shapes
    assert shape.width == Mm(80)


def test_without_libreoffice_there_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order.shutil, "which", lambda _name: None)
    with pytest.raises(Trouble, match="Máy này chưa có LibreOffice"):
        as_pdf(fill(TEMPLATE, VALUES))


@pytest.mark.skipif(not any(map(shutil.which, order.NAMES)), reason="no LibreOffice on this machine")
def test_libreoffice_makes_the_pdf() -> None:
    assert as_pdf(fill(TEMPLATE, VALUES)).startswith(b"%PDF")


def test_a_libreoffice_that_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = tmp_path / "soffice"
    silent.write_text("#!/bin/sh\nexit 0\n")
    silent.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble, match="LibreOffice không làm được PDF"):
        as_pdf(fill(TEMPLATE, VALUES))
