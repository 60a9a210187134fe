"""What a finished dialogue wants done, one module a noun; a service carries it out in the same transaction."""

from __future__ import annotations

from typing import TypeAlias

from bot.domain.commands.cases import CaseCommand
from bot.domain.commands.citizens import CitizenCommand
from bot.domain.commands.content import ContentCommand
from bot.domain.commands.leads import LeadCommand
from bot.domain.commands.staff import StaffCommand

__all__ = ["CaseCommand", "CitizenCommand", "Command", "ContentCommand", "LeadCommand", "StaffCommand"]

Command: TypeAlias = LeadCommand | CaseCommand | CitizenCommand | StaffCommand | ContentCommand
