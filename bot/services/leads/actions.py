"""What staff do with requests: list, take, record what came of it, hand over, give back, note."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

import structlog

from bot.domain.calendar import local
from bot.domain.commands import leads as do
from bot.domain.commands.leads import LeadAction
from bot.domain.leads import AFTER, Lead, Move, in_vain
from bot.domain.messages import Option, Say
from bot.domain.people import Role, Staff
from bot.services.context import Context
from bot.services.leads.cards import WORK, enumerated, outcome_of
from bot.services.leads.reassign import give, may_give
from bot.services.leads.staff_notices import (
    CHAT,
    SHOWN,
    newest,
    replace_card,
    seen,
    view,
    whole_card,
)
from bot.services.leads.transitions import advance
from bot.services.notify import notify
from bot.store.leads import queries as leads
from bot.store.leads.queries import By
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff import members as staff
from bot.words import Words, _, lines, verbatim

log = structlog.get_logger()

IN_CHARGE = frozenset({Role.SUPERVISOR, Role.ADMIN})


def act(command: LeadAction, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Carries out what a member of staff did; whoever is none is told so."""
    member = visitor.staff
    if member is None or not member.active:
        return (Say(_("This is for staff only.")),)
    lead = leads.get(context.tx, command.number, lock=True)
    if lead is None or not member.sees(lead):
        audit.looked(context.tx, member.id, CHAT, [command.number], context.now, refused=True)
        log.warning("look_refused", staff=member.id, lead=command.number)
        return (Say(_("There is no such request among yours."), WORK),)
    if visitor.address_id:
        seen(member, [lead], context)
    return _with(command, lead, member, visitor, context)


