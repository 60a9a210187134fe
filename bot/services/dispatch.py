"""Who does what: a Command and the service that carries it out. What it returns is said to whoever gave it."""

from __future__ import annotations

from bot.domain.commands import cases as live
from bot.domain.commands import leads as do
from bot.domain.messages import Say
from bot.services import feedback as learning
from bot.services.cases import actions as case_desk
from bot.services.cases import close as case_ends
from bot.services.cases import create as cases
from bot.services.citizens import consents as consenting
from bot.services.citizens import linking as links
from bot.services.citizens import my_data as mine
from bot.services.context import Desk
from bot.services.leads import actions as work
from bot.services.leads import create as leads
from bot.services.staff import board_login as signing_in
from bot.services.staff import membership as staff
from bot.store.people.visitors import Visitor


def carry_out(command: do.Command, visitor: Visitor, desk: Desk) -> tuple[Say, ...]:
    """Carries out what a dialogue ended in, in the turn's transaction."""
    match command:
        case do.RequestCall():
            return leads.request_call(command, visitor, desk)
        case do.ComeFrom():
            return mine.come_from(command, visitor, desk)
        case (
            do.ForgetDraft()
            | do.ShowMyData()
            | do.CorrectMyData()
            | do.TakeBackSharing()
            | do.TakeBackCall()
            | do.ForgetMe()
        ):
            return _her_data(command, visitor, desk)
        case do.SpeakLanguage():
            return mine.speak(command, visitor, desk)
        case do.AskLinkCode():
            return links.give_code(visitor, desk)
        case do.LinkAddress():
            return links.bring_code(command, visitor, desk)
        case do.PartAddress():
            return links.part(visitor, desk)
        case do.JoinStaff():
            return staff.join(command, visitor, desk)
        case live.AskOfficer():
            return cases.ask(command, visitor, desk)
        case live.EndCase() | live.RateCase():
            return case_ends.carry_out(command, visitor, desk)
        case live.Leave() | live.OpenCase() | live.PassCase() | live.ShowReady() | live.SendReady() | live.Propose():
            return case_desk.carry_out(command, visitor, desk)
        case do.KeepQuestion():
            return learning.keep(command, desk)
        case do.RateAnswer():
            return learning.rate(command, desk)
        case do.OpenBoard():
            return signing_in.open_board(visitor, desk)
        case _:
            return work.carry_out(command, visitor, desk)


def _her_data(command: do.HerData, visitor: Visitor, desk: Desk) -> tuple[Say, ...]:
    match command:
        case do.ForgetDraft():
            return mine.forget_draft(visitor, desk)
        case do.ShowMyData():
            return mine.show(visitor, desk)
        case do.CorrectMyData():
            return mine.correct(command, visitor, desk)
        case do.TakeBackSharing():
            return consenting.take_back_sharing(visitor, desk)
        case do.TakeBackCall():
            return consenting.take_back_call(visitor, desk)
        case do.ForgetMe():
            return mine.forget(visitor, desk)
