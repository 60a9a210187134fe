"""A staff group chat shows requests without names; who taps first gets the rest in private."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.commands.leads import TakeLead
from bot.domain.messages import Incoming, Say
from bot.domain.text import fold
from bot.services.context import Context
from bot.services.leads.replies import reply_to
from bot.services.notify import GroupChat, Reader, notify
from bot.services.staff import membership
from bot.store.people.visitors import Visitor
from bot.store.staff import members as staff
from bot.talk.actions import TAKE
from bot.talk.understanding.phrases import command
from bot.words import _

OPENING = {"/nhom", "/group", "nhom nay"}


def hear_group(incoming: Incoming, visitor: Visitor, context: Context) -> None:
    """Opens the group for a commune's requests, or lets a member of staff take one."""
    if incoming.kind == "text" and fold(incoming.text).split("@")[0] in OPENING:
        for number, say in enumerate(membership.open_group(visitor, context)):
            notify(context, GroupChat(visitor.address), say, f"group:{number}")
    elif incoming.kind == "tap" and incoming.token.startswith(TAKE.prefix):
        _take(incoming.token.removeprefix(TAKE.prefix), visitor, context)
    elif incoming.kind == "text" and (said := command(incoming.text, staff=True)) and said[0] == TAKE.name:
        _take(said[1], visitor, context)


def _take(number: str, visitor: Visitor, context: Context) -> None:
    own = tuple(staff.addresses(context.tx, visitor.staff.id)) if visitor.staff else ()
    if visitor.staff is None or not own:
        said = Say(_("Only staff who have joined in a private chat can take a request."))
        notify(context, GroupChat(visitor.address), said, "group")
        return
    if not number.isdecimal():
        return
    privately = replace(context, chat=own[0])
    for position, say in enumerate(reply_to(TakeLead(int(number)), visitor.staff, privately)):
        notify(context, Reader(visitor.staff, own[:1]), say, f"private:{position}", about=say.about)
