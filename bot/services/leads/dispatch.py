"""Commands about requests to be called, and what carries out each."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands.leads import (
    Attach,
    CallNext,
    Detach,
    EraseRequest,
    FindLeads,
    LeadAction,
    LeadCommand,
    PreferTime,
    RequestCall,
    Several,
    ShowOpening,
    Undo,
    WriteRequest,
)
from bot.domain.messages import Say
from bot.services.context import Context
from bot.services.leads.calls.attaching import attach, detach
from bot.services.leads.calls.calling import call_next, prefer, show_opening
from bot.services.leads.calls.writing import erase, write
from bot.services.leads.create import request_call
from bot.services.leads.find import find
from bot.services.leads.replies import reply_to, undone
from bot.store.people.visitors import Visitor
from bot.words import _


def dispatch_lead(command: LeadCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Makes a request, or does what an officer wants done with one."""
    if isinstance(command, RequestCall):
        return request_call(command, visitor, context)
    if isinstance(command, PreferTime):
        return prefer(command, visitor, context)
    if isinstance(command, Attach):
        return attach(command, visitor, context)
    if isinstance(command, Detach):
        return detach(visitor, context)
    member = visitor.staff
    if member is None or not member.active:
        return (Say(_("This is for staff only.")),)
    if isinstance(command, FindLeads):
        return find(command, member, context)
    if isinstance(command, CallNext):
        return call_next(command, member, context)
    if isinstance(command, WriteRequest):
        return write(command, member, context)
    if isinstance(command, EraseRequest):
        return erase(command.number, member, context)
    if isinstance(command, ShowOpening):
        return show_opening(command.number, member, context)
    if isinstance(command, Undo):
        return undone(command, member, context)
    if isinstance(command, Several):
        return tuple(say for each in command.each for say in reply_to(each, member, context))
    if isinstance(command, LeadAction):
        return reply_to(command, member, context)
    assert_never(command)
