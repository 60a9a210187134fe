"""After a meeting those who agreed to it at the door are thanked, once.

They read what staff answered to what was asked there, and say with one tap whether it was of use.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar import after_quiet, local, quiet
from bot.domain.commands.meetings import AnswerQuestion, RateMeeting
from bot.domain.consents import AT_DOOR
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.messages import Option, Say
from bot.domain.outreach.facts import Fact
from bot.domain.outreach.results import RATED, Mark
from bot.domain.people import Staff
from bot.domain.rights import may_change
from bot.services.context import Context
from bot.services.meetings.guests import tell
from bot.services.meetings.questions import show
from bot.store.meetings import afterwards, queries, questions
from bot.store.people.visitors import Visitor
from bot.store.scheduling import due
from bot.store.scheduling.due import Due
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.store.statistics import summing
from bot.talk import actions
from bot.words import Words, _, lines, paragraphs, pgettext, verbatim

AFTER = timedelta(days=1)
AT_ONCE = 25
MARKS = {
    Mark.GOOD: pgettext("meeting", "Useful"),
    Mark.FAIR: pgettext("meeting", "So-so"),
    Mark.POOR: pgettext("meeting", "Of little use"),
}


def plan(meeting: Meeting, context: Context) -> None:
    """Thanks go out a day after the end, so that staff can answer what was asked."""
    due.put(context.tx, "thanks", meeting.number, after_quiet(meeting.plan.ends + AFTER))


def tick(context: Context) -> int:
    """Thanks a slice of the guests of one meeting that is due; returns how many."""
    return sum(_slice(one, context) for one in due.claim(context.tx, "thanks", context.now, 1))


def _slice(planned: Due, context: Context) -> int:
    meeting = queries.get(context.tx, planned.about, lock=True)
    if meeting is None or meeting.state not in (MeetingState.HELD, MeetingState.REPORTED):
        due.drop(context.tx, "thanks", planned.about)
        return 0
    if quiet(context.now):
        due.move(context.tx, [replace(planned, at=after_quiet(context.now))])
        return 0
    those = afterwards.to_thank(context.tx, meeting.number, AT_ONCE, AT_DOOR)
    afterwards.thanked(context.tx, those)
    marks = (Option(actions.RATE_MEETING.token(f"{meeting.number}-{mark}"), words) for mark, words in MARKS.items())
    tell(those, _words(meeting, context), "thanks", context, tuple(marks))
    if len(those) == AT_ONCE:
        due.move(context.tx, [replace(planned, at=context.now)])
    else:
        due.drop(context.tx, "thanks", meeting.number)
    return len(those)


def _words(meeting: Meeting, context: Context) -> Words:
    answered = [one for one in questions.of_meeting(context.tx, meeting.number) if one.answer]
    told = (lines(_("Asked: {question}", question=one.text), verbatim(one.answer)) for one in answered)
    thanks = _("Thank you for having been at {title}.", title=meeting.plan.title)
    return paragraphs(thanks, *told, _("Was the meeting of use to you? One tap is enough."))


def rate(command: RateMeeting, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps what they tapped last, and counts it."""
    found = queries.get(context.tx, command.number)
    before = afterwards.rate(context.tx, command.number, visitor.citizen.id, command.mark) if found else None
    if found is None or before is None:
        return (Say(_("You were not registered for that meeting."), actions.TO_MENU),)
    day, unit = local(found.plan.starts).date(), found.plan.commune
    if before != command.mark:
        summing.count_late(context.tx, day, Fact(RATED[command.mark], unit))
        afterwards.count(context.tx, found.number, afterwards.RATED[command.mark])
        if before:
            summing.count_late(context.tx, day, Fact(RATED[Mark(before)], unit), by=-1)
            afterwards.count(context.tx, found.number, afterwards.RATED[Mark(before)], -1)
    return (Say(_("Thank you, that helps the officers."), (actions.MEETINGS.option(), *actions.TO_MENU)),)


def answer(command: AnswerQuestion, member: Staff, context: Context) -> tuple[Say, ...]:
    """Keeps the answer; those who were there read it with the thanks."""
    asked = questions.get(context.tx, command.number)
    found = queries.get(context.tx, asked.meeting) if asked else None
    if asked is None or found is None or not may_change(member, found):
        audit.looked(context.tx, member.id, Audited.MEETING, [], context.now, refused=True)
        return (Say(_("There is no such question at your meetings."), (actions.OURS.option(), *actions.TO_WORK)),)
    questions.answer(context.tx, command.number, command.text)
    return show(found.number, member, context)
