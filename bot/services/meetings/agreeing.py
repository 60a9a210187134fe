"""What a citizen agrees to about a meeting, kept with the very text that they read."""

from __future__ import annotations

from bot.services.context import Context
from bot.store.people import consents
from bot.store.people.visitors import Visitor
from bot.words import Words


def agree(version: str, purpose: str, text: Words, visitor: Visitor, context: Context) -> None:
    """Keeps that the citizen agreed to that text, as they read it."""
    citizen = visitor.citizen
    shown = consents.digest(context.language(citizen.language).say(text))
    consents.give(context.tx, citizen.id, version, (purpose,), visitor.address.channel, shown, context.now)
