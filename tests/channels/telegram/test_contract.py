"""aiogram's independent model of the Bot API agrees with what we send and with what we read.

Two libraries are here because they know nothing of each other: python-telegram-bot carries the calls, aiogram judges
them. Nothing but this test imports aiogram.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import NullTranslations
from typing import Any

import pytest
from aiogram import methods, types
from aiogram.enums import ContentType, UpdateType
from pydantic import BaseModel

from bot.channels.interface import ApiCall
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.incoming import ALLOWED_UPDATES, UNREADABLE, incoming
from bot.channels.telegram.outgoing import payload
from bot.domain.messages import Address, Button, Incoming, Media
from bot.words import Language
from tests.channels.parcels import YES_NO, parcel
from tests.channels.telegram.emulator import FakeTelegram

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
LAN = types.User(id=1001, is_bot=False, first_name="Lan")
LOA = types.User(id=7, is_bot=True, first_name="Loa", username="LoaBot")
HOME = types.Chat(id=1001, type="private", first_name="Lan")
TEAM = types.Chat(id=-1001234, type="supergroup", title="Xã Hòa Bình", is_forum=True)
AT_HOME = Address("telegram", "7", "1001")
SERVICE = {
    "boost_added",
    "channel_chat_created",
    "chat_background_set",
    "chat_owner_changed",
    "chat_owner_left",
    "chat_shared",
    "checklist_tasks_added",
    "checklist_tasks_done",
    "community_chat_added",
    "community_chat_joined",
    "community_chat_removed",
    "connected_website",
    "delete_chat_photo",
    "direct_message_price_changed",
    "forum_topic_closed",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "gift",
    "gift_upgrade_sent",
    "giveaway",
    "giveaway_completed",
    "giveaway_created",
    "giveaway_winners",
    "group_chat_created",
    "invoice",
    "left_chat_member",
    "managed_bot_created",
    "message_auto_delete_timer_changed",
    "migrate_from_chat_id",
    "migrate_to_chat_id",
    "new_chat_members",
    "new_chat_photo",
    "new_chat_title",
    "paid_message_price_changed",
    "passport_data",
    "pinned_message",
    "poll_option_added",
    "poll_option_deleted",
    "proximity_alert_triggered",
    "refunded_payment",
    "successful_payment",
    "suggested_post_approval_failed",
    "suggested_post_approved",
    "suggested_post_declined",
    "suggested_post_paid",
    "suggested_post_refunded",
    "supergroup_chat_created",
    "unique_gift",
    "user_shared",
    "users_shared",
    "video_chat_ended",
    "video_chat_participants_invited",
    "video_chat_scheduled",
    "video_chat_started",
    "web_app_data",
    "write_access_allowed",
}
SENT = [
    parcel(1001, "Chào cô"),
    parcel(1001, "Đồng ý không ạ?", *YES_NO, Button("q7.more", "Cho tôi đọc lại đã")),
    parcel(1001, "Số nào ạ?", Button("back", "Quay lại"), wants_contact=True),
    parcel("-1001234/45", "Yêu cầu 17", Button("lead.17.take", "Tôi nhận")),
    parcel(1001, "Đã nhận", *YES_NO, kind="edit", message_id="88"),
    parcel(1001, "Đã nhận", kind="edit", message_id="88"),
    parcel(1001, kind="delete", message_id="88"),
]


def judged(call: ApiCall) -> BaseModel:
    """The call as aiogram understands it; fails where it would have to guess."""
    method = getattr(methods, call.method[0].upper() + call.method[1:])
    understood: BaseModel = method.model_validate(call.arguments)
    assert not list(unknown(understood)), f"{call.method} has no {list(unknown(understood))}"
    return understood


def unknown(value: object) -> Iterator[str]:
    """Names, at any depth, that aiogram's model does not have."""
    if isinstance(value, BaseModel):
        yield from value.model_extra or {}
        for name in value.model_fields_set:
            yield from unknown(getattr(value, name, None))
    elif isinstance(value, list):
        for item in value:
            yield from unknown(item)


def decoded(value: str) -> object:
    """A form field as the value it stands for; text stays text."""
    try:
        return json.loads(value)
    except ValueError:
        return value


def read(**update: Any) -> Incoming | None:
    """What we read in an update that aiogram has built."""
    built = types.Update(update_id=501, **update)
    return incoming(built.model_dump(mode="json", by_alias=True, exclude_none=True), "7", "LoaBot")


