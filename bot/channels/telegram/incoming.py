"""Telegram's two pure translations: an update becomes Incoming, a parcel becomes a call of the Bot API.

Both work on plain dictionaries, so that an update with something new in it can never stop the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import InputFile

from bot.channels.interface import Undeliverable, typed
from bot.channels.telegram.media import METHODS, carried, media_of
from bot.domain.message_fitting import units
from bot.domain.messages import Abilities, Address, Button, Incoming, Kind, link_of
from bot.store.messages.outbox import Parcel

NAME = "telegram"
ABILITIES = Abilities(
    text_limit=4096,
    buttons=True,
    most_buttons=30,
    token_bytes=64,
    contact=True,
    edits=True,
    pictures=True,
    media=frozenset(METHODS),
    links=frozenset({"https"}),
)
ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
UNREADABLE = {
    "animation",
    "audio",
    "checklist",
    "dice",
    "document",
    "game",
    "live_photo",
    "location",
    "paid_media",
    "photo",
    "poll",
    "rich_message",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
}
GROUPS = ("group", "supergroup")
SHORT_LABEL = 14
# A parcel does not say its reader's language, so the one label that is ours speaks both.
SHARE_NUMBER = "📱 Gửi số điện thoại · Share my number"

Json: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Call:
    """A method of the Bot API with its arguments, ready for JSON."""

    method: str
    arguments: dict[str, Any]


def incoming(update: Json, account: str, username: str = "") -> Incoming | None:
    """What somebody sent; None for what we do not answer: edits, channels, other bots, talk among others in a group.

    account     the bot's id; username: its name without "@", to leave alone what is meant for another bot
    A photo or a voice message is "unreadable", with its caption as text; each of an album is one. In a forum, chat is
    "<chat>/<topic>", so that an answer stays in its topic.
    """
    match update:
        case {"update_id": int(number), "message": {"chat": {"id": int(), "type": str()}} as message}:
            return _message(str(number), message, account, username)
        case {"update_id": int(number), "callback_query": {"data": str(token)} as query}:
            return _tap(str(number), token, query, account)
        case {"update_id": int(number), "my_chat_member": {"chat": {"id": int(), "type": str()}} as change}:
            return _membership(str(number), change, account)
    return None


def callback(update: Json) -> str | None:
    """The id of the tap in `update` that the citizen's screen waits to hear of, None where there is none."""
    match update:
        case {"callback_query": {"id": str(id)}}:
            return id
    return None


def _message(number: str, message: Json, account: str, username: str) -> Incoming | None:
    sender = _person(message)
    content = _content(message, sender)
    group = message["chat"]["type"] in GROUPS
    if not sender or content is None or not (group or message["chat"]["type"] == "private"):
        return None
    if group and not _meant_for_us(message, account, username):
        return None
    kind, text, own = content
    media = media_of(message, account) if kind == "unreadable" and not group else None
    album = str(message.get("media_group_id", ""))
    id = f"album-{album}" if album and media is None else number
    address = _address(message, account)
    return Incoming(id, address, kind, text, own=own, sender=sender, group=group, media=media, album=album)


def _content(message: Json, sender: str) -> tuple[Kind, str, bool] | None:
    match message:
        case {"text": str(text)}:
            return "text", typed(re.sub(r"^(/\w+)@\w+", r"\1", text)), True
        case {"contact": {"phone_number": str(phone)} as contact}:
            return "contact", typed(phone), str(contact.get("user_id", "")) == sender
    if UNREADABLE & message.keys():
        caption = message.get("caption")
        return "unreadable", typed(caption) if isinstance(caption, str) else "", True
    return None


def _meant_for_us(message: Json, account: str, username: str) -> bool:
    """Whether a message in a group is a command for this bot or a reply to something it said."""
    match message:
        case {"reply_to_message": {"from": {"id": int(whose)}}} if str(whose) == account:
            return True
        case {"text": str(text)} if text.startswith("/"):
            other = re.match(r"/\w+@(\w+)", text)
            return not (other and username) or other[1].lower() == username.lower()
    return False


