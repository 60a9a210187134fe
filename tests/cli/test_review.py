"""`loa review km`: listed beside the Vietnamese, corrected, released under a name; one sentence for a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.library import load
from bot.library.translations import FILE
from tests.cli.operators import Operator
from tests.library.conftest import Folder, small_content
from tests.library.test_khmer import DRAFTS


@pytest.fixture
def folder(operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    folder = small_content(tmp_path / "content").write(FILE, DRAFTS)
    monkeypatch.setenv("LOA_CONTENT", str(folder.content))
    monkeypatch.setenv("COLUMNS", "240")
    return folder


def lets_go(operator: Operator, number: str) -> str:
    """Reads one whole and releases what was read."""
    mark = operator.says("review", "km", "--show", number).rpartition("Dấu của lời: ")[2].strip()
    return operator.says("review", "km", "--release", number, "--by", "Sơn Thị Sa", "--mark", mark)


def test_all_are_listed_and_one_is_read_whole(operator: Operator, folder: Folder) -> None:
    told = operator.says("review", "km")
    assert "thap-nhat" in told
    assert told.count("chưa ai đọc lại") == 4
    whole = operator.says("review", "km", "--show", "4")
    assert "Dạ, ít nhất 330.000 đồng mỗi tháng." in whole
    assert "បង់ 330.000 ដុង" in whole
    assert "{{ dong(floor_contribution) }}" in whole


def test_one_is_released_by_name_corrected_and_taken_back(operator: Operator, folder: Folder) -> None:
    assert "Sơn Thị Sa đã đọc" in lets_go(operator, "4")
    assert list(load(folder.content).khmer) == ["thap-nhat"]
    assert "đang dùng: Sơn Thị Sa" in operator.says("review", "km")
    words = folder.content.parent / "moi.txt"
    words.write_text("យើងបង់ {{ dong(floor_contribution) }}\n", encoding="utf-8")
    assert "chưa ai đọc lại" in operator.says("review", "km", "--correct", "4", "--file", str(words))
    assert load(folder.content).khmer == {}
    lets_go(operator, "4")
    assert "thôi dùng" in operator.says("review", "km", "--take-back", "4")
    assert load(folder.content).khmer == {}


def test_what_has_changed_since_is_told(operator: Operator, folder: Folder) -> None:
    lets_go(operator, "1")
    folder.change(FILE, "Dạ chào bà con.", "Dạ chào cô bác.")
    assert "phải đọc lại" in operator.says("review", "km", "--show", "1")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("en",), "tiếng Khmer"),
        (("km", "--release", "4"), "--by"),
        (("km", "--release", "4", "--by", "12"), "--by"),
        (("km", "--release", "4", "--by", "Sa"), "--show 4"),
        (("km", "--release", "4", "--by", "Sa", "--mark", "0" * 16), "--show 4"),
        (("km", "--release", "9", "--by", "Sa"), "từ 1 đến 4"),
        (("km", "--show", "0"), "từ 1 đến 4"),
        (("km", "--correct", "4"), "--file"),
        (("km", "--correct", "4", "--file", "/nowhere/x.txt"), "Không đọc được"),
        (("km", "--show", "1", "--take-back", "1"), "Mỗi lần một việc"),
    ],
)
def test_a_slip_is_told_in_one_sentence_and_changes_nothing(
    operator: Operator, folder: Folder, typed: tuple[str, ...], told: str
) -> None:
    said = operator.fails("review", *typed)
    assert told in said
    assert len(said.strip().splitlines()) == 1
    assert (folder.content / FILE).read_text(encoding="utf-8") == DRAFTS


@pytest.mark.parametrize("words", ["", "បង់ {{ dong(floor_contributoin) }}", "330.000 đồng", "\x00"])
def test_words_with_a_mistake_are_not_kept(operator: Operator, folder: Folder, words: str) -> None:
    file = folder.content.parent / "moi.txt"
    file.write_text(words, encoding="utf-8")
    operator.fails("review", "km", "--correct", "4", "--file", str(file))
    assert (folder.content / FILE).read_text(encoding="utf-8") == DRAFTS


def test_other_figures_than_in_vietnamese_are_told_and_not_released(operator: Operator, folder: Folder) -> None:
    folder.change("topics/paying/vi.md", "mỗi tháng.", "mỗi tháng, hộ nghèo {{ dong(min_pay_poor) }}.")
    mark = operator.says("review", "km", "--show", "4").rpartition("Dấu của lời: ")[2].strip()
    told = operator.fails("review", "km", "--release", "4", "--by", "Sơn Thị Sa", "--mark", mark)
    assert "dong(min_pay_poor)" in told
    assert load(folder.content).khmer == {}


def test_a_figure_typed_out_is_refused_by_loa_check_too(operator: Operator, folder: Folder) -> None:
    folder.change(FILE, "បង់ {{ dong(floor_contribution) }}", "បង់ ៣៣០.០០០ដុង")
    assert "viết thẳng" in operator.fails("check")


def test_without_drafts_it_says_so(operator: Operator, folder: Folder) -> None:
    (folder.content / FILE).unlink()
    assert "Chưa có bản nháp nào" in operator.says("review", "km")
