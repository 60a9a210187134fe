"""Commands about what somebody is told, and what carries out each."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands import subscriptions as do
from bot.domain.messages import Say
from bot.services.context import Context
from bot.services.subscriptions.ending import unsubscribe
from bot.services.subscriptions.telling import move, subscribe
from bot.store.people.visitors import Visitor


def dispatch_subscription(command: do.SubscriptionCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Does what the command wants done."""
    match command:
        case do.Subscribe():
            return subscribe(command, visitor, context)
        case do.Unsubscribe():
            return unsubscribe(command, visitor, context)
        case do.NewsOf():
            return move(command, visitor, context)
        case _:
            assert_never(command)
