"""Remembers by which poster or link a citizen came; the rest of what they typed is heard."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.commands.citizens import ComeFrom
from bot.domain.messages import Incoming, Say
from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.facts import Fact, Step
from bot.domain.text import fold
from bot.services.codes import find, spot
from bot.services.context import Context
from bot.services.facts import count, count_arrival
from bot.services.meetings import door
from bot.store.people import visitors
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.talk.action import way_of

#: Beside a meeting's code: "đăng ký XMY7", "đến rồi, mã XMY7".
REGISTERS = re.compile(
    r"(?:(?:da|toi|em|muon|xin|cho) )*(?:dang ky|dk|di|du)(?: (?:du|di|hop|hoi nghi|buoi|ma|so|nhe|a))*"
)
THERE = re.compile(r"(?:(?:da|toi|em) )*(?:den roi|co mat|da den|den|o day)(?: (?:roi|tai|hoi nghi|buoi|ma|so|a))*")


def by_poster(incoming: Incoming, visitor: Visitor, context: Context) -> tuple[Incoming, Visitor]:
    """What was sent without the code, and who sent it; a code alone is as good as its link."""
    if incoming.kind == "tap":
        return _by_campaign(incoming, visitor, context)
    code, rest = spot(incoming.text, context) if incoming.kind == "text" else ("", "")
    if not code:
        return incoming, visitor
    said = " ".join(re.findall(r"\w+", fold(rest)))
    meeting = found.meeting if said and (found := find(code, context)) is not None else 0
    if not rest or (meeting and THERE.fullmatch(said)):
        return replace(incoming, text=f"/start q-{code}"), visitor
    if meeting and REGISTERS.fullmatch(said):
        rest = f"{actions.COME.said[0]} {meeting}"
    return replace(incoming, text=rest), arrive(code, visitor, context)


def _by_campaign(tap: Incoming, visitor: Visitor, context: Context) -> tuple[Incoming, Visitor]:
    """A tap on a message that went to many: they come by its code from now on."""
    token, code = way_of(tap.token)
    if not code or (found := find(code, context)) is None or found.kind != CodeKind.CAMPAIGN:
        return replace(tap, token=token), visitor
    visitors.came_from(context.tx, visitor.address_id, found.code, context.now)
    if visitor.staff is None:
        count(context, Fact(Step.CAMPAIGN_TAPPED, "", visitor.address.channel, found.code))
    return replace(tap, token=token), replace(visitor, citizen=replace(visitor.citizen, came_from=found.code))


def come_from(command: ComeFrom, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Remembers the code of the poster or link, where there is such a code; the last one counts."""
    code = find(command.code, context)
    if code is None:
        return ()
    arrive(code.code, visitor, context)
    return door.by_code(code, visitor, context) if code.meeting else ()


def arrive(code: str, visitor: Visitor, context: Context) -> Visitor:
    """Somebody comes by that code; returns them with it."""
    visitors.came_from(context.tx, visitor.address_id, code, context.now)
    came = replace(visitor, citizen=replace(visitor.citizen, came_from=code), new=False)
    if visitor.staff is None:
        count_arrival(came, context)
    return came