def _tap(number: str, token: str, query: Json, account: str) -> Incoming | None:
    match query:
        case {"message": {"message_id": int(id), "chat": {"id": int(), "type": str(type)}} as message}:
            sender = _person(query)
            if not sender:
                return None
            address, group = _address(message, account), type in GROUPS
            return Incoming(number, address, "tap", token=token, sender=sender, message=str(id), group=group)
    return None


def _membership(number: str, change: Json, account: str) -> Incoming | None:
    group = change["chat"]["type"] in GROUPS
    was, now = _inside(change.get("old_chat_member")), _inside(change.get("new_chat_member"))
    if was == now or not (group or change["chat"]["type"] == "private"):
        return None
    kind: Kind = "unblocked" if now else "blocked"
    return Incoming(number, _address(change, account), kind, sender=_person(change), group=group)


def _inside(member: object) -> bool:
    match member:
        case {"status": "creator" | "administrator" | "member"} | {"status": "restricted", "is_member": True}:
            return True
    return False


def _person(message: Json) -> str:
    """The id of the person who sent it; "" for bots and for what nobody sent."""
    match message:
        case {"from": {"id": int(id)} as sender} if not sender.get("is_bot"):
            return str(id)
    return ""


def _address(message: Json, account: str) -> Address:
    chat = str(message["chat"]["id"])
    match message:
        case {"chat": {"type": "supergroup"}, "is_topic_message": True, "message_thread_id": int(topic)}:
            chat = f"{chat}/{topic}"
    return Address(NAME, account, chat)


def payload(parcel: Parcel, picture: bytes = b"", file: bytes | None = None) -> Call:
    """The call that carries `parcel`, with its picture where that has been drawn (PNG).

    file    what it passes on; None where that lies at this bot already

    Raises Undeliverable for a button's token that Telegram would refuse.
    """
    chat, _slash, topic = parcel.address.chat.partition("/")
    if parcel.kind == "delete":
        return Call("deleteMessage", {"chat_id": chat, "message_id": int(parcel.message_id)})
    said = {"chat_id": chat, "text": parcel.message.text, "link_preview_options": {"is_disabled": True}}
    markup = _inline(parcel.message.buttons)
    if parcel.kind == "edit":
        return Call("editMessageText", said | {"message_id": int(parcel.message_id)} | markup)
    if not parcel.group:
        markup = _contact_keyboard(parcel.message.buttons) if parcel.message.wants_contact else markup or NO_KEYBOARD
    where = {"message_thread_id": int(topic)} if topic else {}
    if picture:
        photo = {"photo": InputFile(picture, "loa.png", attach=True), "caption": parcel.message.text}
        return Call("sendPhoto", {"chat_id": chat} | photo | where | markup)
    if parcel.message.media is not None:
        method, arguments = carried(parcel.message.media, parcel.message.text, file)
        return Call(method, {"chat_id": chat} | arguments | where | markup)
    return Call("sendMessage", said | where | markup)


# Takes away the keyboard of an earlier contact question; where there is none, nothing happens.
NO_KEYBOARD = {"reply_markup": {"remove_keyboard": True}}


def _inline(buttons: Sequence[Button]) -> dict[str, Any]:
    for button in buttons:
        if not link_of(button.token) and not 1 <= len(button.token.encode()) <= ABILITIES.token_bytes:
            raise Undeliverable("a button's token has to have 1 to 64 bytes")
    rows = [[_button(button) for button in row] for row in _rows(buttons)]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _button(button: Button) -> dict[str, str]:
    return {"text": button.label, "url" if link_of(button.token) else "callback_data": button.token}


def _contact_keyboard(buttons: Sequence[Button]) -> dict[str, Any]:
    """A keyboard in place of letters: inline buttons cannot share a number, so the options are labels to be typed."""
    rows = [[{"text": SHARE_NUMBER, "request_contact": True}]]
    rows += [[{"text": button.label} for button in row] for row in _rows(buttons)]
    return {"reply_markup": {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}}


def _rows(buttons: Sequence[Button]) -> list[list[Button]]:
    """One button a row; two neighbours with short labels share one."""
    rows: list[list[Button]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and all(units(each.label) <= SHORT_LABEL for each in [*rows[-1], button]):
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows
