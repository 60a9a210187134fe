"""Parcels to try a channel with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.domain.messages import Address, Button, Media, Message
from bot.store.messages.outbox import Parcel

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
YES_NO = (Button("q7.yes", "Có"), Button("q7.no", "Không"))


def parcel(
    chat: object,
    text: str = "Chào cô",
    *buttons: Button,
    wants_contact: bool = False,
    media: Media | None = None,
    **more: Any,
) -> Parcel:
    """A new message to `chat` of Telegram bot 7, unless `more` says otherwise."""
    fields: dict[str, Any] = {
        "number": 1,
        "key": "k1",
        "address": Address("telegram", "7", str(chat)),
        "message": Message(text, buttons, wants_contact, media=media),
        "kind": "new",
        "due": NOON,
        "attempts": 1,
        "doubts": 0,
        "fence": 1,
        "message_id": "",
        "group": str(chat).startswith("-"),
        "bulk": False,
    }
    return Parcel(**(fields | more))
