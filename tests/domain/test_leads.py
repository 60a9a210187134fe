"""A request's states: every outcome has one, and the ends are ends."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.leads import AFTER, ENDS, Lead, LeadState, Outcome
from bot.domain.messages import Say
from bot.domain.people import Role, Staff
from bot.domain.phone import PhoneNumber
from bot.flows.work import OUTCOMES
from bot.services.cards import STATES, STEPS, anonymous_card, buttons, card
from bot.words import Words

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def lead(state: LeadState) -> Lead:
    return Lead(17, 1, state, "Lan", PhoneNumber("+84912345678"), "29419", NOW)


def test_every_outcome_leads_to_a_state_and_is_offered() -> None:
    assert set(AFTER) == set(Outcome)
    assert [option.token for option in OUTCOMES] == [outcome.value for outcome in Outcome]


def test_every_state_and_step_has_its_words() -> None:
    assert set(STATES) == set(LeadState)
    assert {state.value for state in LeadState} <= set(STEPS)


@pytest.mark.parametrize("state", LeadState)
def test_only_an_open_request_has_buttons(state: LeadState) -> None:
    assert lead(state).open is (state not in ENDS)
    assert bool(buttons(lead(state))) is lead(state).open


def test_a_new_request_is_taken_and_a_taken_one_has_an_outcome() -> None:
    assert [option.token for option in buttons(lead(LeadState.NEW))] == [">take:17", ">hand:17"]
    assert [option.token for option in buttons(lead(LeadState.TAKEN))] == [">outcome:17", ">note:17", ">hand:17"]


def values(words: Words) -> set[object]:
    inner = [value for _name, value in words.values]
    return {value for value in inner if not isinstance(value, Words)}.union(
        *(values(value) for value in inner if isinstance(value, Words))
    )


def test_a_group_reads_neither_name_nor_number() -> None:
    said: Say = anonymous_card(lead(LeadState.NEW), "xã Mỹ Long")
    assert not values(said.words) & {"Lan", "0912 345 678"}
    assert [option.token for option in said.options] == [">take:17"], "what takes a dialogue is done in private"
    assert {"Lan", "0912 345 678"} <= values(card(lead(LeadState.NEW), "xã Mỹ Long").words)


def test_staff_see_their_own_communes_only() -> None:
    officer = Staff(1, "Minh", Role.OFFICER, communes=frozenset({"29419"}))
    assert (officer.serves("29419"), officer.serves("29242")) == (True, False)
    assert Staff(2, "Hoa", Role.SUPERVISOR).serves("29242")
    assert not Staff(3, "Tư", Role.OFFICER, communes=frozenset({"29419"}), active=False).serves("29419")
