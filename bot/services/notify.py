"""Tells the admins what only they can put right, and the sender of a message that could not be handled."""

from __future__ import annotations

from bot.domain.messages import Say
from bot.domain.people import Role
from bot.services.context import Context
from bot.store.messages.inbox import Received
from bot.store.staff import members as staff
from bot.words import Words, _


def tell_admins(context: Context, key: str, words: Words, *, but: str = "") -> None:
    """Posts the words to every admin, at her addresses on every channel except `but`."""
    for member in staff.all_staff(context.tx):
        if member.role is Role.ADMIN and member.active:
            for own in staff.addresses(context.tx, member.id):
                if own.channel != but:
                    context.post(f"{key}:{own.channel}:{own.chat}", own, member.language, Say(words))


def apologise(received: Received, context: Context, language: str) -> None:
    """Posts both; `language` is the one the sender is written to in, for her own may be what failed."""
    sorry = _(
        "I am sorry, something went wrong on our side with your last message. Your answers are kept; "
        "please send it once more."
    )
    incoming = received.incoming
    context.post(context.turn, incoming.address, language, Say(sorry), group=incoming.group)
    told = _("Message {number} could not be handled and was set aside; see the log.", number=str(received.number))
    tell_admins(context, context.turn, told)
