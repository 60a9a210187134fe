"""What citizens have go with their requests, each by a consent of its own."""

from __future__ import annotations

import hashlib

from bot.domain.calls.known import Extra
from bot.domain.commands.leads import Attach
from bot.domain.consents import ATTACHING
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.messages import Option, Say
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.store.leads import extras
from bot.store.leads import queries as leads
from bot.store.people import consents, erasures
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.talk.actions import TO_MENU
from bot.talk.conversation import Conversation
from bot.words import _


def attach(command: Attach, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps exactly what they were shown, sealed on their own open request."""
    who = visitor.citizen.id
    still = next((one.number for one in leads.of_citizen(context.tx, who) if one.open), 0)
    lead = leads.get(context.tx, command.number or still, lock=True)
    if lead is None or lead.citizen != who or not lead.open:
        return (Say(_("That request is not open any more."), TO_MENU),)
    digest = hashlib.sha256(command.shown.encode()).hexdigest()
    channel = visitor.address.channel
    consent = consents.give(context.tx, who, command.consent, (command.purpose,), channel, digest, context.now)
    extras.put(context.tx, lead.number, Extra(command.purpose, command.words), consent)
    if not lead.in_tray:
        tell(LeadEvent(EventKind.ADDED, lead), context)
    added = _("Added. Only who calls you and their supervisors read it; “bỏ phần kèm” removes it.")
    return (Say(added, TO_MENU),)


def detach(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Takes it from every request of theirs, also after a restore."""
    who = visitor.citizen.id
    for purpose in ATTACHING:
        consents.withdraw_purpose(context.tx, who, purpose, context.now)
    if not extras.forget(context.tx, who):
        return (Say(_("Nothing goes with a request of yours."), TO_MENU),)
    erasures.record(context.tx, "attached", who, context.now)
    for lead in leads.of_citizen(context.tx, who):
        if lead.open and not lead.in_tray:
            tell(LeadEvent(EventKind.TAKEN_OFF, lead), context)
    return (Say(_("Done: what went with your request is deleted. You are called all the same."), TO_MENU),)


def offers(number: int, visitor: Visitor, context: Context) -> tuple[Option, ...]:
    """What may go with the request of that number now."""
    if not visitor.conversation or context.knowledge.library.attaching is None:
        return ()
    conversation = Conversation.read(visitor.conversation)
    last = conversation.sum_at(context.now)
    return (
        *((actions.WITH_SUM.option(number),) if last is not None else ()),
        *((actions.WITH_QUESTIONS.option(number),) if conversation.asked_at(context.now) else ()),
    )
