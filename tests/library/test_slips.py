"""What editors write in good faith: each slip is told once, where it is, with how it is written right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.library.reading.slips import lone_mark, meant_day, meant_number
from tests.library.conftest import CONTENT, Folder

PAGE, SHEET = "topics/paying/vi.md", "topics/paying/topic.yaml"
LAST = "- hoặc ra bưu điện"
RATES = "figures/contribution.yaml"
OFFICE = 'name: {{vi: "Bưu điện"}}\naddress: "ấp 1"\nhours: {{vi: "sáng"}}\nduty:\n{}'
ITEM = "Dòng liệt kê bắt đầu bằng gạch nối và một dấu cách"

#: What is written below the list of the first answer; it stands in line 11.
WRITTEN = {
    "<<<<<<< HEAD\nmột\n=======\nhai\n>>>>>>> khác": "11:1: Dấu “<<<<<<<” do hai bản sửa đụng nhau để lại.",
    "=======": "11:1: Dấu “=======” do hai bản sửa",
    "||||||| cũ": "11:1: Dấu “|||||||” do hai bản sửa",
    "| Hộ | Mức |\n| nghèo | một |": "11:1: Bảng này thiếu dòng gạch dưới dòng đầu. Thêm ngay dưới: |---|---|",
    "| Hộ | Mức | Tỷ lệ |": "11:1: Bảng này thiếu dòng gạch dưới dòng đầu. Thêm ngay dưới: |---|---|---|",
    "-Hộ nghèo": f"11:1: Thiếu dấu cách sau gạch nối. {ITEM}",
    "+Hộ nghèo": f"11:1: Thiếu dấu cách sau gạch nối. {ITEM}",
    "• Hộ nghèo": f"11:1: Không dùng dấu chấm tròn. {ITEM}",
    "  · Hộ nghèo": f"11:3: Không dùng dấu chấm tròn. {ITEM}",
    "– Hộ nghèo": f"11:1: Dòng này bắt đầu bằng gạch dài. {ITEM}",
    "1.Hộ nghèo": "11:1: Thiếu dấu cách sau số thứ tự. Viết: 1. Hộ nghèo",
    "##Câu hỏi?": "11:1: Thiếu dấu cách sau dấu #.",
    "Dạ <br> nhé": "11:4: Không dùng thẻ HTML",
    "<script src='https://a.vn/x.js'>": "11:1: Không dùng thẻ HTML",
    "Dạ <!-- giấu --> nhé": "11:4: Không dùng thẻ HTML",
    "[bấm](javascript:alert)": "11:7: Liên kết phải bắt đầu bằng https://",
    "[bấm](data:text/html,x)": "11:7: Liên kết phải bắt đầu bằng https://",
    "[bấm](trang.html)": "11:7: Liên kết phải bắt đầu bằng https://",
    "[bấm] (https://a.vn)": "11:6: Thừa dấu cách giữa ] và (",
    "![hình](https://a.vn/x.png)": "11:1: Câu trả lời không có hình được.",
    "Dạ **đậm mà không đóng": "11:4: Dấu ** này lẻ.",
    "Dạ {% endif %}": "11:1: Lỗi trong {{ … }} hoặc {% … %}: có {% endif %} mà không có {% if … %} nào đang mở",
    "Dạ {% endfor %}": "11:1: Lỗi trong {{ … }} hoặc {% … %}: có {% endfor %} mà không có {% for … %} nào",
    "{% if min_join_age %} x": "11:1: Lỗi trong {{ … }} hoặc {% … %}: {% if … %} này chưa đóng. Hãy thêm {% endif %}",
    "{% set x = 1 %}": "11:1: Lỗi trong {{ … }} hoặc {% … %}: không dùng {% set %}.",
    "{% chua %}": "11:1: Lỗi trong {{ … }} hoặc {% … %}: không có {% chua … %}.",
    "{% for a in [" + "1, " * 80 + "1] %}" + "x " * 1000 + "{% endfor %}": "6:1: Phần này hiện ra dài",
}


@pytest.mark.parametrize("written", WRITTEN, ids=lambda written: repr(written[:20]))
def test_what_a_chat_would_show_raw_is_told(folder: Folder, written: str) -> None:
    told = folder.change(PAGE, LAST, f"{LAST}\n\n{written}").mistakes()
    assert len(told) == 1, told
    assert told[0].startswith(f"{PAGE}:{WRITTEN[written]}")


@pytest.mark.parametrize(
    "written",
    [
        "| Hộ | Mức |\n|---|---|\n| nghèo | một |",
        "| Hộ | Mức |\n| :--- | ---: |\n| nghèo | một |",
        "- Hộ nghèo\n- Hộ **cận nghèo**\n\n1. một\n2. hai",
        "Mức < mức trần và > mức sàn – dạ đúng vậy",
        "[gọi](tel:{{ hotline }}), [thư](mailto:a@b.vn), <https://a.vn>, [trang](https://a.vn)",
        "{% if min_join_age %}Dạ{% else %}không{% endif %}",
    ],
)
def test_what_is_written_right_is_not(folder: Folder, written: str) -> None:
    assert folder.change(PAGE, LAST, f"{LAST}\n\n{written}").mistakes() == []


RATE = re.search(r"value: (0\.\d+)", (CONTENT / RATES).read_text(encoding="utf-8"))
NUMBERS = {
    "0,50": "số lẻ viết dấu chấm (0.50)",
    "1,500,000": "số tiền viết liền (1500000)",
    '"0,50"': "Có phải ý là 0.50?",
    "22%": "Có phải ý là 0.22?",
    "1.500.000": "Có phải ý là 1500000?",
    "330.000 đồng": "Có phải ý là 330000?",
    "٣": "không phải là số",
    "nan": "không phải là số",
}


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_written_wrong_is_told_once(tmp_path: Path, written: str) -> None:
    """In all of the content, of which many answers and sums use the figure."""
    assert RATE is not None
    folder = Folder(tmp_path / "content")
    folder.copy()
    told = folder.change(RATES, f"value: {RATE[1]}", f"value: {written}").mistakes()
    assert len(told) == 1, told
    assert NUMBERS[written] in told[0]
    assert "Decimal" not in told[0]


FILES = {
    "figures/x.yml": "Hãy đổi tên thành “x.yaml”",
    "topics/paying/x.yml": "Hãy đổi tên thành “x.yaml”",
    "topics/paying/vi.md.txt": "Hãy đổi tên thành “vi.md”",
    "topics/paying/topic - Copy.yaml": "mỗi chủ đề chỉ có một tệp topic.yaml",
    "topics/paying/EN.md": "Hãy đổi tên thành “en.md”",
    "topics/new.yaml": "mỗi chủ đề là một thư mục",
    "x.yaml": "hãy chép vào một thư mục con",
}


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_nothing_would_read_is_told(folder: Folder, file: str) -> None:
    told = folder.write(file, "a: 1\n").mistakes()
    assert len(told) == 1, told
    assert told[0].startswith(f"{file}:1:1: ")
    assert FILES[file] in told[0]


@pytest.mark.parametrize(("file", "where"), [("topic/a/vi.md", "topic"), ("figures/old/x.yaml", "figures/old")])
def test_a_folder_that_nothing_would_read_is_told(folder: Folder, file: str, where: str) -> None:
    told = folder.write(file, "x").mistakes()
    assert len(told) == 1, told
    assert told[0].startswith(f"{where}:1:1: Thư mục này không được đọc.")


@pytest.mark.parametrize("file", ["._vi.md", ".#vi.md", "vi.md~", "#vi.md#", ".vi.md.swp", ".DS_Store"])
def test_what_editors_programs_leave_behind_is_passed_over(folder: Folder, file: str) -> None:
    (folder.content / "topics" / "paying" / file).write_bytes(b"\x00\x05\xff")
    assert folder.mistakes() == []


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("file", [PAGE, SHEET, RATES])
def test_a_file_in_utf_16_is_one_mistake(folder: Folder, file: str, code: str) -> None:
    path = folder.content / file
    path.write_bytes(path.read_text(encoding="utf-8").encode(code))
    told = folder.mistakes()
    assert len(told) == 1, told
    assert "UTF-16 (Notepad gọi là Unicode)" in told[0]


@pytest.mark.parametrize("put", ["“Luật BHXH", 'Luật " BHXH', "Luật (Điều 31", "Luật Điều 31)", "Luật “BHXH"])
def test_half_a_pair_of_marks_in_a_legal_basis_is_told(folder: Folder, put: str) -> None:
    told = folder.change(SHEET, '"Luật BHXH 41/2024/QH15, Điều 31 khoản 2"', f"'{put}'").mistakes()
    assert len(told) == 1, told
    assert "thiếu dấu kia" in told[0]


@pytest.mark.parametrize(
    ("put", "right"),
    [("{controler}", "“{controller}”"), ("{{controller}}", "Hãy viết {controller}."), ("{phone}", "Chỉ có:")],
)
def test_a_blank_of_the_consent_that_nobody_fills_is_told(folder: Folder, put: str, right: str) -> None:
    file = sorted(path.name for path in (folder.content / "consent").iterdir())[-1]
    told = folder.change(f"consent/{file}", ": {controller}", f": {put}").mistakes()
    assert told, "the first text with it"
    assert put in told[0]
    assert right in told[0]


@pytest.mark.parametrize(
    ("duty", "told"),
    [
        ("  days: [Thứ hai, T3]\n", "Hãy viết T2."),
        ("  days: [Chủ nhật]\n", "Hãy viết CN."),
        ("  days: [thu 7]\n", "Hãy viết T7."),
        ("  rota: {Thứ ba: [Lan]}\n", "Hãy viết T3."),
        ("  rota: {T3: []}\n", "phải có ít nhất một người trực"),
    ],
)
def test_a_weekday_in_words_is_told(folder: Folder, duty: str, told: str) -> None:
    found = folder.write("offices/x.yaml", OFFICE.format(duty)).mistakes()
    assert len(found) == 1, found
    assert told in found[0]


def test_what_was_meant() -> None:
    assert [meant_number(text) for text in ("2,5", "4.500.000", "12 %", "15 năm", "1 500 000", "abc", "1.5.2")] == [
        *("2.5", "4500000", "0.12", "15", "1500000", "", "")
    ]
    assert [meant_day(text) for text in ("1/7/2026", "2026-7-1", "31.12.2026", "31/2/2026", "mai")] == [
        *("2026-07-01", "2026-07-01", "2026-12-31", "", "")
    ]
    assert [lone_mark(text) for text in ("“a” (b)", "it’s", "“a", "a”", "(a]", '"a" "')] == ["", "", "“", "”", "]", '"']
