"""`loa target` and `loa official`: templates that can be brought in, and files that are refused whole."""

from __future__ import annotations

from pathlib import Path

from bot.reports.excel import sheet
from bot.services.reports.importing import COUNT_COLUMNS
from tests.cli.operators import Operator


def test_targets_are_brought_in_and_listed(operator: Operator, tmp_path: Path) -> None:
    assert "Mẫu: chi-tieu.xlsx" in operator.says("target", "template")
    assert "Đã nhập 1 chỉ tiêu." in operator.says("target", "import", "chi-tieu.xlsx")
    listed = operator.says("target", "list")
    assert "29419" in listed
    assert "12/QĐ-UBND" in listed
    assert "đã có" in operator.fails("target", "template", "chi-tieu.xlsx")


def test_the_insurers_counts_are_brought_in_whole_or_not_at_all(operator: Operator, tmp_path: Path) -> None:
    operator.says("official", "template")
    assert "1 đơn vị, 1 dòng" in operator.says("official", "import", "so-lieu-bhxh.xlsx")
    wrong = sheet("Số liệu", [one.name for one in COUNT_COLUMNS], [("10/2026", "Xã Lạ", 1, 1, 1), ("x", "86", 1, 1, 1)])
    (tmp_path / "sai.xlsx").write_bytes(wrong)
    refused = operator.fails("official", "import", "sai.xlsx")
    assert "có 2 lỗi" in refused
    assert "B2: " in refused
    assert "A3: “x” không phải là tháng" in refused
    assert "Không đọc được" in operator.fails("official", "import", "khong-co.xlsx")
