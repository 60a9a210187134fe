"""Meetings are made, announced, moved and cancelled.

Everybody who said that they come is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.meetings import Guest, Meeting, MeetingState, Plan
from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.facts import Fact, Step
from bot.services.context import Context
from bot.services.facts import count
from bot.services.meetings import asking, calls, news, reminders
from bot.services.meetings.door import code_of
from bot.services.meetings.guests import move_up, tell
from bot.services.meetings.listing import near
from bot.services.meetings.wording import in_calendar, when, where
from bot.store.meetings import guests, queries
from bot.talk import actions
from bot.words import _, lines, paragraphs


def announce(number: int, context: Context) -> Meeting | None:
    """From now on citizens find it; None where it was not planned."""
    if not queries.become(context.tx, number, MeetingState.ANNOUNCED, MeetingState.PLANNED):
        return None
    meeting = queries.get(context.tx, number)
    assert meeting is not None
    count(context, Fact(Step.MEETING, meeting.plan.commune))
    code_of(meeting, CodeKind.MEETING, context)
    _clock(meeting, context)
    news.plan(meeting, context)
    return meeting


def change(number: int, plan: Plan, context: Context) -> Meeting | None:
    """Changes what the meeting is.

    Where time or place are others now, guests are told and reminded anew.

    None where it is over, cancelled, or there is none of that number.
    """
    before = queries.get(context.tx, number, lock=True)
    if before is None or before.state not in (MeetingState.PLANNED, MeetingState.ANNOUNCED):
        return None
    is_moved = before.open and _whereabouts(before.plan) != _whereabouts(plan)
    queries.change(context.tx, number, plan, before.moved + is_moved)
    after = replace(before, plan=plan, moved=before.moved + is_moved)
    if is_moved:
        there = guests.expected(context.tx, number)
        guests.reminded(context.tx, there, 0)
        _ask_again(after, there, context)
    _clock(after, context)
    move_up(number, context)
    return after


def cancel(number: int, context: Context) -> Meeting | None:
    """It does not take place: guests are told, and offered the next ones.

    None where nothing is to be cancelled.
    """
    meeting = queries.get(context.tx, number, lock=True)
    if meeting is None or not queries.become(
        context.tx, number, MeetingState.CANCELLED, MeetingState.PLANNED, MeetingState.ANNOUNCED
    ):
        return None
    if meeting.open:
        count(context, Fact(Step.MEETING_CANCELLED, meeting.plan.commune))
    said = _("I am sorry, this meeting does not take place:")
    there = guests.expected(context.tx, number)
    other = _instead(meeting, context)
    offer = lines(_("The next one near you:"), when(other), where(other, context)) if other else None
    told = paragraphs(said, lines(when(meeting), where(meeting, context)), offer)
    buttons = (*((actions.COME.option(other.number),) if other else ()), actions.MEETINGS.option())
    calls.put(meeting, tell(there, told, "cancelled", context, buttons), context)
    cancelled = replace(meeting, state=MeetingState.CANCELLED)
    _clock(cancelled, context)
    return cancelled


def _ask_again(meeting: Meeting, there: Sequence[Guest], context: Context) -> None:
    """Tells guests where and when it is now, and asks whether they still come."""
    said = _("The meeting you registered for has changed. It is now:")
    told = paragraphs(said, lines(when(meeting), where(meeting, context)), _("Can you still come?"))
    rows = actions.STILL_COMING, actions.NOT_COMING, actions.MEETING
    buttons = (*(row.option(meeting.number) for row in rows), *in_calendar(meeting, context))
    calls.put(meeting, tell(there, told, f"moved{meeting.moved}", context, buttons), context)


def _instead(meeting: Meeting, context: Context) -> Meeting | None:
    """The next one that guests of a cancelled one may come to."""
    return next(iter(near(meeting.plan.commune, context)), None)


def _clock(meeting: Meeting, context: Context) -> None:
    """Plans what the clock does for it, whatever was planned before."""
    reminders.plan(meeting, context)
    asking.plan(meeting, context)


def _whereabouts(plan: Plan) -> tuple[object, ...]:
    return plan.starts, plan.ends, plan.commune, plan.hamlet, plan.place
