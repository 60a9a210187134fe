"""Commands about being reminded to pay, and what carries out each."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands import payments as do
from bot.domain.messages import Say
from bot.services.context import Context
from bot.services.payments import answers
from bot.services.payments.calling import for_staff
from bot.store.people.visitors import Visitor
from bot.words import _


def dispatch_payment(command: do.PaymentCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Does what the command wants done."""
    if isinstance(command, do.CallPayerCommand):
        member = visitor.staff
        if member is None or not member.active:
            return (Say(_("This is for staff only.")),)
        return for_staff(command, member, context)
    match command:
        case do.RemindOfPayment():
            return answers.begin(command, visitor, context)
        case do.HavePaid():
            return answers.paid(command, visitor, context)
        case do.RemindLater():
            return answers.later(visitor, context)
        case do.StopReminding():
            return answers.stop(visitor, context)
        case do.LetCall():
            return answers.let_call(command, visitor, context)
        case do.SayWhyStopped():
            return answers.why(command, visitor, context)
        case _:
            assert_never(command)
