"""How incoming things and messages are written down: compact JSON, defaults left out.

The law is read(write(value)) == value. What an older release wrote must stay readable, so a new field needs a default.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bot.domain.messages import Address, Button, Card, Incoming, Media, Message, Subject, SubjectKind

_PLAIN = (
    *("kind", "text", "token", "own", "sender", "message", "group", "album", "anonymous", "query"),
    *("replies_to", "quoted", "origin"),
)
_DEFAULT = Incoming("", Address("", "", ""))


def write_incoming(incoming: Incoming) -> str:
    """One line of JSON."""
    address = incoming.address
    written: dict[str, Any] = {"id": incoming.id, "from": [address.channel, address.account, address.chat]}
    for name in _PLAIN:
        value = getattr(incoming, name)
        if value != getattr(_DEFAULT, name):
            written[name] = value
    if incoming.media:
        written["media"] = _media(incoming.media)
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def read_incoming(text: str) -> Incoming:
    """What `write_incoming` wrote."""
    written: dict[str, Any] = json.loads(text)
    media = Media(*written.pop("media")) if "media" in written else None
    return Incoming(written.pop("id"), Address(*written.pop("from")), media=media, **written)


def write_message(message: Message) -> str:
    """One line of JSON."""
    written: dict[str, Any] = {"text": message.text}
    if message.buttons:
        written["buttons"] = [[button.token, button.label] for button in message.buttons]
    if message.wants_contact:
        written["wants_contact"] = True
    if card := message.picture:
        written["picture"] = [card.title, card.figure, card.rows, card.note, card.basis]
    if message.media:
        written["media"] = _media(message.media)
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def read_message(text: str) -> Message:
    """What `write_message` wrote."""
    written: dict[str, Any] = json.loads(text)
    buttons = tuple(Button(token, label) for token, label in written.get("buttons", ()))
    picture = _read_card(*written["picture"]) if "picture" in written else None
    media = Media(*written["media"]) if "media" in written else None
    return Message(written["text"], buttons, written.get("wants_contact", False), picture, media)


def _read_card(title: str, figure: str, rows: Iterable[tuple[str, str]], note: str, basis: str) -> Card:
    return Card(title, figure, tuple((label, value) for label, value in rows), note, basis)


def _media(media: Media) -> list[str | int]:
    return [media.kind, media.channel, media.account, media.ref, media.name, media.size]


def write_communes(codes: Iterable[str]) -> str:
    """Codes with spaces between and at both ends, so that LIKE finds one whole; "" for none."""
    joined = " ".join(sorted(codes))
    return f" {joined} " if joined else ""


def read_communes(text: str) -> frozenset[str]:
    """What `write_communes` wrote."""
    return frozenset(text.split())


def subjects(kind: SubjectKind | None, number: int | None, names: str) -> tuple[Subject, ...]:
    """Whatever a parcel tells of: what it is about, and the requests that it lists."""
    about = (Subject(kind, number),) if kind is not None and number is not None else ()
    return (*about, *(Subject.lead(int(one)) for one in names.split()))
