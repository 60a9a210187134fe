"""`loa who-hears-what`, as the office reads it and as another program does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.domain.events.cases import CaseEventKind
from bot.domain.events.leads import EventKind

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_LOCALES", str(ROOT / "locales"))


def run(*arguments: str) -> str:
    ran = CliRunner().invoke(app, ["who-hears-what", *arguments])
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_another_program_reads_every_event() -> None:
    told = json.loads(run("--json"))
    assert [row["event"] for row in told["requests"]] == list(EventKind)
    assert [row["event"] for row in told["questions"]] == list(CaseEventKind)
    assert next(row for row in told["requests"] if row["event"] == "taken_over") == {
        "event": "taken_over",
        "what": "Cán bộ nhận thay",
        "asker": "Dạ, từ giờ cán bộ Minh phụ trách xã Mỹ Long lo yêu cầu số 17 và sẽ gọi cô chú, "
        "chậm nhất là 17:00 ngày 25/11/2026.",
        "for_other": "Dạ, từ giờ cán bộ Minh phụ trách xã Mỹ Long lo yêu cầu số 17 và sẽ gọi cho Lan, "
        "chậm nhất là 17:00 ngày 25/11/2026.",
        "former": "Minh đã nhận thay yêu cầu số 17.",
        "copies": "như yêu cầu lúc này",
    }


def test_the_office_reads_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    shown = run()
    assert "Yêu cầu gọi lại" in shown
    assert "Câu hỏi trực tiếp" in shown
    assert "Cán bộ đến lượt" in shown
    assert "Người dân rút yêu cầu" in shown
