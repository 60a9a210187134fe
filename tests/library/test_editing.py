"""Content files are changed in one place only, and stay what editors wrote everywhere else."""

from __future__ import annotations

import pytest
import yaml

from bot.library.editing.changes import BLANK, Change, with_answer, with_ask

SHEET = """# tiền đóng
order: 10
answers:
  muc-dong:   # hỏi nhiều nhất
    asks:
      - "đóng bao nhiêu"
      - 'dong nhieu it'   # không dấu

    basis: ["Luật"]
    since: 2025-07-01
  han-nop:
    asks: ["hạn nộp", "ngày nào đóng"]
    basis: ["Luật"]
    since: 2025-07-01
"""
PAGE = "# Tiền đóng\n\n## Đóng bao nhiêu? {#muc-dong}\nDạ.\n"


@pytest.mark.parametrize("answer", ["muc-dong", "han-nop"])
def test_a_way_of_asking_is_added_and_nothing_else_changes(answer: str) -> None:
    changed = with_ask(SHEET, answer, 'tháng đóng mấy, "nói thiệt"?')
    before, after = yaml.safe_load(SHEET), yaml.safe_load(changed)
    assert after["answers"][answer]["asks"] == [*before["answers"][answer]["asks"], 'tháng đóng mấy, "nói thiệt"?']
    kept = [line for line in changed.splitlines() if line in SHEET.splitlines()]
    assert len(kept) >= len(SHEET.splitlines()) - 1
    assert "# không dấu" in changed


@pytest.mark.parametrize(
    ("answer", "ask", "told"), [("khong-co", "gì", "khong-co"), ("muc-dong", "Đóng bao nhiêu", "đã có cách hỏi")]
)
def test_what_cannot_be_added_is_told(answer: str, ask: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        with_ask(SHEET, answer, ask)


def test_a_new_answer_is_begun_for_the_editor_to_fill_in() -> None:
    sheet, page = with_answer(SHEET, PAGE, "dong-bang-vang", "Đóng bằng vàng được không?", ("trả vàng", "dong vang"))
    assert sheet.startswith(SHEET.rstrip("\n"))
    assert page.startswith(PAGE)
    assert yaml.safe_load(sheet)["answers"]["dong-bang-vang"] == {
        "asks": ["trả vàng", "dong vang"], "basis": [], "since": None
    }  # fmt: skip
    assert page.endswith(f"## Đóng bằng vàng được không? {{#dong-bang-vang}}\n{BLANK}\n")


@pytest.mark.parametrize(("answer", "told"), [("muc-dong", "Đã có"), ("Mới đây", "chữ thường")])
def test_a_new_answer_needs_an_id_of_its_own(answer: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        with_answer(SHEET, PAGE, answer, "?", ())


def test_a_change_shows_as_a_diff() -> None:
    diff = Change("topics/a/topic.yaml", SHEET, with_ask(SHEET, "muc-dong", "mấy đồng")).diff
    assert '+      - "mấy đồng"' in diff.splitlines()
    assert diff.startswith("--- content/topics/a/topic.yaml")
