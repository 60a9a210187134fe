"""Whatever is posted to the Zalo Bot channel, by the platform of tomorrow or by strangers, changes nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_bot.incoming import incoming, unwrapped
from bot.channels.zalo_bot.outgoing import ABILITIES
from bot.domain.message_fitting import fit
from bot.domain.messages import Button, Message
from tests.channels.zalo_bot.conftest import SECRET, Inbox
from tests.channels.zalo_bot.emulator import TOKEN

ACCOUNT = TOKEN.partition(":")[0]

HOSTILE: list[object] = [
    b"{",
    b"\xff\xfe",
    b"[" * 100_000,
    b"null",
    [],
    "text",
    {"result": None},
    {"result": {"message": None}},
    {"message": {}},
    {"event_name": None, "message": {"from": {"id": "1"}, "chat": {"id": "1"}, "message_id": "1", "text": "x"}},
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_bodies_change_nothing(channel: ZaloBot, body: object) -> None:
    inbox = Inbox()
    handle = channel.webhook(SECRET, inbox.receive)
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    assert not await handle("guessed", raw)
    assert not await handle(SECRET, raw)
    assert await handle("", b""), "somebody looks whether we are there"
    assert inbox.kept == []


UNKNOWN: list[object] = [
    {"event_name": "message.text.received", "message": {"from": [], "chat": {}, "message_id": 1}},
    {"event_name": "message.text.received", "message": {"from": {"id": "1"}, "chat": {"id": ""}, "message_id": "1"}},
    {"event_name": "message.poll.received", "message": {"from": {"id": "1"}, "chat": {"id": "1"}, "message_id": "1"}},
]


@pytest.mark.parametrize("body", UNKNOWN, ids=range(len(UNKNOWN)))
async def test_updates_of_kinds_to_come_are_taken_and_left_alone(channel: ZaloBot, body: object) -> None:
    inbox = Inbox()
    assert await channel.webhook(SECRET, inbox.receive)(SECRET, json.dumps(body).encode())
    assert inbox.kept == []


async def test_no_secret_lets_nobody_in(channel: ZaloBot) -> None:
    assert not await channel.webhook("", Inbox().receive)("", b"{}")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["result", "message", "event_name", "from", "chat", "id", "message_id", "text", "date"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_whatever_the_platform_sends_is_read_or_left_alone(body: object) -> None:
    said = incoming(unwrapped(body), ACCOUNT)
    assert said is None or said.address.channel == "zalo_bot"


@given(st.text(max_size=6000), st.lists(st.text(min_size=1, max_size=60), max_size=8))
@settings(deadline=None)
def test_every_message_fits(text: str, labels: list[str]) -> None:
    buttons = tuple(Button(f"t{number}", label) for number, label in enumerate(labels))
    for piece in fit(Message(text, buttons), ABILITIES):
        assert len(piece.text) <= 2000
        assert piece.buttons == ()
