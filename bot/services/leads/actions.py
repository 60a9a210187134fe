"""What staff do with requests: take, record a call, hand over, give, give back, note."""

from __future__ import annotations

from typing import assert_never

from bot.domain.calendar import local
from bot.domain.commands import leads as do
from bot.domain.commands.leads import LeadAction
from bot.domain.leads import AFTER, Lead, Move, Outcome, in_vain
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.people import Staff
from bot.domain.rights import Act, may_with
from bot.domain.text import fold
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.services.leads.outcomes import (
    AlreadyYours,
    Closed,
    GivenBack,
    HandedOver,
    LeadOutcome,
    NoSuchLead,
    NotFree,
    NotYours,
    Recorded,
    Reopened,
    StillOpen,
    Taken,
    ToWhom,
    Viewed,
)
from bot.services.leads.reassign import may_give, reassign
from bot.services.leads.transitions import advance
from bot.store.leads import queries as leads
from bot.store.leads.queries import By
from bot.store.meetings import guests
from bot.store.people import subscriptions
from bot.store.staff import members as staff
from bot.talk.actions import AGAIN, HAND, NOTE, OUTCOME, REOPEN


def act(command: LeadAction, member: Staff, context: Context) -> LeadOutcome:
    """Does it, if it is theirs to do; everybody concerned is told."""
    lead = leads.get(context.tx, command.number, lock=True)
    if lead is None or lead.in_tray or not member.sees(lead):
        return NoSuchLead()
    match command:
        case do.ShowLead():
            return Viewed()
        case do.TakeLead(over=over):
            return _take_over(lead, member, context) if over else _take(lead, member, context)
        case do.GiveBack():
            return _give_back(lead, member, context)
        case do.RecordOutcome():
            return _record(command, lead, member, context)
        case do.HandOver():
            return _hand_over(command, lead, member, context)
        case do.GiveLead(to=to, named=named):
            return _give(lead, to or _colleague(named, lead, member, context), member, context)
        case do.AddNote(note=note):
            return _note(lead, note, member, context)
        case do.Reopen(reason=reason):
            return _reopen(lead, reason, member, context)
        case _:
            assert_never(command)


def refused_form(action: str, number: int, member: Staff, context: Context) -> LeadOutcome | None:
    """Why the form of that action would end in a refusal, before anybody fills it in; or None."""
    lead = leads.get(context.tx, number)
    if lead is None or lead.in_tray or not member.sees(lead):
        return NoSuchLead()
    if action == REOPEN.name:
        return _why_not_reopened(lead, member)
    if action == NOTE.name and not (lead.open or lead.may_go_on):
        return Closed()
    if action in {OUTCOME.name, AGAIN.name} and (lead.taken_by != member.id or not lead.open):
        return NotYours("record")
    return NotYours("hand over") if action == HAND.name and not may_give(lead, member) else None


def _take(lead: Lead, member: Staff, context: Context) -> LeadOutcome:
    """Gives it to the first one, with what waits for the same phone: one call is for all."""
    if lead.taken_by == member.id:
        return AlreadyYours()
    event = advance(lead, Move.TAKE, context, By(member.id))
    if event is None:
        return NotFree(lead) if lead.open else Closed()
    tell(event, context, answered=True)
    waiting = [other for other in leads.same_phone(context.tx, lead) if other.waits and member.sees(other)]
    more = [also for other in waiting if (also := advance(other, Move.TAKE, context, By(member.id))) is not None]
    for also in more:
        tell(also, context)
    return Taken(tuple(also.lead.number for also in more))


def _take_over(lead: Lead, member: Staff, context: Context) -> LeadOutcome:
    """From somebody who has let it lie."""
    if lead.open and lead.taken_by is None:
        return _take(lead, member, context)
    if lead.taken_by == member.id or not context.duty(lead.commune).late(lead, context.now):
        return NotFree(lead)
    event = advance(lead, Move.TAKE_OVER, context, By(member.id), who=member.name)
    assert event is not None
    tell(event, context, answered=True)
    return Taken()


def _record(command: do.RecordOutcome, lead: Lead, member: Staff, context: Context) -> LeadOutcome:
    if lead.taken_by != member.id or not lead.open:
        return NotYours("record")
    move, call_on, today = AFTER[command.outcome], command.call_on, local(context.now).date()
    if move is Move.NO_ANSWER:
        move = in_vain(leads.missed(context.tx, lead.number) | {today})
        call_on = call_on or context.duty(lead.commune).hours.next_day(today)
    by = By(member.id, command.note, None if move is Move.GIVE_UP else call_on)
    event = advance(lead, move, context, by)
    assert event is not None
    tell(event, context, answered=True)
    if command.outcome is Outcome.LEAVE_ALONE and not lead.asked_by_other:
        guests.forget(context.tx, lead.citizen)
        subscriptions.stop(context.tx, lead.citizen, Purpose, context.now)
    rest = tuple(other for other in leads.same_phone(context.tx, lead) if other.taken_by == member.id)
    return Recorded(event.lead, move, rest)


def _hand_over(command: do.HandOver, lead: Lead, member: Staff, context: Context) -> LeadOutcome:
    """To another commune's staff."""
    if not may_give(lead, member):
        return NotYours("hand over")
    by = By(member.id, context.commune_name(command.commune), commune=command.commune)
    event = advance(lead, Move.HAND_OVER, context, by, who=member.name)
    assert event is not None
    tell(event, context, answered=True)
    return HandedOver(command.commune)


def _give(lead: Lead, to: int, member: Staff, context: Context) -> LeadOutcome:
    colleague = staff.get(context.tx, to) if to else None
    if colleague is not None:
        return reassign(lead, colleague, member, context)
    if not may_give(lead, member):
        return NotYours("give")
    others = (one for one in staff.all_staff(context.tx) if one.sees(lead))
    return ToWhom(tuple(one for one in others if one.id not in {lead.taken_by, member.id}))


def _colleague(named: str, lead: Lead, member: Staff, context: Context) -> int:
    """The row of the one colleague whose name has these words, or 0: then the officer chooses."""
    wanted = fold(named).split()
    others = [one for one in staff.all_staff(context.tx) if one.sees(lead) and one.id not in {lead.taken_by, member.id}]
    fits = [one for one in others if wanted and set(wanted) <= set(fold(one.name).split())]
    return fits[0].id if len(fits) == 1 else 0


def _note(lead: Lead, note: str, member: Staff, context: Context) -> LeadOutcome:
    """Also on a request that is over, unless its citizen has ended it."""
    if not lead.open and not lead.may_go_on:
        return Closed()
    leads.step(context.tx, lead.number, "note", context.now, member.id, note)
    return Viewed()


def _reopen(lead: Lead, reason: str, member: Staff, context: Context) -> LeadOutcome:
    """Takes an ended request up again, for a reason that its history keeps."""
    if (refused := _why_not_reopened(lead, member)) is not None:
        return refused
    event = advance(lead, Move.REOPEN, context, By(member.id, reason))
    assert event is not None
    tell(event, context, answered=True)
    return Reopened()


def _why_not_reopened(lead: Lead, member: Staff) -> LeadOutcome | None:
    if lead.open:
        return StillOpen()
    if not lead.may_go_on:
        return Closed()
    return None if may_with(Act.REOPEN, member, lead) else NotYours("reopen")


def _give_back(lead: Lead, member: Staff, context: Context) -> LeadOutcome:
    if lead.taken_by != member.id or not lead.open:
        return NotYours("give back")
    event = advance(lead, Move.RELEASE, context, By(member.id), who=member.name)
    assert event is not None
    tell(event, context, answered=True)
    return GivenBack()
