"""What the clock does with requests that wait: tells the commune again, then level by level.

Each look is one transaction with its next due time, so nothing is told twice, or never, whenever the program dies.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import Lead, LeadState, Move
from bot.domain.office_rules import Level, level
from bot.services.context import Context
from bot.services.leads.announcements import announce, tell, tell_groups
from bot.services.leads.batches import Round
from bot.services.leads.routing import Roster
from bot.services.leads.transitions import advance, make
from bot.services.leads.tray import hour_is_over
from bot.store.leads import queries as leads
from bot.store.scheduling import due
from bot.store.scheduling.due import Due
from bot.store.staff import members as staff

STEPS = {Level.COMMUNE: "told_all", Level.SUPERVISOR: "told_supervisor", Level.PROVINCE: "told_province"}


def escalate(context: Context, most: int) -> int:
    """Looks at the requests that are due, the longest due first; returns how many were due."""
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
    if lead.in_tray:
        hour_is_over(lead, context)
        return None
    if lead.taken_by is not None and _has_left(lead.taken_by, context):
        release(lead, context)
        return None
    if (at := duty.due(lead, planned.level)) > context.now:
        return replace(planned, at=at)
    level_due = planned.level
    while duty.due(lead, level_due + 1) <= context.now:
        level_due += 1
    if level_due == 0 and lead.waits:
        announce(lead, context)
        return None
    if not lead.waits and round_.roster.reader(lead.taken_by or 0) is None:
        release(lead, context)
        return None
    _escalate(lead, level_due, planned.level, round_)
    return replace(planned, at=duty.due(lead, level_due + 1), level=level_due + 1)


def _has_left(staff_id: int, context: Context) -> bool:
    member = staff.get(context.tx, staff_id)
    return member is None or not member.active


def release(lead: Lead, context: Context) -> None:
    """It is nobody's again, for who has it does not call."""
    holder = staff.get(context.tx, lead.taken_by or 0)
    if holder is None or not holder.active:
        kind = EventKind.HOLDER_LEFT
    else:
        kind = EventKind.HOLDER_AWAY if holder.away(context.today) else EventKind.HOLDER_UNREACHABLE
    event = advance(lead, Move.RELEASE, context, kind=kind, who=lead.taken_name)
    if event is not None:
        tell(event, context)


def _escalate(lead: Lead, due_level: int, was: int, round_: Round) -> None:
    context, wanted = round_.context, level(due_level)
    if due_level == 0:
        holder = round_.roster.reader(lead.taken_by or 0)
        assert holder is not None
        round_.tell([holder], LeadEvent(EventKind.CALL_DUE, lead))
        return
    found, readers = round_.roster.find(lead.commune, wanted, shared=lead.shared)
    others = [one for one in readers if one.member.id != lead.taken_by]
    if not others and found is Level.COMMUNE:
        found, above = round_.roster.find(lead.commune, Level.SUPERVISOR, shared=lead.shared)
        others = [one for one in above if one.member.id != lead.taken_by]
    round_.tell(others, _what(lead, found))
    if found is Level.COMMUNE and lead.waits:
        tell_groups(lead, context)
    if others and lead.waits:
        make(lead, Move.TELL, context)
    if due_level <= 3 or was <= 3:
        leads.step(context.tx, lead.number, STEPS[wanted], context.now)
    if wanted is Level.PROVINCE and was <= 3 and lead.state is not LeadState.WILL_JOIN:
        tell(LeadEvent(EventKind.LATE, lead), context)


def _what(lead: Lead, told: Level) -> LeadEvent:
    if not lead.waits:
        return LeadEvent(EventKind.LET_LIE, lead, who=lead.taken_name)
    return LeadEvent(EventKind.WAITS if told is Level.COMMUNE else EventKind.WAITS_HIGHER, lead)
