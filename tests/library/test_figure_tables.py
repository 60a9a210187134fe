"""Figures as wholes: whatever one digit too many, a lost point or a lost year makes of a table is told at its year."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.files.figures import read_figures
from bot.library.reading.mistakes import Findings
from bot.library.reading.yaml_reader import compose
from tests.library.conftest import CONTENT, Folder

PENSION = "figures/pension.yaml"

#: What is written instead of what, and what is told of it.
SLIPS = {
    ("2024: 1.03", "2024: 103"): "Năm 2024 ghi 103 mà năm 2023 là 1.07, năm 2025 là 1.0: chênh quá. Có phải ý là 1.03?",
    ("2024: 1.03", "2024: 10.3"): "Có phải ý là 1.03?",
    ("2024: 1.03", "2024: 1.30"): "Năm 2024 ghi 1.30 mà năm 2023 là 1.07, năm 2025 là 1.0: chênh quá. Hãy xem lại.",
    ("2024: 1.03, 2025: 1.0, 2026: 1.0}", "2024: 1.03, 2025: 100, 2026: 100}"): "Năm 2025 ghi 100",
    ("2025: 1.0, 2026: 1.0}", "2025: 1.0, 2026: 10}"): "Năm 2026 ghi 10 mà năm 2025 là 1.0: chênh quá. Có phải ý là 1?",
    ("2024: 1.03, ", ""): "Bảng thiếu năm 2024: các năm phải nối nhau từ 2008 đến 2026.",
    ("2011: 1.65, 2012: 1.51, 2013: 1.42, ", ""): "Bảng thiếu các năm 2011–2013: các năm phải nối nhau",
    ("{2008: 2.29, ", "{"): "Bảng trước có năm 2008, bảng này không có.",
    ("2024: 1.03", "20244: 1.03"): "“20244” phải là số năm",
    ("2008: 2.29", "2008: 229"): "Năm 2008 ghi 229 mà năm 2009 là 2.14: chênh quá. Có phải ý là 2.29?",
    ("2024: 1.03", "2024: 0"): "Năm 2024 ghi 0",
    ("2030: 744", "2030: 7440"): "Năm 2030 ghi 7440 mà năm 2029 là 744, năm 2031 là 744: chênh quá. Có phải ý là 744?",
    ("2030: 700", "2030: 62"): "Năm 2030 ghi 62",
}


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip[0]} → {slip[1]}")
def test_a_table_is_looked_at_as_a_whole(folder: Folder, slip: tuple[str, str]) -> None:
    told = folder.change(PENSION, *slip).mistakes()
    assert len(told) == 1, told
    assert SLIPS[slip] in told[0]


def test_a_table_on_another_scale_than_the_last_is_told(folder: Folder) -> None:
    text = (folder.content / PENSION).read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "2026: 1.0}" in line)
    table = yaml.safe_load(row.strip()[2:])["value"]
    hundredfold = ", ".join(f"{year}: {round(number * 100)}" for year, number in table.items())
    told = folder.change(PENSION, row, f"    - {{value: {{{hundredfold}}}{row.partition('}')[2]}").mistakes()
    assert len(told) == 1, told
    assert "Năm 2008 ghi 229 mà bảng trước là 2.21: chênh quá." in told[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: 2530000", "value: 25300000", "25300000 quá khác giá trị trước (2340000)."),
        ("value: 2530000", "value: 253000", "253000 quá khác giá trị trước (2340000)."),
        ("[2000000, 3000000,", "[2000000, 30000000,", "5000000 đứng sau 30000000."),
        ("[2000000, 3000000,", "[2000000, 2000000,", "2000000 đứng sau 2000000."),
    ],
)
def test_an_amount_of_another_size_is_told(folder: Folder, old: str, new: str, said: str) -> None:
    told = folder.change("figures/contribution.yaml", old, new).mistakes()
    assert len(told) == 1, told
    assert said in told[0]


def mistakes(table: dict[int, Decimal]) -> list[str]:
    written = ", ".join(f"{year}: {number}" for year, number in table.items())
    row = f'- {{value: {{{written}}}, from: 2026-01-01, basis: "x", confirmed: true}}'
    findings = Findings("x.yaml")
    root = compose(f'x:\n  name: "x"\n  unit: table\n  values:\n    {row}\n', findings)
    assert root is not None
    read_figures(root, {})
    return [found.message for found in findings.found]


@given(
    steps=st.lists(st.decimals(1, "1.24", places=2), min_size=2, max_size=20),
    start=st.decimals(1, 800, places=2),
    at=st.integers(0, 20),
    moved=st.sampled_from(["100", "10", "0.1", "0.01"]),
)
@settings(max_examples=100, deadline=None)
def test_what_goes_one_way_is_a_table_and_one_with_a_moved_point_is_none(
    steps: list[Decimal], start: Decimal, at: int, moved: str
) -> None:
    numbers = [start]
    for step in steps:
        numbers.append(round(numbers[-1] * step, 6))
    table = dict(enumerate(numbers, start=2000))
    assert mistakes(table) == []
    year = 2000 + at % len(table)
    assert len(mistakes({**table, year: table[year] * Decimal(moved)})) == 1


def test_the_projects_own_figures_pass(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "content").copy()
    assert folder.mistakes() == []
    assert (CONTENT / PENSION).is_file()
