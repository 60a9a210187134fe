"""What the Zalo Bot Platform's updates tell, as Incoming. Pure.

It works on plain dictionaries of whatever shape: what the platform may send is known from others' reports only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.interface import Json, typed
from bot.channels.zalo.attachments import media_at
from bot.domain.messages import Address, Incoming, Kind, Media, MediaKind

NAME = "zalo_bot"
WHERE: Mapping[str, tuple[MediaKind, tuple[str, ...]]] = {
    "image": ("photo", ("photo_url", "photo")),
    "voice": ("voice", ("voice_url",)),
}
UNREADABLE = ("image", "sticker", "voice", "unsupported")
GROUP, PRIVATE = "GROUP", "PRIVATE"
LAST_MOMENT = 253_402_300_799_999


def read(body: bytes) -> Json | None:
    """The update in the body of a webhook call.

    None where there is none, of no kind, known or not.
    """
    try:
        update = unwrapped(json.loads(body))
    except (ValueError, RecursionError):
        return None
    whole = isinstance(update.get("event_name"), str) and isinstance(update.get("message"), dict)
    return update if whole else None


def unwrapped(body: Any) -> Json:
    """The update in the body of a webhook call, or nothing.

    It may be wrapped, as the documents have it, or bare, as it arrives.
    """
    match body:
        case {"result": {"message": _}}:
            update: Json = body["result"]
            return update
        case {"message": _}:
            bare: Json = body
            return bare
    return {}


def sent_at(update: Json) -> datetime | None:
    """When it was sent, as the platform says (milliseconds); None where it does not say."""
    match update:
        case {"message": {"date": int(milliseconds)}} if 0 < milliseconds <= LAST_MOMENT:
            return datetime.fromtimestamp(milliseconds / 1000, UTC)
    return None


def incoming(update: Json, account: str, called: str = "") -> Incoming | None:
    """What somebody sent.

    None for what we do not answer: other bots, and what is no text in a group.

    account   the number before the colon in the bot's token
    called    the bot's name, with which a mention in a group begins
    """
    match update:
        case {
            "event_name": str(event),
            "message": {"message_id": str(id), "chat": {"id": str(chat)}, "from": {"id": str(sender)}} as message,
        } if id and chat and not message["from"].get("is_bot"):
            group = message["chat"].get("chat_type", PRIVATE) == GROUP
            content = _content(event, message)
            if content is None or (group and content[0] != "text"):
                return None
            text = _after_mention(content[1], called) if group else content[1]
            media = _media(_what(event), message, account)
            said = Incoming(id, Address(NAME, account, chat), content[0], text, sender=sender, group=group, media=media)
            return said if group else _answering(said, message)
    return None


def _answering(said: Incoming, message: Json) -> Incoming:
    """With the message that it answers: documented nowhere, told in one of these ways if at all."""
    match message:
        case {"reply_to_message": {"message_id": str(id)} as about} | {"quote": {"message_id": str(id)} as about}:
            text = about.get("text")
            return replace(said, replies_to=id, quoted=typed(text) if isinstance(text, str) else "")
    return said


def _content(event: str, message: Json) -> tuple[Kind, str] | None:
    what = _what(event)
    match message:
        case {"text": str(text)} if what == "text":
            return "text", typed(text)
    if what not in UNREADABLE:
        return None
    caption = message.get("caption")
    return "unreadable", typed(caption) if isinstance(caption, str) else ""


def _what(event: str) -> str:
    return event.removeprefix("message.").removesuffix(".received")


def _media(what: str, message: Json, account: str) -> Media | None:
    """What can be passed on.

    Zalo tells where photos and voice messages lie, and nothing of files, places and films.
    """
    kind, names = WHERE.get(what, ("photo", ()))
    found = [message[name] for name in names if isinstance(message.get(name), str) and message[name]]
    return media_at(kind, found[0], NAME, account) if found else None


def _after_mention(text: str, called: str) -> str:
    mention = f"@{called}"
    return text[len(mention) :].strip() if called and text.casefold().startswith(mention.casefold()) else text
