"""What only an operator can put right is told to the admins, once for each key."""

from __future__ import annotations

from bot.domain.messages import Say
from bot.domain.people import Role
from bot.services.context import Context
from bot.store.staff import members as staff
from bot.words import Words


def tell_admins(context: Context, key: str, words: Words, *, but: str = "") -> None:
    """Posts the words to every admin, at her addresses on every channel except `but`."""
    for member in staff.all_staff(context.tx):
        if member.role is Role.ADMIN and member.active:
            for own in staff.addresses(context.tx, member.id):
                if own.channel != but:
                    context.post(f"{key}:{own.channel}:{own.chat}", own, member.language, Say(words))
