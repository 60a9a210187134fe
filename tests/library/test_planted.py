"""Mistakes that editors make, all planted into a copy of the project's own content: each is found where it was planted.

Nothing else is told besides, so that an editor who sees the list has exactly her own slips before her.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.library.conftest import CONTENT, Folder

ANSWER = """\
  planted-1:
    asks: [một, hai, ba, bốn]
    basis: ["Luật BHXH 41/2024/QH15"]
    since: 2026-01-01
"""
CONSENT = 'version: 2027-01-16\npurposes: [call_back]\nkeep_days: 90\ntext: {vi: "Giữ {keep_days} ngày"}\n'
VALUE = '    - {{value: {}, from: {}, basis: "Nghị định", confirmed: true}}\n'


@dataclass(frozen=True)
class Planted:
    """`put` instead of `good`, or at the end of the file where that is ""; told at `at`, which stands in `put`."""

    file: str
    put: str
    at: str
    told: str
    good: str = ""

    def plant(self, folder: Folder) -> str:
        """Plants it, and returns what is to be told: "file:line:column: message"."""
        path = folder.content / self.file
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        assert self.good in text, f"{self.file} has no {self.good!r}"
        begin = text.index(self.good) if self.good else len(text)
        text = text[:begin] + self.put + text[begin + len(self.good) :]
        folder.write(self.file, text)
        before = text[: begin + self.put.index(self.at)]
        return f"{self.file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: {self.told}"


def bare(topic: str, written: str, kind: str, page: str = "vi.md") -> Planted:
    """A number typed into the first answer of a page's detail, in the middle of a line."""
    told = f"“{written}” là {kind} viết thẳng."
    return Planted(f"topics/{topic}/{page}", f"---\nDạ, {written} đó. ", written, told, "---\n")


def figure(file: str, values: str, at: str, told: str) -> Planted:
    name = f"planted_{file}"
    return Planted(f"figures/{file}.yaml", f'\n{name}:\n  name: "x"\n  unit: percent\n  values:\n{values}', at, told)


PLANTED = (
    bare("contribution", "330.000 đồng", "số tiền"),
    bare("support", "1tr5", "số tiền"),
    bare("methods", "1500000", "số tiền"),
    bare("accident", "hai triệu", "số tiền"),
    bare("compare", "50 %", "phần trăm"),
    bare("benefits", "năm mươi phần trăm", "phần trăm"),
    bare("eligibility", "60 tuổi", "tuổi"),
    bare("event", "tuổi 75", "tuổi"),
    bare("pension", "hai mươi năm", "thời gian"),
    bare("health", "mười lăm ngày", "thời gian"),
    bare("pension", "fifteen years", "thời gian", "en.md"),
    bare("contact", "1900 9068", "số điện thoại"),
    bare("worry", "20 lần", "số lần"),
    Planted(
        "topics/maternity/vi.md",
        "---\n{{ dong(maternity_alowance) }} ",
        "maternity_al",
        "Không có con số nào tên",
        "---\n",
    ),
    Planted("topics/onetime/vi.md", "---\n{ percent(contribution_rate) } ", "{", "Dấu ngoặc nhọn này lẻ.", "---\n"),
    Planted("topics/rights/vi.md", "\n## Câu mới?\nDạ.\n", "## Câu", "Câu hỏi này thiếu mã."),
    Planted("topics/death/topic.yaml", ANSWER, "planted-1", "Câu “planted-1” chưa có trong vi.md"),
    Planted(
        "topics/obligations/vi.md",
        "\n## Câu mới? {#planted-2}\nDạ.\n",
        "## Câu",
        "Câu {#planted-2} không có trong topic",
    ),
    Planted(
        "topics/procedure/topic.yaml",
        "since: 01/07/2025",
        "01/07",
        "“01/07/2025” không phải là ngày.",
        "since: 2025-07-01",
    ),
    Planted("topics/health/topic.yaml", "[bhyt-co-duoc-capp, ", "bhyt", "Không có câu trả lời", "[bhyt-co-duoc-cap, "),
    Planted("topics/pension/topic.yaml", "tool: pensoin", "pensoin", "Không có nút “pensoin”.", "tool: pension"),
    figure(
        "support",
        VALUE.format("0.2", "2025-07-01") + VALUE.format("0.3", "2026-07-01"),
        "{value: 0.3",
        "Hai giá trị chồng lên nhau",
    ),
    figure("penalties", VALUE.format("22", "2025-07-01"), "22", "Phần trăm viết theo tỷ lệ: 22 % là 0.22."),
    figure(
        "procedures", VALUE.format("0,22", "2025-07-01").replace("0,22", "'0,22'"), "'0,22'", "“0,22” không phải là số."
    ),
    Planted("consent/2027-01-15.yaml", CONSENT, "version", "Mục version phải giống"),
    Planted("posters/posters.yaml", '\nAB:\n  where: "Chợ"\n', "AB", "Mã “AB” không dùng được"),
)


@pytest.fixture
def content(tmp_path: Path) -> Folder:
    """A copy of the project's content, with the one province that its posters need."""
    shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("[0-79]*-*.yaml"))
    shutil.copytree(CONTENT / "consent", tmp_path / "content" / "consent", dirs_exist_ok=True)
    return Folder(tmp_path / "content")


def test_the_copy_has_no_mistake_before(content: Folder) -> None:
    assert content.mistakes() == []


def test_every_planted_mistake_is_found_at_its_place_and_nothing_else(content: Folder) -> None:
    expected = [planted.plant(content) for planted in PLANTED]
    told = content.mistakes()
    assert [beginning for beginning in expected if not any(mistake.startswith(beginning) for mistake in told)] == []
    assert [mistake for mistake in told if not mistake.startswith(tuple(expected))] == []
