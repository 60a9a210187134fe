"""`loa reckon` and `loa figures`, as an operator or another program runs them."""

from __future__ import annotations

import json
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


def test_figures_of_a_day_tell_what_waits_to_be_confirmed() -> None:
    figures = {row["name"]: row for row in json.loads(run("figures", "--on", "2027-01-01", "--json"))["figures"]}
    line = figures["rural_poverty_line"]
    assert (line["in_force"]["value"], line["announced"]["value"]) == (1_500_000, 2_200_000)
    assert not line["announced"]["confirmed"]
    assert figures["fund_rate_r_monthly"]["in_force"] is None


def test_figures_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    table = run("figures", "--on", "2026-11-23")
    assert "1.500.000 đồng" in table
    assert "2.200.000 đồng từ 01/01/2027 (chờ xác nhận)" in table
    assert "0,31% (thông lệ)" in table
