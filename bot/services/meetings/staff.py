"""Staff hold meetings in the chat; they read how many come, never who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.commands.meetings import CancelMeeting, ChangeMeeting, CopyMeeting, PlanMeeting
from bot.domain.meetings import DOOR_OPENS, Meeting, MeetingState
from bot.domain.messages import Option, Say
from bot.domain.outreach.codes import CodeKind
from bot.domain.people import Staff
from bot.domain.rights import Act, may_at_all, may_change, may_hold
from bot.services.context import Context
from bot.services.meetings import holding, planning
from bot.services.meetings.minutes import counted, minutes
from bot.services.meetings.wording import line, whole
from bot.store.meetings import guests, queries, questions, results
from bot.store.outreach import codes
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk import actions
from bot.talk.action import Action
from bot.talk.understanding import report_actions
from bot.words import Words, _, lines, paragraphs, verbatim

SHOWN = 8
OWED = timedelta(days=60)
"""For so long the list names what is not reported yet."""
STATES: Mapping[MeetingState, Words] = {
    MeetingState.PLANNED: _("Not announced yet."),
    MeetingState.CANCELLED: _("Cancelled."),
    MeetingState.HELD: _("It is over; the results are owed."),
    MeetingState.REPORTED: _("It is over, and reported."),
}


def show_ours(member: Staff, context: Context) -> tuple[Say, ...]:
    """The next meetings of their communes, and drafts of their own."""
    if not may_at_all(Act.HOLD_MEETINGS, member):
        return refused(member, context)
    owed = [one for one in results.owed(context.tx, member.communes, context.now - OWED) if may_change(member, one)]
    found = [*owed, *holding.next_ones(member, context)][:SHOWN]
    if not found:
        return (Say(_("No meeting is planned in your communes."), (actions.HOLD.option(), *actions.TO_WORK)),)
    told = (
        lines(line(one, guests.expected(context.tx, one.number), context), _state(one), coming(one, context))
        for one in found
    )
    each = tuple(actions.OUR.option(one.number) for one in found)
    said = paragraphs(_("Meetings of your communes:"), *told)
    return (Say(said, (*each, actions.HOLD.option(), *actions.TO_WORK)),)


def show_our(number: int, member: Staff, context: Context) -> tuple[Say, ...]:
    """One of them, with what they may do about it."""
    found = queries.get(context.tx, number)
    if found is None or not may_hold(member, found.plan.commune):
        return refused(member, context)
    return (_card(found, member, context),)


def plan(command: PlanMeeting, member: Staff, context: Context) -> tuple[Say, ...]:
    """Keeps a draft, and reads it back with the meetings that clash with it."""
    made = holding.make(command.plan, member, context)
    return refused(member, context, audited=True) if made is None else (_card(made, member, context),)


def announce(number: int, member: Staff, context: Context) -> tuple[Say, ...]:
    """Citizens find it from now on; the officer gets the list of what is to be done before."""
    found = theirs(number, member, context)
    if found is None:
        return refused(member, context)
    if found.plan.starts <= context.now:
        return (Say(_("That hour is past already. Please type a later one."), (actions.MOVE.option(number),)),)
    made = planning.announce(number, context)
    if made is None:
        return (_card(found, member, context),)
    audit.looked(context.tx, member.id, Audited.MEETING, [], context.now)
    kind = context.knowledge.library.meetings.get(made.plan.kind)
    todo = kind.checklist.get("before", ()) if kind else ()
    said = _(
        "Meeting {number} is announced. Whoever asks for meetings near {commune} finds it.",
        number=str(number),
        commune=context.commune_name(made.plan.commune),
    )
    before = lines(_("Before that day:"), *(verbatim(f"• {one}") for one in todo)) if todo else None
    return (Say(paragraphs(said, before), (actions.OUR.option(number), *actions.TO_WORK)),)


def change(command: ChangeMeeting, member: Staff, context: Context) -> tuple[Say, ...]:
    """Changes it; guests are told of another time or place."""
    found = theirs(command.number, member, context)
    if found is None:
        return refused(member, context)
    new = command.occasion.of(found.plan)
    seats = new.seats if command.seats is None else command.seats or None
    new = replace(new, seats=seats, title=command.title or new.title)
    if new.starts <= context.now:
        return (Say(_("That hour is past already. Please type a later one."), (actions.MOVE.option(found.number),)),)
    changed = planning.change(found.number, new, context)
    if changed is None:
        return (_card(found, member, context),)
    audit.looked(context.tx, member.id, Audited.MEETING, [], context.now)
    card = _card(changed, member, context)
    told = _told(changed, context) if changed.moved > found.moved else None
    return (replace(card, words=paragraphs(told, card.words)) if told else card,)


def copy(command: CopyMeeting, member: Staff, context: Context) -> tuple[Say, ...]:
    """A draft like one there was, on another day."""
    old = queries.get(context.tx, command.number)
    if old is None or not may_hold(member, old.plan.commune):
        return refused(member, context)
    again = command.occasion.of(old.plan)
    if again.starts <= context.now:
        return (Say(_("That hour is past already. Please type a later one."), (actions.COPY.option(old.number),)),)
    return plan(PlanMeeting(again), member, context)


def cancel(command: CancelMeeting, member: Staff, context: Context) -> tuple[Say, ...]:
    """Cancels it, or puts a draft away."""
    found = theirs(command.number, member, context)
    if found is None:
        return refused(member, context)
    if command.draft and found.state is not MeetingState.PLANNED:
        return (_card(found, member, context),)
    told = _told(found, context)
    if planning.cancel(command.number, context) is None:
        return (_card(found, member, context),)
    audit.looked(context.tx, member.id, Audited.MEETING_CANCEL, [], context.now)
    gone = _("Meeting {number} is cancelled.", number=str(command.number))
    said = _("All right, it is not announced.") if command.draft else lines(gone, told)
    return (Say(said, (actions.OURS.option(), *actions.TO_WORK)),)


def coming(meeting: Meeting, context: Context) -> Words | None:
    """How many come and how many wait for a seat; None of a draft."""
    if meeting.state not in (MeetingState.ANNOUNCED, MeetingState.CANCELLED):
        return None
    come, wait = holding.counts(guests.expected(context.tx, meeting.number))
    if not wait:
        return _("Registered: {come}", come=come)
    return _("Registered: {come}, waiting for a seat: {wait}", come=come, wait=wait)


def at_door(meeting: Meeting, context: Context) -> Words | None:
    """Its printed code, how many scanned the one of the door, and how many questions wait."""
    if meeting.state is MeetingState.PLANNED:
        return None
    code = codes.of_meeting(context.tx, meeting.number, CodeKind.MEETING)
    asked = len(questions.of_meeting(context.tx, meeting.number))
    return lines(
        _("Code to print and to type on Zalo: {code}", code=code.code) if code else None,
        _("Scanned at the door: {count}", count=meeting.scanned)
        if meeting.plan.starts - DOOR_OPENS <= context.now
        else None,
        counted(meeting),
        _("Questions asked: {count}", count=asked) if asked else None,
    )


def _told(meeting: Meeting, context: Context) -> Words | None:
    """How many registrations are written to."""
    there = len(guests.expected(context.tx, meeting.number))
    return _("Whoever registered is told: {count} in all.", count=there) if there else None


def _card(meeting: Meeting, member: Staff, context: Context) -> Say:
    first = _("Meeting {number}", number=str(meeting.number))
    if meeting.state in (MeetingState.HELD, MeetingState.REPORTED):
        held = minutes(meeting, results.get(context.tx, meeting.number), context)
        return Say(paragraphs(lines(first, _state(meeting)), held), _options(meeting, member, context))
    there = guests.expected(context.tx, meeting.number)
    said = lines(
        first,
        _state(meeting),
        whole(meeting, there, context, member.language),
        coming(meeting, context),
        at_door(meeting, context),
    )
    asked = (actions.QUESTIONS.option(meeting.number),) if questions.of_meeting(context.tx, meeting.number) else ()
    options = (*asked, *_options(meeting, member, context))
    return Say(paragraphs(said, holding.clash_words(meeting, context)), options)


def _state(meeting: Meeting) -> Words | None:
    return STATES.get(meeting.state)


def _options(meeting: Meeting, member: Staff, context: Context) -> tuple[Option, ...]:
    """What they may do about it now."""
    rows: tuple[Action, ...] = ()
    if may_change(member, meeting) and meeting.state is MeetingState.PLANNED:
        rows = actions.ANNOUNCE, actions.CHANGE, actions.DROP
    elif may_change(member, meeting) and meeting.state is MeetingState.REPORTED:
        rows = (actions.CORRECT_REPORT, report_actions.MINUTES)
    elif may_change(member, meeting) and (meeting.state is MeetingState.HELD or _began(meeting, context)):
        rows = (actions.REPORT, actions.CANCEL) if meeting.open else (actions.REPORT,)
    elif may_change(member, meeting) and meeting.open and meeting.plan.ends > context.now:
        rows = actions.MOVE, actions.CHANGE, actions.CANCEL
    elif not meeting.open or meeting.plan.ends <= context.now:
        rows = (actions.COPY,)
    return (*(row.option(meeting.number) for row in rows), *actions.TO_WORK)


def _began(meeting: Meeting, context: Context) -> bool:
    return meeting.open and meeting.plan.starts <= context.now


def theirs(number: int, member: Staff, context: Context) -> Meeting | None:
    """The meeting, locked, where they may change it; a refusal is on record."""
    found = queries.get(context.tx, number, lock=True)
    if found is not None and may_change(member, found):
        return found
    audit.looked(context.tx, member.id, Audited.MEETING, [], context.now, refused=True)
    return None


def refused(member: Staff, context: Context, *, audited: bool = False) -> tuple[Say, ...]:
    """There is none of that number, or it is not theirs: which of the two is nobody's business."""
    if not audited and not may_at_all(Act.HOLD_MEETINGS, member):
        audit.looked(context.tx, member.id, Audited.MEETING, [], context.now, refused=True)
    return (Say(_("There is no such meeting among yours."), (actions.OURS.option(), *actions.TO_WORK)),)
