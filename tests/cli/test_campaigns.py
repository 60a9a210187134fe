"""`loa campaign`: what one would do, written down and begun, halted, and what came of it; never approved from here."""

from __future__ import annotations

import json

import pytest

from bot.domain.messages import Address
from bot.domain.people import Role
from bot.services.campaigns import going
from bot.store.engine.database import Transaction
from tests.cli.operators import Operator
from tests.store.people.test_audience import wants
from tests.store.samples import HOA, hired

WORDS, HOUR = "dong-truoc-muc-moi", "2099-12-05 08:00"


@pytest.fixture
def town(operator: Operator) -> Operator:
    """Minh is an officer and Hoa supervises; three people asked for news, one of them in another commune."""

    def live(tx: Transaction) -> None:
        hired(tx, communes=("29419",))
        hired(tx, HOA, "Hoa", Role.SUPERVISOR, ())
        for number, commune in enumerate(("29419", "29419", "29000")):
            wants(tx, Address("telegram", "loa", f"90{number}"), commune)

    operator.does(live)
    return operator


def test_it_is_previewed_written_begun_paused_and_stopped(town: Operator) -> None:
    assert "Sẽ tới: 3 người" in town.says("campaign", "preview", WORDS, "--at", HOUR)
    one = json.loads(town.says("campaign", "preview", WORDS, "--commune", "Mỹ Long", "--at", HOUR, "--json"))
    assert (one["count"], one["cost"], one["number"]) == (2, 0, 0)
    assert "đợt tin số 1" in town.says("campaign", "preview", WORDS, "--at", HOUR, "--by", "Hoa")
    assert "chờ tới giờ" in town.says("campaign", "start", "1", "--by", "Hoa")
    assert "đang tạm dừng" in town.says("campaign", "pause", "1", "--by", "Hoa")
    assert "đã dừng hẳn" in town.says("campaign", "stop", "1", "--by", "Hoa")
    assert "đã dừng hẳn" in town.says("campaign", "results")
    row = json.loads(town.says("campaign", "results", "1", "--json"))
    assert (row["state"], row["campaign_sent"], row["days"]) == ("stopped", 0, {})


def test_whose_it_is_not_and_what_there_is_not_is_told_in_a_sentence(town: Operator) -> None:
    assert "không thuộc quyền" in town.fails("campaign", "preview", WORDS, "--at", HOUR, "--by", "Minh")
    assert "Không có khong-co" in town.fails("campaign", "preview", "khong-co")
    assert "Không có cán bộ tên Nga" in town.fails("campaign", "start", "1", "--by", "Nga")
    assert "Không có đợt tin số đó" in town.fails("campaign", "stop", "7", "--by", "Hoa")
    assert "Không có đợt tin số 7" in town.fails("campaign", "results", "7")
    assert "Giờ viết như" in town.fails("campaign", "preview", WORDS, "--at", "sáng mai")


def test_for_many_somebody_else_approves_and_no_command_does(town: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(going, "SECOND_PERSON_FROM", 3)
    town.says("campaign", "preview", WORDS, "--at", HOUR, "--by", "Hoa")
    assert "phải có người khác duyệt" in town.fails("campaign", "start", "1", "--by", "Hoa")
    assert "approve" in town.fails("campaign", "approve", "1", "--by", "Hoa")
