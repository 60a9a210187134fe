"""A request to be called: kept with its consent, and told to staff in the same transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.commands.leads import RequestCall
from bot.domain.consents import HAND_ON
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import Lead, Move, after
from bot.domain.meetings import DOOR_OPENS, MeetingState
from bot.domain.messages import Say
from bot.domain.outreach.facts import Step
from bot.services.codes import find
from bot.services.context import Context
from bot.services.facts import count_from_meeting, count_request
from bot.services.leads.announcements import tell
from bot.services.leads.calls.attaching import offers
from bot.services.leads.transitions import advance
from bot.services.leads.tray import put_in, too_many
from bot.store.leads import queries as leads
from bot.store.leads.queries import Asked, By
from bot.store.meetings import afterwards
from bot.store.meetings import queries as meetings
from bot.store.people import consents, visitors
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.talk.conversation import Conversation
from bot.words import Words, _, in_language

SAME_REQUEST = timedelta(days=30)
OF_A_MEETING = timedelta(days=7)
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
    asked = Asked(_keep_consent(call, visitor, context), visitor.address.channel, visitor.citizen.came_from)
    recent = leads.recent_by_phone(context.tx, call.phone, context.now - SAME_REQUEST)
    lead = _again(call, visitor, asked, recent, context) or _new(call, visitor, asked, recent, context)
    count_request(lead, context, Step.REQUEST)
    if (number := _meeting(visitor, context)) is not None:
        count_from_meeting(lead, number, context)
    return (
        Say(
            _thanks(lead, call, context),
            (*MENU, actions.WHEN.option(lead.number), *offers(lead.number, visitor, context)),
        ),
    )


def _meeting(visitor: Visitor, context: Context) -> int | None:
    """The meeting where they are, or were within the week: as guests, or by its code."""
    since, until = context.now - OF_A_MEETING, context.now + DOOR_OPENS
    found = afterwards.lately(context.tx, visitor.citizen.id, since, until)
    if found is None and (code := find(visitor.citizen.came_from, context)) is not None and code.meeting:
        found = meetings.get(context.tx, code.meeting)
    if found is None or found.state is MeetingState.CANCELLED:
        return None
    return found.number if found.plan.starts <= until and found.plan.ends >= since else None


def _new(call: RequestCall, visitor: Visitor, asked: Asked, recent: list[Lead], context: Context) -> Lead:
    """A request of its own; staff are told, unless too many come from where it comes from."""
    lead = leads.add(context.tx, visitor.citizen.id, call, asked, context.now, _topic(visitor, context))
    leads.step(context.tx, lead.number, "asked", context.now)
    if (lately := too_many(context)) is not None:
        return put_in(lead, lately, context)
    anew = recent and not recent[0].open
    tell(LeadEvent(EventKind.ASKED_ANEW if anew else EventKind.ASKED, lead), context)
    return lead


def _again(call: RequestCall, visitor: Visitor, asked: Asked, recent: list[Lead], context: Context) -> Lead | None:
    """Their own request for that phone, open or opened again; None where they have none."""
    who, shared = visitor.citizen.id, HAND_ON in call.purposes
    still = next((lead for lead in leads.open_by_phone(context.tx, call.phone) if lead.citizen == who), None)
    if still is not None:
        leads.share(context.tx, still.number, asked, shared)
        _ask_again(still, context)
        return replace(still, channel=asked.channel, source=asked.source)
    over = next((lead for lead in recent if lead.citizen == who and after(lead.state, Move.ASK_AGAIN)), None)
    if over is not None:
        leads.share(context.tx, over.number, asked, shared)
        return _reopen(over, call, context)
    return None


def _keep_consent(call: RequestCall, visitor: Visitor, context: Context) -> int:
    consent = context.knowledge.library.consent
    shown = in_language(visitor.citizen.language, consent.text)
    digest = consents.digest(shown)
    return consents.give(
        context.tx, visitor.citizen.id, call.consent, call.purposes, visitor.address.channel, digest, context.now
    )


def _ask_again(lead: Lead, context: Context) -> None:
    if lead.in_tray:
        return
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
    values = {
        "name": call.name,
        "number": str(lead.number),
        "commune": context.commune_name(lead.commune),
        "phone": call.phone.spoken,
    }
    if lead.in_tray:
        return _(
            "Thank you. Your request has number {number}. Somebody from {commune} calls {name} at {phone}. "
            "You hear from me here as soon as somebody has taken it.",
            **values,
        )
    by = context.duty(lead.commune).hours.called_by(context.now)
    if call.for_other:
        return _(
            "Thank you. Your request has number {number}. Somebody from {commune} calls {name} at {phone}, "
            "at the latest by {by}. You hear from me here as soon as somebody has taken it.",
            **values,
            by=by,
        )
    return _(
        "Thank you, {name}. Your request has number {number}. Somebody from {commune} calls {phone}, "
        "at the latest by {by}. You hear from me here as soon as somebody has taken it.",
        **values,
        by=by,
    )


def _too_many(context: Context) -> Say:
    said = _(
        "You have asked {most} times today, and staff have got every one of them, so I do not add another. "
        "In a hurry? Call {hotline}.",
        most=context.limits.requests_a_day,
        hotline=context.knowledge.library.home.hotline,
    )
    return Say(said, MENU)
