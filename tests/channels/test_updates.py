"""What a platform tells and nobody can read is handed on to be set aside, on every channel; what follows is taken."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.channel import Telegram
from bot.channels.updates import read, refused
from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_bot.here import Here
from bot.channels.zalo_oa.incoming import incoming as from_oa
from bot.channels.zalo_oa.webhook import Signature, mac, webhook
from bot.domain.messages import Address, Incoming
from tests.channels.telegram.test_channel import SECRET, Inbox
from tests.story import MONDAY

LAN = {"id": 5, "type": "private"}
BY_LAN = {"message_id": 1, "date": 1, "chat": LAN, "from": {"id": 5, "is_bot": False, "first_name": "Lan"}}


def told(number: int, **content: Any) -> dict[str, Any]:
    return {"update_id": number, "message": BY_LAN | content}


MALFORMED = {
    "a voice that is a word": told(1, voice="x"),
    "a file that is a list": told(2, document=["x"]),
    "a photo among others in no list": told(3, video=7),
    "a name that is a number": told(4, animation=3.5),
    "a change of nobody": {"update_id": 5, "message": {**BY_LAN, "from": {"id": 5}, "video_note": "o"}},
}


@pytest.mark.parametrize("update", MALFORMED.values(), ids=MALFORMED)
async def test_telegram_is_gone_past(channel: Telegram, update: dict[str, Any]) -> None:
    inbox = Inbox()
    handle = channel.webhook(SECRET, inbox.receive)
    assert await handle(SECRET, json.dumps(update).encode())
    assert await handle(SECRET, json.dumps(told(9, text="chào Loa")).encode())
    aside, said = inbox.kept
    assert (aside.kind, json.loads(aside.text)) == ("refused", update)
    assert said.text == "chào Loa"


@pytest.mark.parametrize("body", [b"{", b"<html>502</html>", b"[" * 100_000, b"\xff\xfe"], ids=range(4))
async def test_a_body_that_is_no_json_is_set_aside(channel: Telegram, body: bytes) -> None:
    inbox = Inbox()
    assert await channel.webhook(SECRET, inbox.receive)(SECRET, body)
    assert [kept.kind for kept in inbox.kept] == ["refused"]
    inbox.kept[0].text.encode("ascii")


async def test_the_same_update_is_the_same_however_often_it_comes(channel: Telegram) -> None:
    inbox = Inbox()
    for _again in range(2):
        await channel.take(MALFORMED["a voice that is a word"], inbox.receive)
    assert len({kept.id for kept in inbox.kept}) == 1


async def test_zalos_accounts_are_gone_past() -> None:
    """An attachment's name is read, whatever kind of thing its neighbours are."""
    inbox, body = Inbox(), b'{"event_name": "user_send_text", "timestamp": "1", "sender": {"id": "5"}, "x": 1}'
    event = json.loads(body) | {"timestamp": str(round(MONDAY.timestamp() * 1000)), "app_id": "1"}
    body = json.dumps(event).encode()
    signature = Signature("1", "2", "key")
    signed = mac("1", body, event["timestamp"], "key")
    assert await webhook(signature, inbox.receive, lambda: MONDAY)(f"mac={signed}", body)
    assert from_oa(event, "2") == ()


async def test_a_translation_that_fails_is_no_failure_of_the_loop() -> None:
    """Zalo Bot's poller keeps what it fetched until it is kept: nothing else would ever be fetched."""

    class Odd(ZaloBot):
        def incoming(self, update: Any) -> Incoming | None:
            return replace(update["nothing"], id="1")

    inbox = Inbox()
    here = Here(None, lambda: MONDAY, "me")  # type: ignore[arg-type]
    bot = Odd("1:x", here)
    await bot.take({"message": {}}, inbox.receive)
    await bot.close()
    assert [(kept.kind, kept.token, kept.address) for kept in inbox.kept] == [
        ("refused", "KeyError", Address("zalo_bot", "1", ""))
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["text", "voice", "photo", "document", "caption", "contact", "chat", "from", "reply_to_message", "entities"]
MESSAGES = st.dictionaries(st.sampled_from(FIELDS), VALUES | st.dictionaries(st.sampled_from(["id", "type"]), VALUES))


@given(MESSAGES, st.sampled_from(["message", "callback_query", "my_chat_member", "edited_message"]))
@settings(deadline=None, max_examples=300)
def test_whatever_telegram_sends_is_read_or_set_aside(content: dict[str, Any], kind: str) -> None:
    channel = Telegram("7:x")
    update = {"update_id": 1, kind: BY_LAN | content}
    for one in read(update, lambda: [channel.incoming(update)] if channel.incoming(update) else [], "telegram", "7"):
        assert isinstance(one, Incoming)
        assert one.kind != "refused" or one.text.isascii()


@given(VALUES)
def test_whatever_is_set_aside_can_be_kept(update: object) -> None:
    refused(update, ValueError(), "telegram", "7").text.encode()
