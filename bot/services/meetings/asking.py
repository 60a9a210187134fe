"""What the clock does once a meeting is over.

It is held; the officer is asked for the results, and reminded.

Where none come, the supervisors hear of it.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.calendar import after_quiet, local, quiet
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.messages import Say
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.results import SUPERVISOR, Look, looks
from bot.domain.people import Staff
from bot.services.context import Context
from bot.services.meetings import thanks
from bot.services.meetings.wording import when, where
from bot.services.notify import notify
from bot.store.meetings import queries
from bot.store.scheduling import due
from bot.store.scheduling.due import Due
from bot.store.staff import members as staff
from bot.store.statistics import summing
from bot.talk import actions
from bot.words import Words, _, lines, paragraphs, verbatim

MOST = 50


def plan(meeting: Meeting, context: Context) -> None:
    """Plans when the officer is asked; never for what does not take place."""
    if meeting.open:
        due.put(context.tx, "report", meeting.number, looks(meeting.plan.ends)[0].at)
    else:
        due.drop(context.tx, "report", meeting.number)


def tick(context: Context) -> int:
    """Asks, reminds or tells for each meeting that is due; returns how many."""
    found = due.claim(context.tx, "report", context.now, MOST)
    for one in found:
        _look(one, context)
    return len(found)


def hold(meeting: Meeting, context: Context) -> Meeting:
    """It has taken place: from now on its results are owed; counted once."""
    if not queries.become(context.tx, meeting.number, MeetingState.HELD, MeetingState.ANNOUNCED):
        return meeting
    day = local(meeting.plan.starts).date()
    summing.count_late(context.tx, day, Fact(Step.MEETING_HELD, meeting.plan.commune))
    thanks.plan(meeting, context)
    return replace(meeting, state=MeetingState.HELD)


def _look(planned: Due, context: Context) -> None:
    meeting = queries.get(context.tx, planned.about, lock=True)
    if meeting is None or meeting.state not in (MeetingState.ANNOUNCED, MeetingState.HELD):
        due.drop(context.tx, "report", planned.about)
        return
    meeting = hold(meeting, context)
    if quiet(context.now):
        due.move(context.tx, [replace(planned, at=after_quiet(context.now))])
        return
    every = looks(meeting.plan.ends)
    now = max(one.level for one in every if one.level == planned.level or one.at <= context.now)
    _tell(meeting, every[now], context)
    if now < len(every) - 1:
        due.move(context.tx, [replace(planned, at=every[now + 1].at, level=now + 1)])
    else:
        due.drop(context.tx, "report", meeting.number)


def _tell(meeting: Meeting, look: Look, context: Context) -> None:
    said = Say(_words(meeting, look, context), (actions.REPORT.option(meeting.number),))
    for member in _who(meeting, look, context):
        notify(context, member, said, f"report{look.level}:{meeting.number}")


def _who(meeting: Meeting, look: Look, context: Context) -> list[Staff]:
    """Who made it; the supervisors in the end, or where nobody else is there to answer."""
    maker = staff.get(context.tx, meeting.made_by)
    there = [maker] if maker is not None and maker.active and maker.serves(meeting.plan.commune) else []
    if there and look.level < SUPERVISOR:
        return there
    above = [one for one in staff.supervisors(context.tx, meeting.plan.commune) if one.id != meeting.made_by]
    return [*there, *above]


def _words(meeting: Meeting, look: Look, context: Context) -> Words:
    number = str(meeting.number)
    there = lines(verbatim(meeting.plan.title), when(meeting), where(meeting, context))
    if look.level == SUPERVISOR:
        return paragraphs(_("Meeting {number} was two days ago, and its results are still owed.", number=number), there)
    if look.level:
        return paragraphs(_("A reminder: the results of meeting {number} are still owed.", number=number), there)
    asked = _("Meeting {number} is over. Please tell me within 24 hours what came of it:", number=number)
    return paragraphs(asked, there)
