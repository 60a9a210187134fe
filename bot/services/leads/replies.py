"""What a member of staff reads in the chat after an action: a line, or the card."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

import structlog

from bot.domain.commands.leads import LeadAction, Undo
from bot.domain.leads import Lead, Move
from bot.domain.messages import Option, Say
from bot.domain.people import Staff
from bot.domain.rights import may_read_whole
from bot.services.context import Context
from bot.services.leads.actions import act
from bot.services.leads.announcements import newest, replace_card, seen
from bot.services.leads.calls.known import fitting
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
    NotUndone,
    NotYours,
    Reassigned,
    Recorded,
    Reopened,
    StillOpen,
    Taken,
    ToWhom,
    Undone,
    Viewed,
)
from bot.services.leads.undo import undo
from bot.store.leads import before
from bot.store.leads import queries as leads
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk import actions
from bot.words import Words, _, lines, verbatim

log = structlog.get_logger()

ONLY_THEIRS = {
    "record": _("Only whoever has an open request records its outcome."),
    "hand over": _("Only whoever has an open request can hand it over."),
    "give": _("Only whoever has an open request can hand it over."),
    "give back": _("Only whoever has an open request can give it back."),
    "reopen": _("Only whoever had the request, or who is in charge, can open it again."),
}
NOT_UNDONE = {
    "nothing": _("Nothing can be undone there: it is undone already, or something else has come since."),
    "late": _(
        "That was more than ten minutes ago, so it cannot be undone. A request that is over can be opened again "
        "(“mở lại 17”), one that you hold can be given back (“trả lại 17”)."
    ),
    "not yours": _("A colleague did that, so only they can undo it, or who is in charge."),
}


def undone(command: Undo, member: Staff, context: Context) -> tuple[Say, ...]:
    """Undoes it and answers in the chat, each request by itself."""
    outcome = undo(command, member, context)
    if not isinstance(outcome, Undone):
        at_all = Say(in_a_line(outcome, 0, context), actions.TO_WORK)
        return told(outcome, command.number, member, context) if command.number else (at_all,)
    audit.looked(context.tx, member.id, Audited.UNDO, outcome.numbers, context.now)
    return tuple(say for number in outcome.numbers for say in told(outcome, number, member, context))


REFUSED_AS = {
    "record": Audited.OUTCOME,
    "hand over": Audited.HAND,
    "give": Audited.GIVE,
    "give back": Audited.GIVE,
    "reopen": Audited.REOPEN,
}


def refusal(outcome: LeadOutcome) -> Audited | None:
    """Under what it goes on record that this was not theirs to do; None: it was."""
    match outcome:
        case NoSuchLead():
            return Audited.CHAT
        case NotYours(action):
            return REFUSED_AS[action]
        case NotUndone("not yours"):
            return Audited.UNDO
    return None


def reply_to(command: LeadAction, member: Staff, context: Context) -> tuple[Say, ...]:
    """Does it and answers in the chat."""
    return told(act(command, member, context), command.number, member, context)


def told(outcome: LeadOutcome, number: int, member: Staff, context: Context) -> tuple[Say, ...]:
    """Tells what came of it; that they were shown the request, or refused it, is on record."""
    said, lead = in_a_line(outcome, number, context), leads.get(context.tx, number)
    if lead is None or isinstance(outcome, NoSuchLead):
        audit.looked(context.tx, member.id, Audited.CHAT, [number], context.now, refused=True)
        log.warning("look_refused", staff=member.id, lead=number)
        return (Say(said, actions.TO_WORK),)
    seen(member, [lead], context)
    slip = undoing(number, context)
    if (what := refusal(outcome)) is not None:
        refused(what, lead, member, context)
    match outcome:
        case Taken() | Reopened():
            return (_in_a_line_or_card(lead, member, context, said, slip),)
        case Recorded(rest=rest):
            return (_in_a_line_or_card(lead, member, context, said, slip), *_still_open(rest))
        case Viewed():
            return (_fresh(lead, member, context),)
        case AlreadyYours() | StillOpen() | NotYours("record" | "hand over" | "give back" | "reopen"):
            return (_fresh(lead, member, context, said),)
        case NotFree():
            return (replace(view(lead, member, context), about=None),)
        case ToWhom(colleagues):
            named = (actions.GIVE.option(f"{number}-{one.id}", verbatim(one.name)) for one in colleagues[:SHOWN])
            return (Say(said, tuple(named) or actions.TO_WORK),)
        case Undone() if not lead.waits:
            return (_in_a_line_or_card(lead, member, context, said),)
        case Closed():
            return (Say(said),)
        case HandedOver() | GivenBack() | Reassigned() | Undone():
            return (Say(said, (*slip, *actions.TO_WORK)),)
        case NotReassigned() | NotYours() | NotUndone():
            return (Say(said, actions.TO_WORK),)
        case _:
            assert_never(outcome)


def in_a_line(outcome: LeadOutcome, lead: int, context: Context) -> Words:
    """What came of it, as a sentence or two."""
    number = str(lead)
    if isinstance(outcome, Reopened | StillOpen | Undone | NotUndone):
        return _anew(outcome, number)
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


def _anew(outcome: Reopened | StillOpen | Undone | NotUndone, number: str) -> Words:
    match outcome:
        case Reopened():
            return _("Request {number} is open again, and yours. Please call, then tap “Outcome”.", number=number)
        case StillOpen():
            return _("Request {number} is still open.", number=number)
        case Undone():
            return _("Undone: request {number} is as it was before.", number=number)
        case NotUndone(why):
            return NOT_UNDONE[why]
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


def undoing(number: int, context: Context) -> tuple[Option, ...]:
    """The button that undoes what this turn did with the request, if it may be undone."""
    last = before.last_of(context.tx, number)
    if last is None or last.deed.turn != context.turn:
        return ()
    return (actions.UNDO.option(f"{number}-{last.deed.step}"),)


def _in_a_line_or_card(lead: Lead, member: Staff, context: Context, said: Words, more: tuple[Option, ...] = ()) -> Say:
    """A line where the card that they tapped shows the rest, else the whole card."""
    say = Say(said) if _in_place(lead, context) else _fresh(lead, member, context, said)
    return replace(say, options=fitting((*say.options, *more), context))


def _in_place(lead: Lead, context: Context) -> bool:
    """Whether the card that they have just tapped shows the rest, so that a line answers."""
    chat = context.chat
    return context.tapped and chat is not None and context.edits(chat) and chat in newest(lead, context)


def _fresh(lead: Lead, member: Staff, context: Context, heading: Words | None = None) -> Say:
    """The whole card in this chat, instead of an older one."""
    if context.chat is not None:
        replace_card(lead, context.chat, context)
    if not may_read_whole(member, lead):
        refused(Audited.HISTORY, lead, member, context)
        return view(lead, member, context, heading)
    return whole_card(lead, member, context, heading)


def refused(what: Audited, lead: Lead, member: Staff, context: Context) -> None:
    """Puts on record that this was not theirs to do with the request."""
    audit.looked(context.tx, member.id, what, [lead.number], context.now, refused=True)
