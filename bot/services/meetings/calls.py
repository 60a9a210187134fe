"""Guests whom no message reaches are called, if they left a number for that; nobody else is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.domain.commands.meetings import LeaveNumber
from bot.domain.consents import MEETING_CALL, MEETING_CALL_TEXT
from bot.domain.meetings import Meeting
from bot.domain.messages import Option, Say
from bot.domain.people import Staff
from bot.domain.rights import may_hold
from bot.services.context import Context
from bot.services.meetings.agreeing import agree
from bot.services.meetings.wording import when, where
from bot.services.notify import notify
from bot.store.meetings import calls, queries
from bot.store.meetings.calls import ToCall
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.talk import actions
from bot.words import Words, _, lines, paragraphs, verbatim

SHOWN = 8


def leave_number(command: LeaveNumber, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps the number for calls about that meeting."""
    if not calls.leave(context.tx, command.number, visitor.citizen.id, command.phone):
        return (Say(_("You were not registered for that meeting."), (actions.MEETINGS.option(), *actions.TO_MENU)),)
    agree(command.consent, MEETING_CALL, MEETING_CALL_TEXT, visitor, context)
    said = _(
        "Thank you. If I cannot write to you, an officer calls {phone}. It is deleted with your registration.",
        phone=command.phone.spoken,
    )
    return (Say(said, (actions.NOT_COMING.option(command.number), *actions.TO_MENU)),)


def put(meeting: Meeting, guests: Collection[int], context: Context) -> None:
    """Puts guests on the list who left a number, and tells the officer, once a day."""
    if meeting.plan.ends <= context.now or not calls.put(context.tx, guests, context.now):
        return
    maker = staff.get(context.tx, meeting.made_by)
    there = [maker] if maker is not None and maker.active else staff.supervisors(context.tx, meeting.plan.commune)
    said = _("Meeting {number}: no message reaches some guests; please call them.", number=str(meeting.number))
    once = replace(context, turn=f"calls:{meeting.number}:{context.today}")
    for member in there:
        notify(once, member, Say(said, (actions.CALLS.option(meeting.number),)), "")


def undelivered(guest: int, context: Context) -> None:
    """A message about a meeting was given up."""
    number = calls.meeting_of(context.tx, guest)
    meeting = queries.get(context.tx, number) if number is not None else None
    if meeting is not None:
        put(meeting, [guest], context)


def show(number: int, member: Staff, context: Context) -> tuple[Say, ...]:
    """Whom to call about that meeting; on record, for it shows numbers."""
    found = queries.get(context.tx, number)
    allowed = found is not None and may_hold(member, found.plan.commune)
    audit.looked(context.tx, member.id, Audited.MEETING_CALLS, [], context.now, refused=not allowed)
    if found is None or not allowed:
        return (Say(_("There is no such meeting among yours."), (actions.OURS.option(), *actions.TO_WORK)),)
    left = [one for one in calls.of_meeting(context.tx, number) if one.called_at is None]
    back: tuple[Option, ...] = (actions.OUR.option(number), *actions.TO_WORK)
    if not left:
        return (Say(_("Nobody is to be called about meeting {number}.", number=str(number)), back),)
    first = _("To be called about meeting {number}: {count}", number=str(number), count=len(left))
    there = lines(verbatim(found.plan.title), when(found), where(found, context))
    done = (actions.CALLED.option(one.guest) for one in left[:SHOWN])
    return (Say(paragraphs(first, there, lines(*map(line, left[:SHOWN]))), (*done, *back)),)


def line(one: ToCall) -> Words:
    """A guest of the list."""
    return _("• {guest}: {phone}, coming: {count}", guest=str(one.guest), phone=one.phone.spoken, count=one.party)


def called(guest: int, member: Staff, context: Context) -> tuple[Say, ...]:
    """That guest has been called; the rest of the list follows."""
    number = mark(guest, member, context)
    if number is None:
        return (Say(_("Nobody of that number is to be called."), (actions.OURS.option(), *actions.TO_WORK)),)
    return show(number, member, context)


def mark(guest: int, member: Staff, context: Context) -> int | None:
    """Marks the guest as called; returns the meeting, None where that is none of theirs."""
    number = calls.meeting_of(context.tx, guest)
    found = queries.get(context.tx, number) if number is not None else None
    if found is None or not may_hold(member, found.plan.commune):
        audit.looked(context.tx, member.id, Audited.MEETING_CALLS, [], context.now, refused=True)
        return None
    calls.called(context.tx, guest, member.id, context.now)
    return found.number
