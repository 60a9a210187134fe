"""What the clock does with requests that wait: all of the commune are told again, the supervisor, the province.

Each look is one transaction with its next due time, so nothing is told twice, or never, whenever the program dies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import structlog

from bot.domain.leads import Lead, LeadState, Move
from bot.domain.office_rules import Level, level
from bot.services.context import Context
from bot.services.leads.citizen_notices import LATE, tell_citizen
from bot.services.leads.routing import Roster
from bot.services.leads.staff_notices import SHOWN, TOLD, announce, list_of, post_card, seen, tell_groups
from bot.services.leads.transitions import advance
from bot.services.notify import Reader, notify
from bot.store.leads import queries as leads
from bot.store.scheduling import due
from bot.store.scheduling.due import Due
from bot.store.staff import members as staff
from bot.words import Words, _

log = structlog.get_logger()

CARDS = 3
STEPS = {Level.COMMUNE: "told_all", Level.SUPERVISOR: "told_supervisor", Level.PROVINCE: "told_province"}


@dataclass
class Round:
    """One look of the clock: what everybody is to be told is gathered, and posted at its end."""

    context: Context
    roster: Roster
    told: dict[int, tuple[Reader, list[tuple[Lead, Words]]]] = field(default_factory=dict)

    def tell(self, readers: Sequence[Reader], lead: Lead, heading: Words) -> None:
        for reader in readers:
            self.told.setdefault(reader.member.id, (reader, []))[1].append((lead, heading))
        if not readers:
            log.error("lead_without_staff", lead=lead.number, commune=lead.commune)

    def post(self) -> None:
        """A few come as cards, more of them as one list."""
        for staff_id, (reader, found) in sorted(self.told.items()):
            if len(found) <= CARDS:
                for lead, heading in found:
                    post_card(lead, reader, self.context, heading)
                continue
            heading = _("{count} requests have waited too long:", count=len(found))
            waiting = [lead for lead, _heading in found]
            say = list_of(waiting, self.context, heading)
            seen(reader.member, waiting[:SHOWN], self.context, TOLD)
            notify(self.context, reader, say, f"late:{staff_id}")


def climb(context: Context, most: int) -> int:
    """Looks at the requests that are due, the longest due first, at most so many; returns how many were due."""
    found = {one.about: one for one in due.claim(context.tx, "lead", context.now, most)}
    if not found:
        return 0
    round_ = Round(context, Roster(context))
    free = {lead.number: lead for lead in leads.locked(context.tx, found)}
    moved = [_look(free[number], planned, round_) for number, planned in found.items() if number in free]
    due.move(context.tx, [one for one in moved if one is not None])
    round_.post()
    return len(found)


def _look(lead: Lead, planned: Due, round_: Round) -> Due | None:
    """Does what is due for the request; when it is due next, None where that is settled already."""
    context = round_.context
    duty = context.duty(lead.commune)
    if not lead.open:
        due.drop(context.tx, "lead", lead.number)
        return None
    if lead.taken_by is not None and _has_left(lead.taken_by, context):
        advance(lead, Move.RELEASE, context, heading=_why(lead, context))
        return None
    if (at := duty.due(lead, planned.level)) > context.now:
        return replace(planned, at=at)
    rung = planned.level
    while duty.due(lead, rung + 1) <= context.now:
        rung += 1
    if rung == 0 and lead.waits:
        announce(lead, context)
        return None
    if not lead.waits and round_.roster.reader(lead.taken_by or 0) is None:
        advance(lead, Move.RELEASE, context, heading=_why(lead, context))
        return None
    _tell(lead, rung, planned.level, round_)
    return replace(planned, at=duty.due(lead, rung + 1), level=rung + 1)


def _has_left(staff_id: int, context: Context) -> bool:
    member = staff.get(context.tx, staff_id)
    return member is None or not member.active


def _why(lead: Lead, context: Context) -> Words:
    """Why whoever has it does not call."""
    holder = staff.get(context.tx, lead.taken_by or 0)
    if holder is None or not holder.active:
        return _("{staff} has left, so this request needs somebody else:", staff=lead.taken_name)
    if holder.away(context.today):
        return _("{staff} is away, so this request needs somebody else:", staff=lead.taken_name)
    return _("{staff} cannot be reached:", staff=lead.taken_name)


def _tell(lead: Lead, rung: int, was: int, round_: Round) -> None:
    context, wanted = round_.context, level(rung)
    if rung == 0:
        holder = round_.roster.reader(lead.taken_by or 0)
        assert holder is not None
        round_.tell(
            [holder], lead, _("This call is due. Please call, or type “trả lại {number}”:", number=str(lead.number))
        )
        return
    found, readers = round_.roster.find(lead.commune, wanted, shared=lead.shared)
    others = [one for one in readers if one.member.id != lead.taken_by]
    if not others and found is Level.COMMUNE:
        found, above = round_.roster.find(lead.commune, Level.SUPERVISOR, shared=lead.shared)
        others = [one for one in above if one.member.id != lead.taken_by]
    round_.tell(others, lead, _heading(lead, found, context))
    if found is Level.COMMUNE and lead.waits:
        tell_groups(lead, context)
    if others and lead.waits:
        leads.move(context.tx, lead, Move.TELL, context.now)
    if rung <= 3 or was <= 3:
        leads.step(context.tx, lead.number, STEPS[wanted], context.now)
    if wanted is Level.PROVINCE and was <= 3 and lead.state is not LeadState.WILL_JOIN:
        tell_citizen(lead, LATE, context)


def _heading(lead: Lead, told: Level, context: Context) -> Words:
    name = context.commune_name(lead.commune)
    if lead.waits:
        if told is Level.COMMUNE:
            return _("Nobody has taken it yet; you are all told again:")
        return _("Nobody in {commune} has taken it yet:", commune=name)
    return _(
        "{staff} of {commune} has not called yet; whoever can, please take over:", staff=lead.taken_name, commune=name
    )
