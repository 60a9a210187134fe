"""Commands about requests to be called, and what carries out each."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands.leads import LeadAction, LeadCommand, RequestCall
from bot.domain.messages import Say
from bot.services.context import Context
from bot.services.leads.create import request_call
from bot.services.leads.replies import reply_to
from bot.store.people.visitors import Visitor
from bot.words import _


def dispatch_lead(command: LeadCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Makes a request, or does what an officer wants done with one."""
    if isinstance(command, RequestCall):
        return request_call(command, visitor, context)
    if isinstance(command, LeadAction):
        member = visitor.staff
        if member is None or not member.active:
            return (Say(_("This is for staff only.")),)
        return reply_to(command, member, context)
    assert_never(command)
