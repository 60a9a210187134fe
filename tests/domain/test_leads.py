"""A request's states: every outcome has one, and the ends are ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events.leads import EventKind
from bot.domain.leads import (
    AFTER,
    CALLED,
    ENDS,
    HELD,
    OUTCOMES,
    TRANSITIONS,
    TRIES,
    Lead,
    LeadState,
    Move,
    Outcome,
    after,
    in_vain,
)
from bot.domain.messages import Say
from bot.domain.people import Role, Staff
from bot.domain.phone import PhoneNumber
from bot.services.leads.cards import STATES, STEPS, anonymous_card, buttons, card
from bot.services.leads.transitions import KINDS
from bot.services.leads.who_hears import HEARS
from bot.words import Words

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def lead(state: LeadState) -> Lead:
    return Lead(17, 1, state, "Lan", PhoneNumber("+84912345678"), "29419", NOW)


def test_every_outcome_leads_to_a_state_and_is_offered() -> None:
    assert set(AFTER) == set(Outcome)
    assert set(AFTER.values()) | {Move.GIVE_UP} == set(CALLED)
    assert [option.token for option in OUTCOMES] == [outcome.value for outcome in Outcome]


def test_every_state_and_step_has_its_words() -> None:
    assert set(STATES) == set(LeadState)
    assert {move.value for move in Move} <= set(STEPS)
    assert set(KINDS) == set(Move) - {Move.TELL}
    assert set(HEARS) == set(EventKind)


def test_every_legal_move_is_one_of_these() -> None:
    """The whole table, as the office draws it: from where, and what may follow."""
    legal = {state: {move.value for move in moves} for state, moves in TRANSITIONS.items()}
    calls = {move.value for move in CALLED}
    held = calls | {"taken_over", "given", "released", "handed_over", "withdrawn"}
    assert legal == {
        LeadState.NEW: {"told", "taken", "given", "handed_over", "withdrawn"},
        **dict.fromkeys((LeadState.TAKEN, LeadState.CALL_AGAIN, LeadState.WILL_JOIN), held),
        LeadState.IN_TRAY: {"let_go", "discarded", "withdrawn"},
        LeadState.DISCARDED: set(),
        **{state: {"asked_again", "reopened"} for state in ENDS - {LeadState.WITHDRAWN, LeadState.DISCARDED}},
        LeadState.WITHDRAWN: set(),
    }


MOVES = st.lists(st.tuples(st.sampled_from(Move), st.integers(0, 2)), max_size=40)


@given(MOVES)
def test_whatever_is_tried_only_legal_steps_happen(tried: list[tuple[Move, int]]) -> None:
    """Random sequences of moves, days passing now and then, as the store applies them."""
    state, today, missed, done = LeadState.NEW, date(2026, 11, 23), set[date](), list[Move]()
    for move, days in tried:
        today += timedelta(days=days)
        counted = {*missed, today} if move in (Move.NO_ANSWER, Move.GIVE_UP) else missed
        to = after(state, move, counted)
        if to is None:
            continue
        assert to is TRANSITIONS[state][move]
        missed = set() if move is Move.ASK_AGAIN else {*missed, today} if move is Move.NO_ANSWER else missed
        done.append(move)
        if to in ENDS:
            assert move in {*CALLED, Move.WITHDRAW}, "only a call or the citizen ends a request"
        if move is Move.GIVE_UP:
            assert len(missed) == TRIES - 1, "three tries on different days, and no fourth"
        if move in CALLED:
            assert {Move.TAKE, Move.GIVE} & set(done), "nobody calls who has not taken it"
        if Move.WITHDRAW in done:
            assert to is LeadState.WITHDRAWN, "nothing follows"
        state = to


@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 1, 9))))
def test_a_call_in_vain_is_always_one_move_or_the_other(missed: set[date]) -> None:
    for state in HELD:
        legal = [move for move in (Move.NO_ANSWER, Move.GIVE_UP) if after(state, move, missed) is not None]
        assert legal == [in_vain(missed)]


@pytest.mark.parametrize("state", LeadState)
def test_what_is_over_can_only_be_opened_again_and_noted_on(state: LeadState) -> None:
    assert lead(state).open is (state not in ENDS)
    offered = [option.token for option in buttons(lead(state))]
    if state in {LeadState.WITHDRAWN, LeadState.DISCARDED}:
        assert offered == []
    elif state in ENDS:
        assert offered == [">reopen:17", ">note:17"]
    else:
        assert offered


def test_a_new_request_is_taken_and_a_taken_one_has_an_outcome() -> None:
    assert [option.token for option in buttons(lead(LeadState.NEW))] == [">take:17", ">hand:17"]
    held = [option.token for option in buttons(lead(LeadState.TAKEN))]
    assert held == [">outcome:17", ">again:17", ">hand:17", ">note:17"]


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
