"""What a citizen agreed to, purpose by purpose: shown, and taken back one by one."""

from __future__ import annotations

from bot.domain.calendar import VIET_NAM
from bot.domain.consents import (
    AT_DOOR,
    ATTACH_QUESTIONS,
    ATTACH_SUM,
    CALL_BACK,
    GUEST_QUESTION,
    HAND_ON,
    LIVE,
    MEETING,
    MEETING_CALL,
    PAYMENT_CALL,
)
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import Lead, Move
from bot.domain.messages import Say
from bot.domain.outreach.subscriptions import Purpose
from bot.law.refusal import Refusal
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.services.leads.transitions import advance
from bot.services.leads.withdraw import withdraw
from bot.services.meetings.guests import move_up
from bot.services.subscriptions.ending import stop
from bot.services.subscriptions.telling import TOLD
from bot.store.leads import queries as leads
from bot.store.meetings import calls, guests
from bot.store.people import consents, erasures, payment_calls
from bot.store.people.consents import Given
from bot.store.people.visitors import Visitor
from bot.store.staff import members as staff
from bot.talk import actions
from bot.words import Words, _, lines

MENU = (actions.MENU.option(), actions.MY_DATA.option())
PURPOSES = {
    CALL_BACK: _("commune staff call you"),
    HAND_ON: _("passed on to the insurance office and the post office"),
    ATTACH_SUM: _("a sum that you worked out goes with your request"),
    ATTACH_QUESTIONS: _("your last questions go with your request"),
    LIVE: _("an officer of your commune reads your question and answers here"),
    AT_DOOR: _("that you were at a meeting"),
    GUEST_QUESTION: _("staff read what you ask at a meeting, and may show it there"),
    MEETING_CALL: _("an officer calls you about a meeting if no message reaches you"),
    PAYMENT_CALL: _("the collector calls you about paying if you do not answer the reminders"),
    MEETING: _("your seat at a meeting is kept, and you are reminded"),
    **{purpose.value: _("I tell you {what}", what=what) for purpose, what in TOLD.items()},
}


def agreed_in_words(given: list[Given], context: Context) -> Words | None:
    """Each consent that still holds, with its purposes; None where none does."""
    held = [one for one in given if one.valid]
    if not held:
        return None
    return lines(
        *(line for one in held for line in (_given(one, context), *(_purpose(one, name) for name in one.purposes)))
    )


def _given(one: Given, context: Context) -> Words:
    at = one.given_at.astimezone(VIET_NAM)
    return _("Consent given on {at}, text {version}.", at=at, version=one.version)


def _purpose(one: Given, name: str) -> Words:
    said = PURPOSES.get(name, _("another purpose"))
    return _("• {purpose}", purpose=said) if name in one.valid else _("• {purpose}: taken back", purpose=said)


def take_back_sharing(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Passes nothing of theirs on any more; a collector who has a request of theirs loses it."""
    who = visitor.citizen.id
    if not consents.withdraw_purpose(context.tx, who, HAND_ON, context.now):
        return (Say(_("Nothing of yours is passed on. Only commune staff and their supervisors see it."), MENU),)
    erasures.record(context.tx, "sharing", who, context.now)
    hers = [lead for lead in leads.of_citizen(context.tx, who) if lead.shared]
    leads.unshare(context.tx, who)
    for lead in hers:
        _take_from_collectors(lead, context)
    done = _("Done: your request is no longer passed on; commune staff still call you.")
    return (Say(lines(done, by_law("data_withdraw_days", context)), MENU),)


def take_back_call(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Stops every call; nothing is left to keep name and number for, so they are deleted too."""
    who = visitor.citizen.id
    ended = CALL_BACK, HAND_ON, MEETING_CALL, PAYMENT_CALL
    held = [consents.withdraw_purpose(context.tx, who, purpose, context.now) for purpose in ended]
    calls.forget(context.tx, who)
    payment_calls.forget(context.tx, who)
    hers = leads.of_citizen(context.tx, who)
    if not any(held) and not any(lead.open for lead in hers):
        return (Say(_("No request of yours is open, so nobody calls."), MENU),)
    erasures.record(context.tx, "call", who, context.now)
    for lead in hers:
        withdraw(lead.number, context)
    leads.blank(context.tx, [lead.number for lead in hers])
    done = _("Done: nobody calls any more, and the name and number of your request are deleted.")
    return (Say(lines(done, by_law("data_withdraw_days", context)), MENU),)


def leave_alone(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """No call, no news, no reminder, no seat kept: also where their family asks for it."""
    who = visitor.citizen.id
    take_back_call(visitor, context)
    erasures.record(context.tx, "contact", who, context.now)
    consents.withdraw_purpose(context.tx, who, MEETING, context.now)
    for number in guests.forget(context.tx, who):
        move_up(number, context)
    stop(Purpose, visitor, context)
    said = _(
        "Done. Nobody calls or writes to you by themselves any more; requests, reminders and seats at meetings are "
        "cancelled. Whoever writes to me is still answered."
    )
    return (Say(said, (actions.FORGET.option(), *actions.TO_MENU)),)


def _take_from_collectors(lead: Lead, context: Context) -> None:
    now = leads.get(context.tx, lead.number, lock=True)
    if now is None:
        return
    leads.step(context.tx, lead.number, "unshared", context.now)
    holder = staff.get(context.tx, now.taken_by) if now.taken_by is not None else None
    if holder is not None and now.open and not holder.sees(now):
        event = advance(now, Move.RELEASE, context, kind=EventKind.COLLECTOR_LOST)
        assert event is not None
        tell(event, context)
    else:
        tell(LeadEvent(EventKind.UNSHARED, now), context)


def by_law(figure: str, context: Context) -> Words | None:
    """How long the law would have given us; nothing where that figure has no value today."""
    try:
        days = context.knowledge.library.figures.on(context.today)
        return _(
            "The law gives at most {days} days for it ({basis}).",
            days=int(days.number(figure)),
            basis=days.basis(figure),
        )
    except Refusal:
        return None