def _with(command: LeadAction, lead: Lead, member: Staff, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    match command:
        case do.TakeLead(over=over):
            return (_take_over if over else _take)(lead, member, visitor, context)
        case do.GiveBack():
            return _give_back(lead, member, visitor, context)
        case do.RecordOutcome():
            return _record(command, lead, member, visitor, context)
        case do.HandOver():
            return _hand_over(command, lead, member, visitor, context)
        case do.GiveLead(to=to):
            return (_give(lead, to, member, context),)
        case do.AddNote():
            leads.step(context.tx, lead.number, "note", context.now, member.id, command.note)
            return (_fresh(lead, visitor, context),)
        case do.ShowLead():
            return (_fresh(lead, visitor, context),)
        case _:
            assert_never(command)


def _take(lead: Lead, member: Staff, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    if lead.taken_by == member.id:
        return (_fresh(lead, visitor, context, _("You have this request already.")),)
    taken = advance(lead, Move.TAKE, context, By(member.id), at=visitor.address)
    if taken is None:
        closed = Say(_("Request {number} is closed.", number=str(lead.number)))
        return (replace(view(lead, member, context), about=None) if lead.open else closed,)
    return (_answer(taken, visitor, context, _taken(taken, member, context)),)


def _taken(lead: Lead, member: Staff, context: Context) -> Words:
    """With it she takes what waits for the same phone: one call is for all of them."""
    waiting = [other for other in leads.same_phone(context.tx, lead) if other.waits and member.sees(other)]
    also = [other.number for other in waiting if advance(other, Move.TAKE, context, By(member.id)) is not None]
    return lines(
        _("It is yours. Please call, then tap “Outcome”."),
        _("So is request {numbers}: it is the same phone.", numbers=enumerated(also)) if also else None,
    )


def _take_over(lead: Lead, member: Staff, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    if lead.open and lead.taken_by is None:
        return _take(lead, member, visitor, context)
    if lead.taken_by == member.id or not context.duty(lead.commune).late(lead, context.now):
        return (replace(view(lead, member, context), about=None),)
    before = lead.taken_by
    taken = advance(lead, Move.TAKE_OVER, context, By(member.id), at=visitor.address)
    assert taken is not None
    assert before is not None
    words = _("{staff} has taken over request {number}.", staff=member.name, number=str(lead.number))
    if (holder := staff.get(context.tx, before)) is not None:
        notify(context, holder, Say(words), f"over:{lead.number}")
    return (_answer(taken, visitor, context, _("It is yours. Please call, then tap “Outcome”.")),)


def _record(
    command: do.RecordOutcome, lead: Lead, member: Staff, visitor: Visitor, context: Context
) -> tuple[Say, ...]:
    if lead.taken_by != member.id or not lead.open:
        return (_fresh(lead, visitor, context, _("Only whoever has an open request records its outcome.")),)
    move, call_on, today = AFTER[command.outcome], command.call_on, local(context.now).date()
    if move is Move.NO_ANSWER:
        move = in_vain(leads.missed(context.tx, lead.number) | {today})
        call_on = call_on or context.duty(lead.commune).hours.next_day(today)
    by = By(member.id, command.note, None if move is Move.GIVE_UP else call_on)
    recorded = advance(lead, move, context, by, at=visitor.address)
    assert recorded is not None
    said = _answer(recorded, visitor, context, _noted(recorded, move))
    rest = [other for other in leads.same_phone(context.tx, lead) if other.taken_by == member.id]
    if not rest:
        return (said,)
    more = _("Request {numbers}, for the same phone, is still open.", numbers=enumerated([one.number for one in rest]))
    return (said, Say(more, tuple(outcome_of(one) for one in rest)))


def _noted(lead: Lead, move: Move) -> Words:
    match move:
        case Move.GIVE_UP:
            return _("Noted, thank you. That was the third day, so the request is closed.")
        case Move.NO_ANSWER | Move.LATER:
            assert lead.call_on is not None
            return _("Noted, thank you. It comes again on {day}.", day=lead.call_on)
    return _("Noted, thank you.")


def _hand_over(command: do.HandOver, lead: Lead, member: Staff, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    if not lead.open or (lead.taken_by not in {None, member.id} and member.role not in IN_CHARGE):
        return (_fresh(lead, visitor, context, _("Only whoever has an open request can hand it over.")),)
    target = context.commune_name(command.commune)
    by = By(member.id, target, commune=command.commune)
    heading = _("Handed over by {staff}:", staff=member.name)
    advance(lead, Move.HAND_OVER, context, by, heading=heading, at=visitor.address)
    return (Say(_("Request {number} now lies with {commune}.", number=str(lead.number), commune=target), WORK),)


def _give(lead: Lead, to: int, member: Staff, context: Context) -> Say:
    colleague = staff.get(context.tx, to) if to else None
    if colleague is not None:
        return Say(give(lead, colleague, member, context), WORK)
    if not may_give(lead, member):
        return Say(_("Only whoever has an open request can hand it over."), WORK)
    others = [one for one in staff.all_staff(context.tx) if one.sees(lead) and one.id not in {lead.taken_by, member.id}]
    if not others:
        return Say(_("There is nobody else to give request {number} to.", number=str(lead.number)), WORK)
    named = tuple(Option(f">give:{lead.number}-{one.id}", verbatim(one.name)) for one in others[:SHOWN])
    return Say(_("Request {number}: whom shall it go to?", number=str(lead.number)), named)


def _give_back(lead: Lead, member: Staff, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    if lead.taken_by != member.id or not lead.open:
        return (_fresh(lead, visitor, context, _("Only whoever has an open request can give it back.")),)
    heading = _("Given back by {staff}:", staff=member.name)
    advance(lead, Move.RELEASE, context, By(member.id), heading=heading, at=visitor.address)
    return (Say(_("Request {number} is with your colleagues again.", number=str(lead.number)), WORK),)


def _answer(lead: Lead, visitor: Visitor, context: Context, words: Words) -> Say:
    """A line where her card, which she has just tapped, shows the rest; else a whole card."""
    if context.in_place and context.edits(visitor.address) and visitor.address in newest(lead.number, context):
        return Say(words)
    return _fresh(lead, visitor, context, words)


def _fresh(lead: Lead, visitor: Visitor, context: Context, heading: Words | None = None) -> Say:
    """The whole card in this chat, instead of an older one (the board, which is no chat, shows it anyway)."""
    assert visitor.staff is not None
    if visitor.address_id:
        replace_card(lead, visitor.address, context)
    if not lead.waits and lead.taken_by != visitor.staff.id and visitor.staff.role not in IN_CHARGE:
        return view(lead, visitor.staff, context, heading)
    return whole_card(lead.number, visitor.staff, context, heading)
