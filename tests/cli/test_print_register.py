"""What was printed is written down, and `loa check` names what has old figures since."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.domain.messages import Address
from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.prints import PrintKind
from bot.domain.people import Role
from bot.library import load
from bot.store.content import prints
from bot.store.engine.database import Transaction
from bot.store.outreach import codes
from bot.store.staff import invitations
from tests.cli.operators import CONTENT, NOW, Operator


@pytest.fixture(autouse=True)
def _address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_PUBLIC_URL", "https://loa.example.vn")


def poster(operator: Operator, on: str, kind: str = "poster") -> None:
    operator.says("print", kind, "XMY7", "--pdf", f"{kind}.pdf", "--on", on)


def reminders(operator: Operator, day: str) -> list[str]:
    return [line for line in operator.says("check", "--day", day).splitlines() if "XMY7" in line]


def test_a_print_with_old_figures_is_named_until_it_is_printed_anew(operator: Operator) -> None:
    poster(operator, "2026-11-30")
    poster(operator, "2026-11-30", "tent")
    assert reminders(operator, "2026-12-31") == []
    (told,) = reminders(operator, "2027-01-01")
    assert told.startswith("Nhắc: poster XMY7, số liệu ngày 30/11/2026, đã đổi: Chuẩn hộ nghèo")
    assert told.endswith("In lại.")
    poster(operator, "2027-01-01")
    assert reminders(operator, "2027-01-01") == []


def test_the_register_holds_the_last_print_of_each_kind(operator: Operator) -> None:
    for on in ("2026-11-30", "2027-01-01"):
        poster(operator, on)
    poster(operator, "2026-11-30", "leaflet")
    found = operator.does(prints.latest)
    assert [(one.kind, one.day) for one in found] == [
        (PrintKind.LEAFLET, date(2026, 11, 30)),
        (PrintKind.POSTER, date(2027, 1, 1)),
    ]


def test_a_code_made_on_the_board_is_printed_too(operator: Operator) -> None:
    def make(tx: Transaction) -> str:
        invitations.invite(tx, b"1", "Chị Minh", Role.OFFICER, ["29419"], NOW + timedelta(days=1), NOW)
        minh = invitations.redeem(tx, b"1", Address("webchat", "", "1"), NOW, "vi")
        assert minh is not None
        return codes.make(tx, load(CONTENT), CodeKind.LEAFLET, "29419", "Chợ", minh.id, NOW).code

    made = operator.does(make)
    told = operator.says("print", "leaflet", made, "--pdf", "a.pdf", "--on", "2026-11-30")
    assert "1 mã" in told
    both = operator.says("print", "leaflet", "--commune", "29419", "--pdf", "a.pdf", "--on", "2026-11-30")
    assert "2 mã" in both


def test_without_a_database_prints_are_made_and_content_is_checked(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LOA_DATABASE", f"sqlite:///{tmp_path}/none.db")
    done = CliRunner().invoke(app, ["print", "poster", "XMY7", "--pdf", "poster.pdf", "--on", "2026-11-30"])
    assert (done.exit_code, "Không ghi vào sổ bản in" in done.stderr) == (0, True)
    assert (tmp_path / "poster.pdf").exists()
    assert reminders(operator, "2027-01-01") == []
    assert not (tmp_path / "none.db").exists()
