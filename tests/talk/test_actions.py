"""The rows of what can be tapped or said: each leads to a dialogue, is shown, and is read back."""

from __future__ import annotations

import pytest

from bot.domain.messages import Abilities, Option, Say
from bot.flows.catalogue import FOR_ALL, FOR_STAFF
from bot.services.options_in_words import in_words
from bot.talk import actions
from bot.talk.action import Action, is_action, named, parse
from bot.talk.actions import BY_NAME
from bot.talk.understanding.phrases import command
from bot.words import languages, verbatim
from tests.content import ROOT

MET = Action("met", verbatim("Đã gặp"), verbatim("đã gặp 17"), ("da gap", "met"), numbered=True, staff=True)


def test_every_row_leads_to_a_dialogue_and_every_dialogue_has_a_row() -> None:
    assert BY_NAME.keys() == FOR_STAFF.keys()
    assert {row.name for row in BY_NAME.values() if row.staff} == FOR_STAFF.keys() - FOR_ALL.keys()


@pytest.mark.parametrize("row", BY_NAME.values(), ids=BY_NAME)
def test_what_a_button_carries_is_read_back(row: Action) -> None:
    assert (row.token(), row.token(17)) == (f">{row.name}", f">{row.name}:17")
    assert (parse(row.token()), parse(row.token("17:yes"))) == ((row.name, ""), (row.name, "17:yes"))
    assert is_action(row.token())
    assert named(row.token(17)) == row.name


def test_an_answer_to_a_question_is_no_action() -> None:
    assert not is_action("outcome|17|9|joined")
    assert parse("outcome|17|9|joined") is None
    assert not named("outcome|17|9|joined")


def test_a_label_names_the_number_that_it_is_about() -> None:
    say = languages(ROOT / "locales")["en"].say
    assert say(actions.LEAD.option(17).label) == "Request 17"
    assert actions.CASE.option(17, verbatim("{number}")) == Option(">case:17", verbatim("{number}"))


def test_a_new_row_is_tapped_typed_and_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    say = languages(ROOT / "locales")["vi"].say
    card = Say(verbatim("Yêu cầu 17"), (MET.option(17),))
    assert card.options == (Option(">met:17", verbatim("Đã gặp")),)
    assert say(in_words(card, Abilities(buttons=False)).words) == "Yêu cầu 17", "what has no row cannot be typed"
    assert command("đã gặp 17", staff=True) is None
    monkeypatch.setitem(BY_NAME, MET.name, MET)
    assert in_words(card, Abilities()) == card
    assert say(in_words(card, Abilities(buttons=False)).words) == "Yêu cầu 17\n\n• Đã gặp: nhắn “đã gặp 17”"
    assert command("đã gặp 17", staff=True) == parse(MET.token(17)) == ("met", "17")
    assert command("đã gặp 17", staff=False) is None
