"""A new meeting is told to those who asked for that: of its commune, and of those beside it.

A slice at a time, and never at night; how far it has come is on record with what was posted.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.calendar import after_quiet, quiet
from bot.domain.meetings import Meeting
from bot.domain.messages import Say
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.subscriptions import MOST_A_MONTH, Purpose, Subscription
from bot.services.context import Context
from bot.services.facts import count
from bot.services.meetings.wording import line
from bot.services.notify import notify
from bot.store.meetings import guests, queries
from bot.store.people import subscriptions
from bot.store.scheduling import due
from bot.store.scheduling.due import Due
from bot.talk import actions
from bot.talk.understanding import told_actions
from bot.words import _, paragraphs

MOST, AT_ONCE = 5, 25


def plan(meeting: Meeting, context: Context) -> None:
    """From now on it is told."""
    due.put(context.tx, "meeting_news", meeting.number, after_quiet(context.now))


def tick(context: Context) -> int:
    """Tells a slice of those who asked for it of each new meeting.

    Returns how many were looked at.
    """
    return sum(_slice(one, context) for one in due.claim(context.tx, "meeting_news", context.now, MOST))


def _slice(planned: Due, context: Context) -> int:
    meeting = queries.get(context.tx, planned.about)
    if meeting is None or not meeting.open or meeting.plan.starts <= context.now:
        due.drop(context.tx, "meeting_news", planned.about)
        return 0
    if quiet(context.now):
        due.move(context.tx, [replace(planned, at=after_quiet(context.now))])
        return 0
    commune = context.commune(meeting.plan.commune)
    near = (meeting.plan.commune, *(commune.neighbours if commune else ()))
    those = subscriptions.audience(
        context.tx, Purpose.MEETINGS, context.now, communes=near, after=planned.level, most=AT_ONCE
    )
    known = {guest.citizen for guest in guests.expected(context.tx, meeting.number)}
    told = [one for one in those if one.had < MOST_A_MONTH and one.citizen not in known]
    _tell(told, meeting, context)
    if len(those) < AT_ONCE:
        due.drop(context.tx, "meeting_news", planned.about)
    else:
        due.move(context.tx, [replace(planned, at=context.now, level=those[-1].id)])
    return len(those)


def _tell(those: list[Subscription], meeting: Meeting, context: Context) -> None:
    said = _("A new meeting near you:")
    say = Say(
        paragraphs(said, line(meeting, guests.expected(context.tx, meeting.number), context)),
        (actions.MEETING.option(meeting.number), told_actions.STOP_NEWS.option()),
    )
    for one in those:
        notify(context, one.address, say, f"news:meeting{meeting.number}", wanted=one.id)
        count(context, Fact(Step.NEWS_SENT, one.commune, one.address.channel, topic=one.purpose.value))
    subscriptions.told(context.tx, [one.id for one in those], context.now)
