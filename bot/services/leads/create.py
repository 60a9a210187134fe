"""A request to be called: kept with its consent, and told to staff in the same transaction."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from bot.domain.calendar import VIET_NAM
from bot.domain.commands.leads import RequestCall
from bot.domain.consents import HAND_ON
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import Lead, Move, after
from bot.domain.messages import Say
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.services.leads.transitions import advance
from bot.store.leads import queries as leads
from bot.store.leads.queries import By
from bot.store.people import consents, visitors
from bot.store.people.visitors import Visitor
from bot.store.statistics import tallies
from bot.talk import actions
from bot.talk.conversation import Conversation
from bot.words import Words, _, in_language

SAME_REQUEST = timedelta(days=30)
MENU = (actions.MENU.option(), actions.MY_DATA.option())


def request_call(call: RequestCall, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps the request and tells staff; an own one of that phone is asked for again.

    Each citizen who asks has a request of their own, with its own number, even for a phone that somebody else named; so
    nobody learns of another's request by trying numbers. Staff see on the card that the phone is the same.
    """
    visitors.hold(context.tx, visitor.citizen.id)
    day_ago = context.now - timedelta(days=1)
    if leads.asked_since(context.tx, visitor.citizen.id, day_ago) >= context.limits.requests_a_day:
        return (_too_many(context),)
    consent = _keep_consent(call, visitor, context)
    recent = leads.recent_by_phone(context.tx, call.phone, context.now - SAME_REQUEST)
    lead = _again(call, visitor, consent, recent, context)
    if lead is None:
        lead = leads.add(context.tx, visitor.citizen.id, call, consent, context.now, _topic(visitor, context))
        leads.step(context.tx, lead.number, "asked", context.now)
        anew = recent and not recent[0].open
        tell(LeadEvent(EventKind.ASKED_ANEW if anew else EventKind.ASKED, lead), context)
    day = context.now.astimezone(VIET_NAM).date()
    tallies.count(context.tx, day, "request", call.commune, visitor.citizen.came_from)
    return (Say(_thanks(lead, call, context), MENU),)


def _again(call: RequestCall, visitor: Visitor, consent: int, recent: list[Lead], context: Context) -> Lead | None:
    """Their own request for that phone, open or opened again; None where they have none."""
    who, shared = visitor.citizen.id, HAND_ON in call.purposes
    still = next((lead for lead in leads.open_by_phone(context.tx, call.phone) if lead.citizen == who), None)
    if still is not None:
        leads.share(context.tx, still.number, consent, shared)
        _ask_again(still, context)
        return still
    over = next((lead for lead in recent if lead.citizen == who and after(lead.state, Move.ASK_AGAIN)), None)
    if over is not None:
        leads.share(context.tx, over.number, consent, shared)
        return _reopen(over, call, context)
    return None


def _keep_consent(call: RequestCall, visitor: Visitor, context: Context) -> int:
    consent = context.knowledge.library.consent
    shown = in_language(visitor.citizen.language, consent.text)
    digest = hashlib.sha256(shown.encode()).hexdigest()
    return consents.give(
        context.tx, visitor.citizen.id, call.consent, call.purposes, visitor.address.channel, digest, context.now
    )


def _ask_again(lead: Lead, context: Context) -> None:
    leads.step(context.tx, lead.number, Move.ASK_AGAIN.value, context.now)
    kind = EventKind.ASKED_AGAIN if lead.taken_by is None else EventKind.CALLER_ASKED_FOR
    tell(LeadEvent(kind, lead), context)


def _reopen(closed: Lead, call: RequestCall, context: Context) -> Lead:
    leads.correct(context.tx, closed.number, call.name, call.phone)
    event = advance(closed, Move.ASK_AGAIN, context, By(commune=call.commune))
    assert event is not None
    tell(event, context)
    return event.lead


def _topic(visitor: Visitor, context: Context) -> str:
    """What they had read about last, so that an officer who knows it well may be told first."""
    if not visitor.conversation:
        return ""
    answer = context.knowledge.library.answers.get(Conversation.read(visitor.conversation).last_answer)
    return answer.topic if answer else ""


def _thanks(lead: Lead, call: RequestCall, context: Context) -> Words:
    if call.for_other:
        return _(
            "Thank you. Your request has number {number}. Somebody from {commune} calls {name} at {phone}, "
            "at the latest by {by}. You hear from me here as soon as somebody has taken it.",
            name=call.name,
            number=str(lead.number),
            commune=context.commune_name(lead.commune),
            phone=call.phone.spoken,
            by=context.duty(lead.commune).hours.called_by(context.now),
        )
    return _(
        "Thank you, {name}. Your request has number {number}. Somebody from {commune} calls {phone}, "
        "at the latest by {by}. You hear from me here as soon as somebody has taken it.",
        name=call.name,
        number=str(lead.number),
        commune=context.commune_name(lead.commune),
        phone=call.phone.spoken,
        by=context.duty(lead.commune).hours.called_by(context.now),
    )


def _too_many(context: Context) -> Say:
    said = _(
        "You have asked {most} times today, and staff have got every one of them, so I do not add another. "
        "In a hurry? Call {hotline}.",
        most=context.limits.requests_a_day,
        hotline=context.knowledge.library.home.hotline,
    )
    return Say(said, MENU)
