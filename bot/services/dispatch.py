"""Which noun a Command is about; its service carries it out and returns the reply."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands import (
    CampaignCommand,
    CaseCommand,
    CitizenCommand,
    Command,
    ContentCommand,
    LeadCommand,
    MeetingCommand,
    PaymentCommand,
    ReportCommand,
    StaffCommand,
    SubscriptionCommand,
)
from bot.domain.messages import Say
from bot.services.campaigns.dispatch import dispatch_campaign
from bot.services.cases.dispatch import dispatch_case
from bot.services.citizens.dispatch import dispatch_citizen
from bot.services.context import Context
from bot.services.feedback import dispatch_content
from bot.services.leads.dispatch import dispatch_lead
from bot.services.meetings.dispatch import dispatch_meeting
from bot.services.payments.dispatch import dispatch_payment
from bot.services.reports.dispatch import dispatch_report
from bot.services.staff.dispatch import dispatch_staff
from bot.services.subscriptions.dispatch import dispatch_subscription
from bot.store.people.visitors import Visitor


def dispatch(command: Command, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Carries out what a dialogue ended in, in the turn's transaction."""
    if isinstance(command, LeadCommand):
        return dispatch_lead(command, visitor, context)
    if isinstance(command, CaseCommand):
        return dispatch_case(command, visitor, context)
    if isinstance(command, CitizenCommand):
        return dispatch_citizen(command, visitor, context)
    if isinstance(command, StaffCommand):
        return dispatch_staff(command, visitor, context)
    if isinstance(command, ContentCommand):
        return dispatch_content(command, visitor, context)
    if isinstance(command, MeetingCommand):
        return dispatch_meeting(command, visitor, context)
    if isinstance(command, SubscriptionCommand):
        return dispatch_subscription(command, visitor, context)
    if isinstance(command, ReportCommand):
        return dispatch_report(command, visitor, context)
    if isinstance(command, PaymentCommand):
        return dispatch_payment(command, visitor, context)
    if isinstance(command, CampaignCommand):
        return dispatch_campaign(command, visitor, context)
    assert_never(command)
