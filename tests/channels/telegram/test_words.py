"""Telegram's two translations, with payloads as the platform sends and takes them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.interface import ApiCall, Undeliverable
from bot.channels.telegram.incoming import callback, incoming
from bot.channels.telegram.menu import COMMANDS
from bot.channels.telegram.outgoing import SHARE_NUMBER, payload
from bot.domain.messages import Address, Button, Incoming, Media
from bot.talk.understanding.phrases import command
from tests.channels.parcels import YES_NO, parcel

LAN = {"id": 1001, "is_bot": False, "first_name": "Lan", "language_code": "vi"}
LOA = {"id": 7, "is_bot": True, "first_name": "Loa", "username": "LoaBot"}
HOME = {"id": 1001, "first_name": "Lan", "type": "private"}
TEAM = {"id": -1001234, "title": "Xã Hòa Bình", "type": "supergroup"}
AT_HOME = Address("telegram", "7", "1001")
IN_TEAM = Address("telegram", "7", "-1001234")


def message(chat: dict[str, Any] = HOME, sender: dict[str, Any] = LAN, **content: Any) -> dict[str, Any]:
    about = {"message_id": 88, "from": sender, "chat": chat, "date": 1772427600}
    return {"update_id": 501, "message": about | content}


def read(update: dict[str, Any]) -> Incoming | None:
    return incoming(update, "7", "LoaBot")


def test_text_arrives_composed_and_without_what_no_database_keeps() -> None:
    typed = "Cho\u0302 to\u0302i ho\u0309i\x00 \ud83d"
    assert read(message(text=typed)) == Incoming("501", AT_HOME, "text", "Chô tôi hỏi", sender="1001", message="88")


def test_a_deep_link_keeps_its_payload() -> None:
    update = message(text="/start q-XYZ", entities=[{"type": "bot_command", "offset": 0, "length": 6}])
    assert read(update) == Incoming("501", AT_HOME, "text", "/start q-XYZ", sender="1001", message="88")


def test_a_tap_brings_token_and_message() -> None:
    question = message(sender=LOA, text="Đồng ý?")["message"]
    query = {"id": "99", "from": LAN, "chat_instance": "5", "data": "q7.yes", "message": question}
    update = {"update_id": 502, "callback_query": query}
    assert read(update) == Incoming("502", AT_HOME, "tap", token="q7.yes", sender="1001", message="88")
    assert callback(update) == "99"
    assert callback(message(text="a")) is None


def test_a_tap_on_an_old_message_that_telegram_no_longer_shows() -> None:
    query = {"id": "99", "from": LAN, "chat_instance": "5", "data": "x"}
    update = {"update_id": 502, "callback_query": query | {"message": {"message_id": 3, "date": 0, "chat": HOME}}}
    assert read(update) == Incoming("502", AT_HOME, "tap", token="x", sender="1001", message="3")


@pytest.mark.parametrize(("owner", "own"), [({"user_id": 1001}, True), ({"user_id": 1002}, False), ({}, False)])
def test_a_contact_is_her_own_only_if_telegram_says_so(owner: dict[str, int], own: bool) -> None:
    update = message(contact={"phone_number": "84912345678", "first_name": "Lan"} | owner)
    assert read(update) == Incoming("501", AT_HOME, "contact", "84912345678", own=own, sender="1001", message="88")


def test_what_cannot_be_read_is_said_so_with_its_caption() -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    assert read(message(photo=photo, caption="sổ của tôi")) == Incoming(
        "501",
        AT_HOME,
        "unreadable",
        "sổ của tôi",
        sender="1001",
        message="88",
        media=Media("photo", "telegram", "7", "a"),
    )
    assert read(message(location={"latitude": 9.8, "longitude": 106.3})) == Incoming(
        "501", AT_HOME, "unreadable", sender="1001", message="88"
    )


def test_each_of_an_album_can_be_passed_on_and_they_know_that_they_belong_together() -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    updates = [message(photo=photo, media_group_id="77") | {"update_id": number} for number in range(3)]
    assert {(said.id, said.album) for said in map(read, updates) if said} == {("0", "77"), ("1", "77"), ("2", "77")}


@pytest.mark.parametrize(
    ("sent", "kind", "method"),
    [
        ({"photo": [{"file_id": "s", "file_size": 9}, {"file_id": "x", "file_size": 99}]}, "photo", "sendPhoto"),
        ({"voice": {"file_id": "x", "file_size": 99}}, "voice", "sendVoice"),
        ({"video_note": {"file_id": "x", "file_size": 99}}, "video", "sendVideo"),
        ({"document": {"file_id": "x", "file_size": 99, "file_name": "to.pdf"}}, "document", "sendDocument"),
    ],
)
def test_what_came_in_goes_on_by_its_id_here_and_by_its_bytes_elsewhere(
    sent: dict[str, object], kind: str, method: str
) -> None:
    said = read(message(**sent))
    assert said is not None
    assert said.media is not None
    assert (said.media.kind, said.media.ref, said.media.size) == (kind, "x", 99)
    passed = parcel(1001, "Cán bộ Minh:", media=said.media)
    here, elsewhere = payload(passed), payload(passed, file=b"bytes")
    assert (here.method, here.arguments[kind]) == (method, "x")
    assert here.arguments["caption"] == "Cán bộ Minh:"
    assert elsewhere.arguments[kind].input_file_content == b"bytes"


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [("member", "kicked", "blocked"), ("kicked", "member", "unblocked"), ("member", "administrator", None)],
)
def test_who_blocks_us_is_noticed(was: str, now: str, kind: str | None) -> None:
    for chat, address, group in [(HOME, AT_HOME, False), (TEAM, IN_TEAM, True)]:
        states = {"old_chat_member": {"user": LOA, "status": was}, "new_chat_member": {"user": LOA, "status": now}}
        said = read({"update_id": 9, "my_chat_member": {"chat": chat, "from": LAN, "date": 1} | states})
        assert (said and (said.kind, said.address, said.sender, said.group)) == (
            kind and (kind, address, "1001", group)
        )


def test_in_a_group_only_commands_and_replies_to_us_count() -> None:
    asked = {"message_id": 5, "chat": TEAM, "date": 1}
    assert read(message(TEAM, text="mọi người ăn cơm chưa")) is None
    assert read(message(TEAM, text="ừ", reply_to_message=asked | {"from": LAN})) is None
    assert read(message(TEAM, sticker={})) is None
    assert read(message(TEAM, text="/viec@OtherBot")) is None
    assert read(message(TEAM, text="/viec@loabot")) == Incoming(
        "501", IN_TEAM, "text", "/viec", sender="1001", group=True
    )
    assert read(message(TEAM, text="nhận 17", reply_to_message=asked | {"from": LOA})) == Incoming(
        "501", IN_TEAM, "text", "nhận 17", sender="1001", group=True
    )


def test_a_topic_of_a_forum_is_an_address_of_its_own() -> None:
    said = read(message(TEAM, text="/viec", is_topic_message=True, message_thread_id=45))
    assert said is not None
    assert said.address.chat == "-1001234/45"
    sent = payload(parcel("-1001234/45"))
    assert (sent.arguments["chat_id"], sent.arguments["message_thread_id"]) == ("-1001234", 45)


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "channel_post": message({"id": -1, "type": "channel", "title": "Tin"}, text="a")["message"]},
        message({"id": -1, "type": "channel", "title": "Tin"}, text="a"),
        message(sender=LAN | {"is_bot": True}, text="a"),
        message(new_chat_members=[LAN]),
        message(pinned_message={}),
        {"update_id": 1},
        {},
    ],
)
def test_what_is_not_for_us_is_left_alone(update: dict[str, Any]) -> None:
    assert read(update) is None


FIELDS = [
    *("id", "type", "chat", "from", "message", "text", "contact", "phone_number", "caption", "photo", "data", "status"),
    *("message_id", "is_bot", "user_id", "old_chat_member", "new_chat_member", "reply_to_message", "media_group_id"),
]
KEYS = st.sampled_from(FIELDS)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["private", "supergroup", "/x"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(st.sampled_from(["message", "callback_query", "my_chat_member"]), JSON, st.dictionaries(KEYS, JSON))
def test_no_update_can_break_the_reading(kind: str, content: object, more: dict[str, object]) -> None:
    incoming({"update_id": 1, kind: content}, "7")
    incoming(message(**more), "7")
    incoming({"update_id": 1, kind: {"chat": HOME, "from": LAN, "data": "x", "message": more} | more}, "7", "LoaBot")


def test_a_message_with_buttons() -> None:
    assert payload(parcel(1001, "Đồng ý?", *YES_NO, Button("q7.more", "Cho tôi đọc lại đã"))) == ApiCall(
        "sendMessage",
        {
            "chat_id": "1001",
            "text": "Đồng ý?",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {
                "inline_keyboard": [
                    [{"text": "Có", "callback_data": "q7.yes"}, {"text": "Không", "callback_data": "q7.no"}],
                    [{"text": "Cho tôi đọc lại đã", "callback_data": "q7.more"}],
                ]
            },
        },
    )


def test_asking_for_the_number_replaces_letters_by_a_keyboard_that_the_next_message_takes_away() -> None:
    asked = payload(parcel(1001, "Số nào ạ?", Button("back", "Quay lại"), wants_contact=True)).arguments["reply_markup"]
    assert asked["keyboard"] == [[{"text": SHARE_NUMBER, "request_contact": True}], [{"text": "Quay lại"}]]
    assert asked["one_time_keyboard"] is True
    assert payload(parcel(1001)).arguments["reply_markup"] == {"remove_keyboard": True}


def test_in_a_group_nobody_is_asked_for_a_number() -> None:
    assert "reply_markup" not in payload(parcel(-1001234)).arguments
    asked = payload(parcel(-1001234, "?", *YES_NO, wants_contact=True)).arguments["reply_markup"]
    assert list(asked) == ["inline_keyboard"]


def test_edits_and_deletions_name_their_message() -> None:
    edit = payload(parcel(1001, "Đã nhận", kind="edit", message_id="88", wants_contact=True))
    assert (edit.method, edit.arguments["message_id"]) == ("editMessageText", 88)
    assert "reply_markup" not in edit.arguments
    assert payload(parcel(1001, kind="delete", message_id="88")) == ApiCall(
        "deleteMessage", {"chat_id": "1001", "message_id": 88}
    )


def test_a_token_that_telegram_would_refuse_is_not_sent() -> None:
    payload(parcel(1001, "?", Button("x" * 64, "Có")))
    for token in ("", "x" * 65, "ộ" * 22):
        with pytest.raises(Undeliverable):
            payload(parcel(1001, "?", Button(token, "Có")))


def test_the_menu_of_commands_is_understood() -> None:
    assert all(command(f"/{name}", staff=False) for name, _words in COMMANDS)
