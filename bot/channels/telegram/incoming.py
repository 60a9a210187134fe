"""What Telegram's updates tell, as Incoming.

Pure; what is not for us, or not known, is nothing.
It works on plain dictionaries, so that an update with something new in it can never stop the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.channels.interface import Json, typed
from bot.domain.messages import Address, Incoming, Kind, Media, MediaKind
from bot.search.text.foreign import one_line

NAME = "telegram"
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
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
FIELDS: Mapping[str, MediaKind] = {
    "voice": "voice",
    "audio": "audio",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "document": "document",
}
MOST_NAME = 80
LONGEST_QUOTE = 300


def incoming(update: Json, account: str, username: str = "") -> Incoming | None:
    """What somebody sent.

    None for what we do not answer: channels, other bots, talk among others in a group.

    account     the bot's id; username: its name without "@", to leave alone what is meant for another bot
    A photo or a voice message is "unreadable", with its caption as text; each of an album is one. In a forum, chat is
    "<chat>/<topic>", so that an answer stays in its topic.
    """
    match update:
        case {
            "update_id": int(number),
            "message": {"chat": {"id": int()}, "migrate_to_chat_id": int(moved)} as message,
        }:
            return Incoming(str(number), _address(message, account), "moved", str(moved), group=True)
        case {"update_id": int(number), "message": {"chat": {"id": int(), "type": str()}} as message}:
            return _message(str(number), message, account, username)
        case {"update_id": int(number), "edited_message": {"chat": {"type": "private"}} as message}:
            said = _message(str(number), message, account, username)
            return replace(said, kind="edited") if said is not None and said.kind in {"text", "unreadable"} else None
        case {"update_id": int(number), "callback_query": {"data": str(token)} as query}:
            return _tap(str(number), token, query, account)
        case {"update_id": int(number), "my_chat_member": {"chat": {"id": int(), "type": str()}} as change}:
            return _membership(str(number), change, account)
    return None


def callback(update: Json) -> str | None:
    """The id of the tap in `update` for which somebody's screen waits; None for none.

    A tap in a group is answered by the turn that it leads to, with a few words for nobody but who tapped.
    """
    match update:
        case {"callback_query": {"id": str(), "message": {"chat": {"type": "group" | "supergroup"}}}}:
            return None
        case {"callback_query": {"id": str(id)}}:
            return id
    return None


def _message(number: str, message: Json, account: str, username: str) -> Incoming | None:
    sender = _person(message)
    content = _content(message, sender)
    group = message["chat"]["type"] in GROUPS
    anonymous = group and not sender and _anonymous(message)
    if not (sender or anonymous) or content is None or not (group or message["chat"]["type"] == "private"):
        return None
    if group and not _meant_for_us(message, account, username):
        return None
    kind, text, own = content
    media = _media(message, account) if kind == "unreadable" and not group else None
    album = str(message.get("media_group_id", ""))
    id = f"album-{album}" if album and media is None else number
    address = _address(message, account)
    said = Incoming(
        id, address, kind, text, own=own, sender=sender, group=group, media=media, album=album, anonymous=anonymous
    )
    return said if group else _answering(replace(said, message=str(message.get("message_id", ""))), message)


def _answering(said: Incoming, message: Json) -> Incoming:
    """With the message that it answers, and what of it is quoted; another chat's has no id here."""
    about = message.get("reply_to_message")
    if not isinstance(about, dict):
        return replace(said, replies_to="elsewhere") if message.get("external_reply") else said
    match message.get("quote"), about:
        case ({"text": str(text)}, _) | (_, {"text": str(text)}) | (_, {"caption": str(text)}):
            said = replace(said, quoted=one_line(text)[:LONGEST_QUOTE])
    return replace(said, replies_to=str(about.get("message_id", "elsewhere")))


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
        case {"id": str(own), "message": {"message_id": int(id), "chat": {"id": int(), "type": str(type)}} as message}:
            sender = _person(query)
            if not sender:
                return None
            address, group = _address(message, account), type in GROUPS
            tap = Incoming(number, address, "tap", token=token, sender=sender, message=str(id), group=group)
            return replace(tap, query=own) if group else tap
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


def _anonymous(message: Json) -> bool:
    """Whether it is from an administrator of the group who hides behind its name."""
    match message:
        case {"chat": {"id": int(chat)}, "sender_chat": {"id": int(sender)}}:
            return chat == sender
    return False


def _address(message: Json, account: str) -> Address:
    chat = str(message["chat"]["id"])
    match message:
        case {"chat": {"type": "supergroup"}, "is_topic_message": True, "message_thread_id": int(topic)}:
            chat = f"{chat}/{topic}"
    return Address(NAME, account, chat)


def _media(message: Json, account: str) -> Media | None:
    """What the message holds that can be passed on: of a photo the largest size."""
    match message:
        case {"photo": [*_sizes, {"file_id": str(ref)} as largest]}:
            return Media("photo", NAME, account, ref, size=_size(largest))
    for field, kind in FIELDS.items():
        file: Json = message.get(field) or {}
        if isinstance(file.get("file_id"), str):
            name = one_line(str(file.get("file_name", "")))[:MOST_NAME]
            return Media(kind, NAME, account, file["file_id"], name, _size(file))
    return None


def _size(file: Json) -> int:
    size = file.get("file_size", 0)
    return size if isinstance(size, int) else 0
