"""What a member of staff reads in the chat after an action: a line, or the card."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

import structlog

from bot.domain.commands.leads import LeadAction
from bot.domain.leads import Lead, Move
from bot.domain.messages import Say
from bot.domain.people import LEADERS, Staff
from bot.services.context import Context
from bot.services.leads.actions import act
from bot.services.leads.announcements import CHAT, newest, replace_card, seen
from bot.services.leads.cards import SHOWN, enumerated, outcome_of, short_card, view, whole_card
from bot.services.leads.outcomes import (
    AlreadyYours,
    Closed,
    GivenBack,
    HandedOver,
    LeadOutcome,
    NoSuchLead,
    NotFree,
    NotReassigned,
    NotYours,
    Reassigned,
    Recorded,
    Taken,
    ToWhom,
    Viewed,
)
from bot.store.leads import queries as leads
from bot.store.staff import audit
from bot.talk import actions
from bot.talk.actions import TO_WORK
from bot.words import Words, _, lines, verbatim

log = structlog.get_logger()

ONLY_THEIRS = {
    "record": _("Only whoever has an open request records its outcome."),
    "hand over": _("Only whoever has an open request can hand it over."),
    "give": _("Only whoever has an open request can hand it over."),
    "give back": _("Only whoever has an open request can give it back."),
}


def reply_to(command: LeadAction, member: Staff, context: Context) -> tuple[Say, ...]:
    """Does it and answers in the chat; that they were shown it, or refused, is on record."""
    outcome, number = act(command, member, context), command.number
    said, lead = in_a_line(outcome, number, context), leads.get(context.tx, number)
    if lead is None or isinstance(outcome, NoSuchLead):
        audit.looked(context.tx, member.id, CHAT, [number], context.now, refused=True)
        log.warning("look_refused", staff=member.id, lead=number)
        return (Say(said, TO_WORK),)
    seen(member, [lead], context)
    match outcome:
        case Taken():
            return (Say(said) if _in_place(lead, context) else _fresh(lead, member, context, said),)
        case Recorded(rest=rest):
            shown = Say(said) if _in_place(lead, context) else _fresh(lead, member, context, said)
            return (shown, *_still_open(rest))
        case Viewed():
            return (_fresh(lead, member, context),)
        case AlreadyYours() | NotYours("record" | "hand over" | "give back"):
            return (_fresh(lead, member, context, said),)
        case NotFree():
            return (replace(view(lead, member, context), about=None),)
        case ToWhom(colleagues):
            named = (actions.GIVE.option(f"{number}-{one.id}", verbatim(one.name)) for one in colleagues[:SHOWN])
            return (Say(said, tuple(named) or TO_WORK),)
        case Closed():
            return (Say(said),)
        case HandedOver() | GivenBack() | Reassigned() | NotReassigned() | NotYours():
            return (Say(said, TO_WORK),)
        case _:
            assert_never(outcome)


def in_a_line(outcome: LeadOutcome, lead: int, context: Context) -> Words:
    """What came of it, as a sentence or two."""
    number = str(lead)
    match outcome:
        case NoSuchLead():
            return _("There is no such request among yours.")
        case Viewed():
            return _("Request {number}", number=number)
        case Taken(also):
            more = _("So is request {numbers}: it is the same phone.", numbers=enumerated(also)) if also else None
            return lines(_("It is yours. Please call, then tap “Outcome”."), more)
        case AlreadyYours():
            return _("You have this request already.")
        case NotFree(held):
            return short_card(held).words
        case Closed():
            return _("Request {number} is closed.", number=number)
        case NotYours(action):
            return ONLY_THEIRS[action]
        case Recorded(recorded, move):
            return _noted(recorded, move)
        case HandedOver(commune):
            name = context.commune_name(commune)
            return _("Request {number} now lies with {commune}.", number=number, commune=name)
        case GivenBack():
            return _("Request {number} is with your colleagues again.", number=number)
        case Reassigned(to):
            return _("Request {number} now lies with {name}.", number=number, name=to.name)
        case NotReassigned(to):
            return _("Nothing has changed: {name} has it already, or does not serve that commune.", name=to.name)
        case ToWhom(()):
            return _("There is nobody else to give request {number} to.", number=number)
        case ToWhom():
            return _("Request {number}: whom shall it go to?", number=number)
        case _:
            assert_never(outcome)


def _noted(lead: Lead, move: Move) -> Words:
    match move:
        case Move.GIVE_UP:
            return _("Noted, thank you. That was the third day, so the request is closed.")
        case Move.NO_ANSWER | Move.LATER:
            assert lead.call_on is not None
            return _("Noted, thank you. It comes again on {day}.", day=lead.call_on)
    return _("Noted, thank you.")


def _still_open(rest: tuple[Lead, ...]) -> tuple[Say, ...]:
    if not rest:
        return ()
    more = _("Request {numbers}, for the same phone, is still open.", numbers=enumerated([one.number for one in rest]))
    return (Say(more, tuple(outcome_of(one) for one in rest)),)


def _in_place(lead: Lead, context: Context) -> bool:
    """Whether the card that they have just tapped shows the rest, so that a line answers."""
    chat = context.chat
    return context.tapped and chat is not None and context.edits(chat) and chat in newest(lead, context)


def _fresh(lead: Lead, member: Staff, context: Context, heading: Words | None = None) -> Say:
    """The whole card in this chat, instead of an older one."""
    if context.chat is not None:
        replace_card(lead, context.chat, context)
    if not lead.waits and lead.taken_by != member.id and member.role not in LEADERS:
        return view(lead, member, context, heading)
    return whole_card(lead, member, context, heading)
