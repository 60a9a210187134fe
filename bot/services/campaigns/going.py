"""A campaign is begun, paused, goes on, and is stopped; what waits of it then is taken back."""

from __future__ import annotations

from bot.domain.calendar import for_many
from bot.domain.outreach.campaigns import SECOND_PERSON_FROM, Campaign, CampaignState, Halt
from bot.domain.people import Staff
from bot.domain.rights import Act, may_send
from bot.services.campaigns.checks import allowed, approved, fingerprint_of, with_content
from bot.services.campaigns.outcomes import No
from bot.services.campaigns.preview import size
from bot.services.context import Context
from bot.store.outreach import campaigns, recipients
from bot.store.people import audience as audiences
from bot.store.scheduling import due, standstill
from bot.store.staff import audit
from bot.store.staff.audited import Audited

MAY_START = (CampaignState.TESTED, CampaignState.APPROVED)


def start(number: int, member: Staff, context: Context) -> Campaign | No:
    """From its hour on it goes, as it was tested, and where it is for many, as it was approved."""
    campaign, content = with_content(number, context)
    if campaign is None or content is None:
        return No.NUMBER if campaign is None else No.CONTENT
    if not allowed(Act.SEND_NEWS, member, campaign.audience, Audited.CAMPAIGN_START, context):
        return No.RIGHT
    if campaign.state not in MAY_START:
        return No.UNTESTED if campaign.state is CampaignState.DRAFT else No.STATE
    if standstill.bulk_waits(context.tx):
        return No.STANDSTILL
    if fingerprint_of(campaign, content, context) != campaign.hash:
        return No.CHANGED
    many = size(content, campaign.audience, campaign.wrong, context)
    if not many:
        return No.NOBODY
    if many >= SECOND_PERSON_FROM and not approved(campaign, context):
        return No.UNAPPROVED
    campaigns.become(context.tx, number, CampaignState.SCHEDULED, *MAY_START)
    due.put(context.tx, "campaign", number, for_many(max(campaign.at, context.now)))
    return campaigns.get(context.tx, number) or No.NUMBER


def pause(number: int, member: Staff, context: Context) -> Campaign | No:
    """Nothing more of it goes until somebody has it go on; what waits is taken back."""
    campaign = campaigns.get(context.tx, number, lock=True)
    if campaign is None:
        return No.NUMBER
    if not _may_halt(member, campaign, Audited.CAMPAIGN_PAUSE, context):
        return No.RIGHT
    halted = halt(campaign, Halt.BY_STAFF, context)
    return campaigns.get(context.tx, number) or No.NUMBER if halted else No.STATE


def halt(campaign: Campaign, why: Halt, context: Context) -> bool:
    """Pauses it; False where it does not go. Who is told nothing for now was told nothing."""
    goes = (CampaignState.RUNNING, CampaignState.SCHEDULED)
    if not campaigns.become(context.tx, campaign.number, CampaignState.PAUSED, *goes, halt=why):
        return False
    audiences.untold(context.tx, recipients.take_back(context.tx, campaign.number))
    return True


def resume(number: int, member: Staff, context: Context) -> Campaign | No:
    """It goes on where it was, if it is still what was approved."""
    campaign, content = with_content(number, context)
    if campaign is None or content is None:
        return No.NUMBER if campaign is None else No.CONTENT
    if not allowed(Act.SEND_NEWS, member, campaign.audience, Audited.CAMPAIGN_START, context):
        return No.RIGHT
    if campaign.state is not CampaignState.PAUSED:
        return No.STATE
    if campaign.halt is Halt.UNAPPROVED and not approved(campaign, context):
        return No.UNAPPROVED
    if fingerprint_of(campaign, content, context) != campaign.hash:
        return No.CHANGED
    going = CampaignState.SCHEDULED if campaign.started_at is None else CampaignState.RUNNING
    campaigns.become(context.tx, number, going, CampaignState.PAUSED)
    first = campaign.at if campaign.started_at is None else context.now
    due.put(context.tx, "campaign", number, for_many(max(first, context.now)))
    return campaigns.get(context.tx, number) or No.NUMBER


def stop(number: int, member: Staff, context: Context) -> Campaign | No:
    """It is over: who has not got it does not get it."""
    campaign = campaigns.get(context.tx, number, lock=True)
    if campaign is None:
        return No.NUMBER
    if not _may_halt(member, campaign, Audited.CAMPAIGN_STOP, context):
        return No.RIGHT
    if not campaigns.end(context.tx, number, CampaignState.STOPPED, context.now):
        return No.STATE
    audiences.untold(context.tx, recipients.take_back(context.tx, number))
    due.put(context.tx, "campaign", number, context.now)
    return campaigns.get(context.tx, number) or No.NUMBER


def _may_halt(member: Staff, campaign: Campaign, page: Audited, context: Context) -> bool:
    """Whether they may send to any of these people: who may, may halt it too."""
    communes = campaign.audience.communes
    touched = not communes or not member.communes or bool(communes & member.communes)
    may = touched and may_send(Act.SEND_NEWS, member, member.communes)
    audit.looked(context.tx, member.id, page, [], context.now, refused=not may)
    return may
