"""A staff group chat shows requests without names; who taps first gets the rest in private.

What staff type there in short is done as if they had typed it in their own chat, where they are answered too.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.commands.leads import TakeLead
from bot.domain.messages import Incoming, Say
from bot.domain.people import Staff
from bot.domain.text import fold
from bot.services.context import Context
from bot.services.leads.replies import reply_to
from bot.services.notify import GroupChat, Reader, answer_tap, notify
from bot.services.staff import membership
from bot.store.people.visitors import Visitor
from bot.store.staff import members as staff
from bot.talk.actions import TAKE
from bot.talk.shorthand import is_work
from bot.talk.understanding.phrases import command
from bot.words import Words, _

WHO = _(
    "You are an anonymous administrator of this group, so I cannot see who you are. "
    "Please switch off “Remain anonymous” in the group's list of administrators and type it again."
)
OUTSIDER = _("Only staff who have joined in a private chat can take a request.")
OPENING = {"/nhom", "/group", "nhom nay"}


def hear_group(incoming: Incoming, visitor: Visitor, context: Context) -> Incoming | None:
    """Opens the group for a commune's requests, or lets a member of staff take one.

    Returns what is to be heard in their own chat instead.
    """
    if incoming.anonymous:
        notify(context, GroupChat(visitor.address), Say(WHO), "group")
    elif incoming.kind == "text" and fold(incoming.text).split("@")[0] in OPENING:
        for number, say in enumerate(membership.open_group(visitor, context)):
            notify(context, GroupChat(visitor.address), say, f"group:{number}")
    elif incoming.kind == "tap":
        wanted = incoming.token.removeprefix(TAKE.prefix) if incoming.token.startswith(TAKE.prefix) else ""
        _answer(incoming, _take(wanted, visitor, context) if wanted else None, context)
    elif incoming.kind == "text" and (said := command(incoming.text, staff=True)) and said[0] == TAKE.name:
        told = _take(said[1], visitor, context)
        if told is OUTSIDER:
            notify(context, GroupChat(visitor.address), Say(OUTSIDER), "group")
    elif incoming.kind == "text" and visitor.staff is not None and is_work(incoming.text, context.today):
        return _in_private(incoming, visitor.staff, context)
    return None


def _in_private(incoming: Incoming, member: Staff, context: Context) -> Incoming | None:
    """The same line, as if it had been typed in their own chat; None where they have none."""
    own = next(iter(staff.addresses(context.tx, member.id)), None)
    if own is None:
        return None
    id = f"{incoming.id}@{incoming.address.chat}"
    return Incoming(id, own, text=incoming.text, sender=own.chat, origin=incoming.origin)


def _answer(tap: Incoming, told: Words | None, context: Context) -> None:
    """Answers the tap itself where the platform can; else tells an outsider in the group."""
    if tap.query:
        answer_tap(context, tap, told)
    elif told is OUTSIDER:
        notify(context, GroupChat(tap.address), Say(OUTSIDER), "group")


def _take(number: str, visitor: Visitor, context: Context) -> Words | None:
    """Gives the request to the member of staff; what they are to read where they asked for it."""
    own = tuple(staff.addresses(context.tx, visitor.staff.id)) if visitor.staff else ()
    if visitor.staff is None or not own:
        return OUTSIDER
    if not number.isdecimal():
        return None
    privately = replace(context, chat=own[0])
    for position, say in enumerate(reply_to(TakeLead(int(number)), visitor.staff, privately)):
        notify(context, Reader(visitor.staff, own[:1]), say, f"private:{position}", about=say.about)
    return _("I answer in your private chat with me.")
