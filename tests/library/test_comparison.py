"""Before a figure changes: what three people pay and get, and every answer that changes, without it and with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.library import Library, load
from bot.library.comparison import Change, Comparison, compare, effect
from bot.words import FIRST, languages
from tests.library.conftest import CONTENT, Folder

TODAY = date(2026, 11, 29)
MONEY, PENSION = "figures/contribution.yaml", "figures/pension.yaml"
SAY = languages(Path(__file__).parents[2] / "locales")[FIRST].say


@pytest.fixture(scope="module")
def held() -> Library:
    return load(CONTENT)


@pytest.fixture
def drafted(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "content").copy()


def said(change: Change) -> tuple[str, str, str]:
    return SAY(change.label), SAY(change.before), SAY(change.after)


def people(found: Comparison) -> list[tuple[str, str, str]]:
    """What is not the same, of all three."""
    rows = [said(row) for _who, changes in found.people for row in changes]
    return [row for row in rows if row[1] != row[2]]


def test_a_draft_that_changes_nothing_has_no_effect(held: Library) -> None:
    day, found = effect(held, load(CONTENT), TODAY)
    assert (day, found.figures, people(found), found.answers) == (TODAY, (), [], ())
    assert len(found.people) == 3


def test_a_line_that_is_confirmed_shows_from_its_first_day(held: Library, drafted: Folder) -> None:
    line = 'source: "Nguồn gián tiếp, chưa đọc văn bản gốc", confirmed: '
    day, found = effect(held, load(drafted.change(MONEY, f"{line}false", f"{line}true").content), TODAY)
    assert day == date(2027, 1, 1)
    (poverty_line,) = found.figures
    assert said(poverty_line)[1:] == ("1.500.000 đồng; số đã công bố: 2.200.000 đồng", "2.200.000 đồng")
    assert ("Tự đóng mỗi tháng", "264.000 đồng; số đã công bố: 387.200 đồng", "387.200 đồng") in people(found)
    (answer,) = (answer for answer in found.answers if answer.id == "muc-dong-toi-thieu")
    assert "• Hộ nghèo: 165.000 đồng, hoặc 242.000 đồng*" in answer.before
    assert "• Hộ nghèo: 242.000 đồng" in answer.after


def test_a_table_shows_the_years_that_change_and_whose_pension_does(held: Library, drafted: Folder) -> None:
    text = (drafted.content / PENSION).read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "2026: 1.0}" in line)
    drafted.change(PENSION, row, row.replace("2024: 1.03", "2024: 1.05"))
    day, found = effect(held, load(drafted.content), TODAY)
    assert day == TODAY
    assert [said(change)[1:] for change in found.figures] == [
        ("bảng 2008–2026\n2024: 1,03", "bảng 2008–2026\n2024: 1,05")
    ]
    (pension,) = people(found)
    assert pension[0] == "Lương hưu mỗi tháng nếu đã đóng từ 2011 đến 2025, có tính trượt giá"


def test_a_table_of_ages_shows_whose_age_changes(held: Library, drafted: Folder) -> None:
    drafted.change(PENSION, "2028: 692, 2029: 696", "2028: 695, 2029: 700")
    day, found = effect(held, load(drafted.content), TODAY)
    assert day == TODAY
    assert people(found) == [("Đủ tuổi nghỉ hưu, nếu sinh tháng 05/1971", "05/2029", "09/2029")]


def test_from_day_to_day_a_missing_value_is_said(held: Library) -> None:
    found = compare(held, date(2026, 12, 31), date(2027, 1, 1))
    told = {row[0]: row[1:] for row in people(found)}
    before, after = told["Lương hưu mỗi tháng nếu đã đóng từ 2011 đến 2025, có tính trượt giá"]
    assert before.endswith(" đồng")
    assert "đang được cập nhật" in after
    table = next(change for change in found.figures if "(inflation_coefficients_voluntary)" in SAY(change.label))
    assert said(table)[1:] == ("bảng 2008–2026", "không có giá trị")


def test_what_is_written_otherwise_new_or_taken_away_is_shown(held: Library, drafted: Folder) -> None:
    page = "topics/contact/vi.md"
    text = (drafted.content / page).read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.startswith("Dạ"))
    drafted.change(page, first, f"Dạ, câu mới.\n{first}")
    reads = load(drafted.content)
    changed = effect(held, reads, TODAY)[1].answers
    assert changed[0].after[0].startswith("Dạ, câu mới.")
    back = effect(reads, held, TODAY)[1].answers
    assert [answer.id for answer in back] == [answer.id for answer in changed]
    assert back[0].before == changed[0].after
