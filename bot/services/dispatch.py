"""Who does what: a Command and the service that carries it out. What it returns is said to whoever gave it."""

from __future__ import annotations

from bot.domain.commands import Command, citizens, content
from bot.domain.commands import cases as live
from bot.domain.commands import leads as do
from bot.domain.commands import staff as staff_commands
from bot.domain.messages import Say
from bot.services import feedback as learning
from bot.services.cases import actions as case_actions
from bot.services.cases import close as case_ends
from bot.services.cases import create as cases
from bot.services.citizens import arrivals
from bot.services.citizens import consents as consenting
from bot.services.citizens import linking as links
from bot.services.citizens import my_data as mine
from bot.services.context import Context
from bot.services.leads import actions as work
from bot.services.leads import create as leads
from bot.services.staff import board_login as signing_in
from bot.services.staff import membership as staff
from bot.services.staff.absence import come_back, go_away
from bot.services.staff.duty_roster import duty_in_words
from bot.services.staff.my_work import mine as their_leads
from bot.store.people.visitors import Visitor
from bot.words import _


def carry_out(command: Command, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Carries out what a dialogue ended in, in the turn's transaction."""
    match command:
        case do.RequestCall():
            return leads.request_call(command, visitor, context)
        case citizens.ComeFrom():
            return arrivals.come_from(command, visitor, context)
        case (
            citizens.ForgetDraft()
            | citizens.ShowMyData()
            | citizens.CorrectMyData()
            | citizens.TakeBackSharing()
            | citizens.TakeBackCall()
            | citizens.ForgetMe()
        ):
            return _her_data(command, visitor, context)
        case citizens.SpeakLanguage():
            return mine.speak(command, visitor, context)
        case citizens.AskLinkCode():
            return links.give_code(visitor, context)
        case citizens.LinkAddress():
            return links.bring_code(command, visitor, context)
        case citizens.PartAddress():
            return links.part(visitor, context)
        case staff_commands.JoinStaff():
            return staff.join(command, visitor, context)
        case live.AskOfficer():
            return cases.ask(command, visitor, context)
        case live.EndCase() | live.RateCase():
            return case_ends.carry_out(command, visitor, context)
        case live.Leave() | live.OpenCase() | live.PassCase() | live.ShowReady() | live.SendReady() | live.Propose():
            return case_actions.carry_out(command, visitor, context)
        case content.KeepQuestion():
            return learning.keep(command, context)
        case content.RateAnswer():
            return learning.rate(command, context)
        case (
            staff_commands.ShowMyLeads()
            | staff_commands.GoAway()
            | staff_commands.ShowDuty()
            | staff_commands.OpenBoard()
        ):
            return _their_work(command, visitor, context)
        case _:
            return work.carry_out(command, visitor, context)


def _her_data(command: citizens.MyDataCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    match command:
        case citizens.ForgetDraft():
            return mine.forget_draft(visitor, context)
        case citizens.ShowMyData():
            return mine.show(visitor, context)
        case citizens.CorrectMyData():
            return mine.correct(command, visitor, context)
        case citizens.TakeBackSharing():
            return consenting.take_back_sharing(visitor, context)
        case citizens.TakeBackCall():
            return consenting.take_back_call(visitor, context)
        case citizens.ForgetMe():
            return mine.forget(visitor, context)


def _their_work(
    command: staff_commands.StaffWork,
    visitor: Visitor,
    context: Context,
) -> tuple[Say, ...]:
    member = visitor.staff
    if member is None or not member.active:
        return (Say(_("This is for staff only.")),)
    match command:
        case staff_commands.ShowMyLeads(which):
            return (their_leads(member, which, context),)
        case staff_commands.GoAway(until, since):
            return come_back(member, context) if until is None else go_away(member, until, context, since)
        case staff_commands.ShowDuty():
            return (duty_in_words(member, context),)
        case staff_commands.OpenBoard():
            return signing_in.open_board(visitor, context)
