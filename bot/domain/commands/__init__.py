"""What a finished dialogue wants done, one module a noun; services carry it out."""

from __future__ import annotations

from typing import TypeAlias

from bot.domain.commands.campaigns import CampaignCommand
from bot.domain.commands.cases import CaseCommand
from bot.domain.commands.citizens import CitizenCommand
from bot.domain.commands.content import ContentCommand
from bot.domain.commands.leads import LeadCommand
from bot.domain.commands.meetings import MeetingCommand
from bot.domain.commands.payments import PaymentCommand
from bot.domain.commands.reports import ReportCommand
from bot.domain.commands.staff import StaffCommand
from bot.domain.commands.subscriptions import SubscriptionCommand

__all__ = [
    "CampaignCommand",
    "CaseCommand",
    "CitizenCommand",
    "Command",
    "ContentCommand",
    "LeadCommand",
    "MeetingCommand",
    "PaymentCommand",
    "ReportCommand",
    "StaffCommand",
    "SubscriptionCommand",
]

Command: TypeAlias = (
    LeadCommand
    | CaseCommand
    | CitizenCommand
    | StaffCommand
    | ContentCommand
    | MeetingCommand
    | SubscriptionCommand
    | ReportCommand
    | PaymentCommand
    | CampaignCommand
)
