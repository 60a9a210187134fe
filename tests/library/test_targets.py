"""Targets in content/targets/: read with their decisions, and each mistake at its place."""

from __future__ import annotations

from datetime import date

import pytest

from bot.library import load
from tests.library.conftest import Folder

TARGETS = """\
decision: "12/QĐ-UBND"
day: 2026-01-15
targets:
  - {unit: "86", measure: new, goal: 12000}
  - {unit: "28756", measure: new, goal: 120, period: 2026-Q4, decision: "15/QĐ-UBND", day: 2026-09-01}
  - {unit: my-long, measure: meetings, goal: 4}
"""


def test_targets_are_read_with_their_decisions(folder: Folder) -> None:
    found = load(folder.write("targets/2026.yaml", TARGETS).content).targets
    assert [(one.unit, one.measure, one.period.name, one.goal, one.decision, one.day) for one in found] == [
        ("86", "new", "2026", 12000, "12/QĐ-UBND", date(2026, 1, 15)),
        ("28756", "new", "2026-Q4", 120, "15/QĐ-UBND", date(2026, 9, 1)),
        ("my-long", "meetings", "2026", 4, "12/QĐ-UBND", date(2026, 1, 15)),
    ]


def test_the_books_close_on_the_day_of_home(folder: Folder) -> None:
    home = (folder.content / "offices/home.yaml").read_text(encoding="utf-8")
    folder.write("offices/home.yaml", f"{home}\nclosing: 25\n").write("targets/2026.yaml", TARGETS)
    assert load(folder.content).targets[1].period.first == date(2026, 9, 26)
    folder.write("offices/home.yaml", f"{home}\nclosing: 31\n")
    assert any("Ngày khóa sổ là số từ 1 đến 28" in told for told in folder.mistakes())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('unit: "86"', 'unit: "87"', "2026.yaml:4:12: Không có đơn vị nào mang mã “87”"),
        ("measure: new, goal: 12000", "measure: news, goal: 12000", "2026.yaml:4:27: Không có chỉ tiêu “news”"),
        ("goal: 12000", "goal: 0", "2026.yaml:4:38: Chỉ tiêu là số nguyên"),
        ("period: 2026-Q4", "period: 2027-Q1", "2026.yaml:5:54: Kỳ 2027-Q1 không thuộc năm 2026."),
        ("period: 2026-Q4", "period: 2026-11-05", "2026.yaml:5:54: Kỳ 2026-11-05 không thuộc năm 2026."),
        ("period: 2026-Q4", "period: quý 4", "2026.yaml:5:54: “quý 4” không phải là kỳ"),
        ("day: 2026-01-15\n", "", "2026.yaml:3:5: Thiếu mục day"),
        (
            "{unit: my-long, measure: meetings",
            '{unit: "86", measure: new',
            "2026.yaml:6:5: Chỉ tiêu này đã có ở dòng 4.",
        ),
    ],
)
def test_each_mistake_has_its_place(folder: Folder, old: str, new: str, told: str) -> None:
    folder.write("targets/2026.yaml", TARGETS).change("targets/2026.yaml", old, new)
    assert any(mistake.startswith(f"targets/{told}") for mistake in folder.mistakes()), folder.mistakes()


def test_a_file_has_the_year_as_its_name(folder: Folder) -> None:
    assert any("Tên tệp chỉ tiêu là năm" in told for told in folder.write("targets/nam.yaml", TARGETS).mistakes())
