"""Commands of citizens about their data, language and addresses, and what carries out each."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands import citizens as do
from bot.domain.messages import Say
from bot.services.citizens import arrivals, consents, linking, my_data
from bot.services.context import Context
from bot.store.people.visitors import Visitor


def dispatch_citizen(command: do.CitizenCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Carries out what a citizen wants done about language, addresses, arrival or data."""
    if isinstance(command, do.MyDataCommand):
        return _my_data(command, visitor, context)
    match command:
        case do.ComeFrom():
            return arrivals.come_from(command, visitor, context)
        case do.SpeakLanguage():
            return my_data.speak(command, visitor, context)
        case do.ReadAloud():
            return my_data.read_aloud(command, visitor, context)
        case do.AskLinkCode():
            return linking.give_code(visitor, context)
        case do.LinkAddress():
            return linking.bring_code(command, visitor, context)
        case do.PartAddress():
            return linking.part(visitor, context)
        case _:
            assert_never(command)


def _my_data(command: do.MyDataCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    match command:
        case do.ForgetDraft():
            return my_data.forget_draft(visitor, context)
        case do.ShowMyData():
            return my_data.show(visitor, context)
        case do.CorrectMyData():
            return my_data.correct(command, visitor, context)
        case do.TakeBackSharing():
            return consents.take_back_sharing(visitor, context)
        case do.TakeBackCall():
            return consents.take_back_call(visitor, context)
        case do.LeaveAlone():
            return consents.leave_alone(visitor, context)
        case do.ForgetMe():
            return my_data.forget(visitor, context)
        case _:
            assert_never(command)
