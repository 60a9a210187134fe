"""`loa reckon` and `loa figures`, as an operator or another program runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli.main import app

ROOT = Path(__file__).parents[2]
VECTORS = yaml.safe_load((ROOT / "tests" / "law" / "vectors.yaml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_CONTENT", str(ROOT / "content"))
    monkeypatch.setenv("LOA_LOCALES", str(ROOT / "locales"))


def run(*arguments: str, typed: str = "") -> str:
    ran = CliRunner().invoke(app, arguments, input=typed)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_every_example_goes_through_one_stream_and_mistakes_do_not_end_it() -> None:
    requests = [json.dumps({key: vector[key] for key in ("id", "what", "inputs")}) for vector in VECTORS]
    lines = run("reckon", "--jsonl", "--on", "2026-11-23", typed="\n{\n".join(requests)).splitlines()
    answers = [json.loads(line) for line in lines]
    assert [answer["error"]["code"] for answer in answers[1::2]] == ["unreadable"] * (len(VECTORS) - 1)
    for vector, answer in zip(VECTORS, answers[::2], strict=True):
        assert answer["id"] == vector["id"]
        assert vector["expected"].items() <= answer["result"].items()


def test_the_sums_of_the_five_days_go_through_one_stream_too() -> None:
    parts = yaml.safe_load((ROOT / "tests" / "law" / "day_vectors.yaml").read_text(encoding="utf-8"))
    sums = [(day, one) for part in parts for day in part["days"] for one in part["examples"]]
    asked = [
        json.dumps({"id": number, "what": one["what"], "inputs": {**one["inputs"], "on": day}})
        for number, (day, one) in enumerate(sums)
    ]
    answers = [json.loads(line) for line in run("reckon", "--jsonl", typed="\n".join(asked)).splitlines()]
    for number, ((_day, one), answer) in enumerate(zip(sums, answers, strict=True)):
        assert answer["id"] == number
        if "error" in one:
            assert answer["error"]["code"] == one["error"]
        else:
            assert one["expected"].items() <= answer["result"].items()


def test_figures_of_a_day_tell_what_waits_to_be_confirmed() -> None:
    figures = {row["name"]: row for row in json.loads(run("figures", "--on", "2027-01-01", "--json"))["figures"]}
    line = figures["rural_poverty_line"]
    assert (line["in_force"]["value"], line["announced"]["value"]) == (1_500_000, 2_200_000)
    assert not line["announced"]["confirmed"]
    assert figures["fund_rate_r_monthly"]["in_force"] is None


def test_what_a_change_of_figures_changes_is_shown_before_and_after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    told = run("figures", "--compare", "2026-12-31", "2027-01-01")
    rows = [[cell.strip() for cell in line.strip("│").split("│")] for line in told.splitlines() if "│" in line]
    assert ["Tự đóng mỗi tháng", "264.000 đồng", "264.000 đồng; số đã công bố: 387.200 đồng"] in rows
    assert ["Lương hưu mỗi tháng", "1.350.000 đồng", "không đổi"] in rows
    assert any(row[1:] == ["0,31%", "không có giá trị"] for row in rows)
    assert "muc-dong-toi-thieu: Mức đóng thấp nhất là bao nhiêu?" in told
    assert "  − • Hộ nghèo: 165.000 đồng\n" in told
    assert "  + • Hộ nghèo: 165.000 đồng, hoặc 242.000 đồng*\n" in told
    assert "Câu trả lời đổi lời: 0." in run("figures", "--compare", "2026-11-28", "2026-11-29")


def test_figures_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    table = run("figures", "--on", "2026-11-23")
    assert "1.500.000 đồng" in table
    assert "2.200.000 đồng từ 01/01/2027 (chờ xác nhận)" in table
    assert "0,31% (thông lệ)" in table


def test_what_was_just_edited_is_compared_with_what_was_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old"
    shutil.copytree(ROOT / "content", old)
    page = old / "figures" / "benefits.yaml"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("value: 2000000,", "value: 1900000,", 1), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "200")
    told = run("figures", "--against", str(old), "--on", "2026-11-29")
    rows = [[cell.strip() for cell in line.strip("│").split("│")] for line in told.splitlines() if "│" in line]
    assert ["Trợ cấp thai sản cho mỗi con (maternity_allowance)", "1.900.000 đồng", "2.000.000 đồng"] in rows
    assert "29/11/2026, bản cũ" in told
    assert "  − • Có trợ cấp thai sản 1.900.000 đồng mỗi con." in told
    assert "  + • Có trợ cấp thai sản 2.000.000 đồng mỗi con." in told
