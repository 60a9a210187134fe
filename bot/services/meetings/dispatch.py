"""Commands about meetings, and what carries out each."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands import meetings as do
from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.services.context import Context
from bot.services.meetings import calls, door, guests, listing, questions, results, staff, thanks
from bot.store.people.visitors import Visitor
from bot.words import _


def dispatch_meeting(command: do.MeetingCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Does what the command wants done."""
    if isinstance(command, do.GuestCommand):
        return _of_guest(command, visitor, context)
    member = visitor.staff
    if member is None or not member.active:
        return (Say(_("This is for staff only.")),)
    return _of_staff(command, member, context)


def _of_guest(command: do.GuestCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    match command:
        case do.ShowMeetings():
            return listing.show_near(command.commune, context)
        case do.ShowMeeting():
            return listing.show(command.number, visitor, context)
        case do.ShowMyMeetings():
            return listing.show_mine(visitor, context)
        case do.RegisterGuest():
            return guests.register(command, visitor, context)
        case do.LeaveMeeting():
            return guests.leave(command, visitor, context)
        case do.StillComing():
            return guests.still_coming(command.number, visitor, context)
        case do.Arrive():
            return door.arrive(command, visitor, context)
        case do.AskAtMeeting():
            return questions.ask(command, visitor, context)
        case do.TakeBackQuestion():
            return questions.take_back(command.number, visitor, context)
        case do.JoinNow():
            return door.join_now(command, visitor, context)
        case do.RateMeeting():
            return thanks.rate(command, visitor, context)
        case do.LeaveNumber():
            return calls.leave_number(command, visitor, context)
        case _:
            assert_never(command)


def _of_staff(command: do.StaffMeetingCommand, member: Staff, context: Context) -> tuple[Say, ...]:
    match command:
        case do.ShowOurMeetings():
            return staff.show_ours(member, context)
        case do.ShowOurMeeting():
            return staff.show_our(command.number, member, context)
        case do.PlanMeeting():
            return staff.plan(command, member, context)
        case do.AnnounceMeeting():
            return staff.announce(command.number, member, context)
        case do.ChangeMeeting():
            return staff.change(command, member, context)
        case do.CopyMeeting():
            return staff.copy(command, member, context)
        case do.CancelMeeting():
            return staff.cancel(command, member, context)
        case do.ReportMeeting():
            return results.report(command, member, context)
        case do.CorrectReport():
            return results.correct(command, member, context)
        case do.ShowQuestions():
            return questions.show(command.number, member, context)
        case do.ReleaseQuestion():
            return questions.release(command.number, member, context, shown=command.shown)
        case do.AnswerQuestion():
            return thanks.answer(command, member, context)
        case do.ShowCalls():
            return calls.show(command.number, member, context)
        case do.MarkCalled():
            return calls.called(command.number, member, context)
        case _:
            assert_never(command)