def message(chat: types.Chat = HOME, **content: Any) -> types.Message:
    return types.Message(message_id=88, date=NOW, chat=chat, **{"from_user": LAN} | content)


@pytest.mark.parametrize("sent", SENT, ids=[f"{sent.kind} {sent.message.text}" for sent in SENT])
def test_every_parcel_is_a_call_that_aiogram_understands(sent: Any) -> None:
    call = payload(sent)
    told = judged(call).model_dump(mode="json", exclude_unset=True)
    assert {**told, "chat_id": str(told["chat_id"])} == call.arguments


async def test_every_other_call_is_understood_too() -> None:
    languages = {code: Language(code, NullTranslations()) for code in ("vi", "en")}
    async with FakeTelegram() as telegram:
        channel = Telegram(telegram.token, api=telegram.url)
        await channel.set_up("http://127.0.0.1:1/telegram", "secret", languages)
        await channel.set_up("", "", languages)
        await channel.acknowledge({"update_id": 1, "callback_query": {"id": "tap-9"}})
        await channel._api.updates(0, 0)
        await channel.close()
    assert {"getMe", "setWebhook", "deleteWebhook", "setMyCommands", "answerCallbackQuery", "getUpdates"} <= {
        method for method, _fields in telegram.server.calls
    }
    for method, fields in telegram.server.calls:
        judged(ApiCall(method, {name: decoded(value) for name, value in fields.items()}))


def test_a_judge_who_notices() -> None:
    call = payload(SENT[1])
    call.arguments["reply_markup"]["inline_keyboard"][0][0]["colour"] = "red"
    with pytest.raises(AssertionError, match="colour"):
        judged(call)


def test_what_people_send() -> None:
    assert read(message=message(text="/start q-XYZ")) == Incoming(
        "501", AT_HOME, "text", "/start q-XYZ", sender="1001", message="88"
    )
    contact = types.Contact(phone_number="+84912345678", first_name="Lan", user_id=1001)
    assert read(message=message(contact=contact)) == Incoming(
        "501", AT_HOME, "contact", "+84912345678", sender="1001", message="88"
    )
    voice = types.Voice(file_id="a", file_unique_id="b", duration=3)
    spoken = Media("voice", "telegram", "7", "a")
    assert read(message=message(voice=voice)) == Incoming(
        "501", AT_HOME, "unreadable", sender="1001", message="88", media=spoken
    )
    edited = read(edited_message=message(text="sửa"))
    assert edited is not None
    assert (edited.kind, edited.text) == ("edited", "sửa")
    topic = message(TEAM, text="/viec", is_topic_message=True, message_thread_id=45)
    assert read(message=topic) == Incoming(
        "501", Address("telegram", "7", "-1001234/45"), "text", "/viec", sender="1001", group=True
    )
    reply = message(TEAM, text="nhận 17", reply_to_message=message(TEAM, text="Yêu cầu 17", from_user=LOA))
    assert (said := read(message=reply)) is not None
    assert said.text == "nhận 17"


@pytest.mark.parametrize(
    "seen", [message(text="?", from_user=LOA), types.InaccessibleMessage(chat=HOME, message_id=88, date=0)]
)
def test_taps(seen: types.MaybeInaccessibleMessage) -> None:
    query = types.CallbackQuery(id="9", from_user=LAN, chat_instance="1", data="q7.yes", message=seen)
    assert read(callback_query=query) == Incoming("501", AT_HOME, "tap", token="q7.yes", sender="1001", message="88")


@pytest.mark.parametrize(
    ("now", "chat", "kind"),
    [
        (types.ChatMemberBanned(user=LOA, until_date=NOW), HOME, "blocked"),
        (types.ChatMemberLeft(user=LOA), TEAM, "blocked"),
        (types.ChatMemberMember(user=LOA), TEAM, None),
    ],
)
def test_membership(now: types.ChatMember, chat: types.Chat, kind: str | None) -> None:
    was = types.ChatMemberMember(user=LOA)
    change = types.ChatMemberUpdated(chat=chat, from_user=LAN, date=NOW, old_chat_member=was, new_chat_member=now)
    said = read(my_chat_member=change)
    assert (said and said.kind) == kind


def test_every_kind_of_content_and_update_is_decided_upon() -> None:
    contents = {kind.value for kind in ContentType} - {"any", "unknown"}
    assert contents == {"text", "contact"} | UNREADABLE | SERVICE
    assert set(ALLOWED_UPDATES) <= {kind.value for kind in UpdateType}
