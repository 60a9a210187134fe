"""What a Zalo Official Account's webhook tells, as Incoming.

Pure; what is not for us, or not known, is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.channels.interface import Json, typed
from bot.channels.zalo.attachments import attached
from bot.domain.messages import Address, Incoming, Kind, Media, MediaKind

NAME = "zalo_oa"
TAP = "#loa:"

UNREADABLE = frozenset(
    f"user_send_{what}"
    for what in (
        *("image", "audio", "video", "sticker", "gif", "location", "business_card", "file"),
        *("template", "contact"),
    )
)
# What can be passed on to a person. A picture that moves is a file, for no photo does.
MEDIA: Mapping[str, MediaKind] = {
    "user_send_image": "photo",
    "user_send_gif": "document",
    "user_send_audio": "voice",
    "user_send_video": "video",
    "user_send_file": "document",
}
# A citizen opened the talk by a button of our page, or called: they may be written to again, and have said nothing.
OPENED = frozenset({"user_click_chatnow", "user_call_oa"})
# Zalo makes a link of a text with an address in it.
TYPED = frozenset({"user_send_text", "user_send_link"})
HEARD = frozenset({*TYPED, "user_submit_info", "follow", "unfollow", *OPENED, *UNREADABLE})
# Told, and nothing for us to answer; they are counted by name. Whatever is in no list is counted as "other".
IGNORED = frozenset(
    {
        *("user_received_message", "user_seen_message", "user_reacted_message", "oa_reacted_message"),
        *("oa_send_text", "oa_send_image", "oa_send_gif", "oa_send_list", "oa_send_file", "oa_send_sticker"),
        *("oa_send_template", "add_user_to_tag", "shop_has_order", "user_feedback"),
        *("oa_send_consent", "user_reply_consent", "oa_call_user"),
        *("anonymous_send_text", "anonymous_send_image", "anonymous_send_file", "anonymous_send_sticker"),
        *("change_template_status", "change_template_quality", "change_oa_daily_quota"),
    }
)


def name_of(event: Json) -> str:
    """The event's name where we know it, else "other": a label that no sender can make up."""
    name = event.get("event_name")
    return name if isinstance(name, str) and name in HEARD | IGNORED else "other"


def incoming(event: Json, oa_id: str) -> tuple[Incoming, ...]:
    """What somebody sent to that account.

    Nothing for other accounts, echoes, receipts and whatever is not known. A new follower may be written to again and
    is greeted, as at the start of a talk.
    """
    name, user, oa = name_of(event), _user(event), _account(event)
    if name not in HEARD or not user or oa != oa_id:
        return ()
    where = Address(NAME, oa_id, user)
    message = event.get("message")
    said: Json = message if isinstance(message, Mapping) else {}
    id = _id(said.get("msg_id")) or f"{name}:{user}:{_id(event.get('timestamp'))}"
    match name:
        case "follow":
            again = Incoming(id, where, "unblocked", sender=user)
            return again, Incoming(f"{id}:start", where, text="/start", sender=user)
        case _ if name in OPENED:
            return (Incoming(id, where, "unblocked", sender=user),)
        case "unfollow":
            return (Incoming(id, where, "blocked", sender=user),)
        case "user_submit_info":
            phone = _phone(event)
            return (Incoming(id, where, "contact", phone, sender=user),) if phone else ()
    text = said.get("text")
    words = typed(text) if isinstance(text, str) else ""
    if name == "user_send_link" and not words:
        words = _linked(said.get("attachments", event.get("attachments")))
    if words.startswith(TAP):
        return (Incoming(id, where, "tap", token=words.removeprefix(TAP), sender=user),)
    return _written(name, event, said, words, Incoming(id, where, sender=user))


def _written(name: str, event: Json, said: Json, words: str, one: Incoming) -> tuple[Incoming, ...]:
    """What was typed or sent: of several files each is one."""
    kind: Kind = "text" if name in TYPED and (words or name == "user_send_text") else "unreadable"
    first, *others = _media(name, event, said, one.address.account) or [None]
    answered = _id(said.get("quote_msg_id") or said.get("quote_message_id"))
    one = replace(one, kind=kind, album=one.id if others else "")
    return (
        replace(one, text=words, media=first, replies_to=answered),
        *(replace(one, id=f"{one.id}:{number}", media=media) for number, media in enumerate(others, start=2)),
    )


def _media(name: str, event: Json, said: Json, oa_id: str) -> list[Media | None]:
    """What it holds: in the message, as the documents have it, or beside it, as others saw it."""
    kind = MEDIA.get(name)
    if kind is None:
        return []
    listed = said.get("attachments", event.get("attachments"))
    return list(attached(kind, listed, NAME, oa_id))


def _linked(listed: object) -> str:
    """Of a link without a text of its own: what Zalo says that it is, and the address."""
    match listed:
        case [{"payload": {"url": str(url)} as payload}, *_others]:
            about = payload.get("description")
            return typed(f"{about if isinstance(about, str) else ''} {url}")
    return ""


def _user(event: Json) -> str:
    match event:
        case {"follower": {"id": id}} | {"sender": {"id": id}} | {"user_id": id}:
            return _id(id)
    return ""


def _account(event: Json) -> str:
    match event:
        case {"oa_id": id} | {"recipient": {"id": id}}:
            return _id(id)
    return ""


def _phone(event: Json) -> str:
    """The number as Zalo has it, "84912345678"; name and address that come with it are not read."""
    match event:
        case {"info": {"phone": phone}}:
            return _id(phone)
    return ""


def _id(value: object) -> str:
    """An id, a time or a number as text: Zalo writes them either way."""
    if isinstance(value, bool):
        return ""
    return typed(str(value)) if isinstance(value, str | int) else ""
