"""What is remembered between two turns: written down and read again without loss."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.talk.conversation import DRAFTS_LIVE, Conversation

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
words = st.text(max_size=20)
conversations = st.builds(
    Conversation,
    flow=words,
    arg=words,
    nonce=words,
    answers=st.dictionaries(words, words, max_size=5),
    offered=st.lists(st.tuples(words, words), max_size=5).map(tuple),
    last_answer=words,
    misses=st.integers(0, 9),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
    minute=st.tuples(st.floats(0, 4e9), st.integers(0, 99)),
)


@given(conversations)
def test_what_is_written_is_read(conversation: Conversation) -> None:
    assert Conversation.read(conversation.write()) == conversation


def test_nothing_written_is_a_new_conversation() -> None:
    assert Conversation.read("") == Conversation()


@pytest.mark.parametrize(
    ("flow", "away", "expired"),
    [
        ("consultation", DRAFTS_LIVE, False),
        ("consultation", DRAFTS_LIVE + timedelta(seconds=1), True),
        ("", DRAFTS_LIVE * 9, False),
    ],
)
def test_a_draft_lives_for_a_week(flow: str, away: timedelta, expired: bool) -> None:
    assert Conversation(flow=flow, at=NOW - away).expired(NOW) is expired


def test_messages_are_counted_by_the_minute() -> None:
    conversation = Conversation()
    for second in range(59):
        conversation = conversation.counted(NOW + timedelta(seconds=second))
    assert conversation.minute == (NOW.timestamp(), 59)
    assert conversation.counted(NOW + timedelta(seconds=60)).minute[1] == 1


def test_a_minute_that_is_still_to_come_was_begun_by_a_wrong_clock() -> None:
    conversation = Conversation()
    for _message in range(50):
        conversation = conversation.counted(NOW + timedelta(days=1))
    assert conversation.counted(NOW).minute == (NOW.timestamp(), 1)
