"""Officers tell what came of a meeting; it is counted, kept, and told to their supervisors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.calendar import local
from bot.domain.commands.meetings import CorrectReport, ReportMeeting
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.messages import Option, Say
from bot.domain.outreach.facts import Fact
from bot.domain.outreach.results import COUNTED, TOO_MANY, Heads, Results
from bot.domain.people import Staff
from bot.services.context import Context
from bot.services.meetings import asking
from bot.services.meetings.minutes import minutes, told
from bot.services.meetings.minutes_file import push
from bot.services.meetings.staff import refused, theirs
from bot.services.notify import notify
from bot.store.meetings import queries
from bot.store.meetings import results as kept
from bot.store.scheduling import due
from bot.store.staff import audit
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.store.statistics import summing
from bot.talk import actions
from bot.talk.understanding import report_actions
from bot.words import Words, _, paragraphs


def report(command: ReportMeeting, member: Staff, context: Context) -> tuple[Say, ...]:
    """Keeps the results of a meeting that has taken place, once."""
    found = theirs(command.number, member, context)
    if found is None or found.plan.starts > context.now:
        return refused(member, context)
    if found.state is MeetingState.REPORTED:
        said = _("The results of meeting {number} are known already.", number=str(found.number))
        return (Say(said, _options(found)),)
    if not write(found, command.heads, dict(command.words), member, context):
        return refused(member, context)
    audit.looked(context.tx, member.id, Audited.MEETING_RESULTS, [], context.now)
    said = _("Thank you. The results of meeting {number} are kept, and your supervisors have them.",
             number=str(found.number))  # fmt: skip
    return (Say(said, _options(found)),)


def correct(command: CorrectReport, member: Staff, context: Context) -> tuple[Say, ...]:
    """Changes results; the supervisors hear of it."""
    found = theirs(command.number, member, context)
    before = kept.get(context.tx, command.number) if found is not None else None
    if found is None or before is None:
        return refused(member, context)
    heads = command.heads.over(before.heads)
    if not heads.fits:
        return (Say(TOO_MANY, _options(found)),)
    after = rewrite(found, before, heads, dict(command.words), member, context)
    audit.looked(context.tx, member.id, Audited.MEETING_RESULTS, [], context.now)
    said = _("Corrected. The results of meeting {number} are now:", number=str(found.number))
    return (Say(paragraphs(said, told(after)), _options(found)),)


def write(meeting: Meeting, heads: Heads, words: Mapping[str, str], member: Staff, context: Context) -> Results | None:
    """The first results of a meeting; None where there can be none, or are some already."""
    held = asking.hold(meeting, context)
    if not queries.become(context.tx, held.number, MeetingState.REPORTED, MeetingState.HELD):
        return None
    results = Results(held.number, heads, words, member.id, context.now)
    keep(held, results, None, context)
    return results


def rewrite(
    meeting: Meeting, before: Results, heads: Heads, words: Mapping[str, str], member: Staff, context: Context
) -> Results:
    """Other numbers, and other words where some are said; the supervisors are told."""
    after = replace(
        before,
        heads=heads,
        words={**before.words, **words},
        written_by=member.id,
        written_at=context.now,
        corrected=before.corrected + 1,
    )
    keep(meeting, after, before, context)
    return after


def keep(meeting: Meeting, after: Results, before: Results | None, context: Context) -> None:
    """Keeps and counts them, on the day of the meeting, and tells the supervisors."""
    kept.put(context.tx, after)
    _count(meeting, after.heads, before.heads if before else Heads(), context)
    due.drop(context.tx, "report", meeting.number)
    first = _("The results of meeting {number}:") if before is None else _("Corrected results of meeting {number}:")
    said = paragraphs(Words(first.msgid, (("number", str(meeting.number)),)), minutes(meeting, after, context))
    for supervisor in staff.supervisors(context.tx, meeting.plan.commune):
        if supervisor.id != after.written_by:
            say = Say(said, (actions.OUR.option(meeting.number), report_actions.MINUTES.option(meeting.number)))
            notify(context, supervisor, say, f"results{after.corrected}:{meeting.number}")
            push(meeting, supervisor, f"minutes{after.corrected}:{meeting.number}", context)
    if (writer := staff.get(context.tx, after.written_by)) is not None:
        push(meeting, writer, f"minutes{after.corrected}:{meeting.number}", context)


def _count(meeting: Meeting, after: Heads, before: Heads, context: Context) -> None:
    day = local(meeting.plan.starts).date()
    for name, step in COUNTED.items():
        if more := after.said.get(name, 0) - before.said.get(name, 0):
            summing.count_late(context.tx, day, Fact(step, meeting.plan.commune), by=more)


def _options(meeting: Meeting) -> tuple[Option, ...]:
    about = actions.CORRECT_REPORT, actions.OUR, report_actions.MINUTES
    return (*(row.option(meeting.number) for row in about), *actions.TO_WORK)
