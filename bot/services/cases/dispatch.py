"""Commands about live questions, and what carries out each."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands.cases import AskOfficer, CaseAction, CaseCommand, EndCase, RateCase
from bot.domain.messages import Say
from bot.services.cases.actions import act
from bot.services.cases.close import end, rate
from bot.services.cases.create import ask
from bot.services.context import Context
from bot.store.people.visitors import Visitor


def dispatch_case(command: CaseCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Asks, ends or rates for either side, or does what an officer wants done."""
    if isinstance(command, CaseAction):
        return act(command, visitor, context)
    match command:
        case AskOfficer():
            return ask(command, visitor, context)
        case EndCase():
            return end(command, visitor, context)
        case RateCase():
            return rate(command, visitor, context)
        case _:
            assert_never(command)
