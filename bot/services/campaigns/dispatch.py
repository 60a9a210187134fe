"""Commands of staff about campaigns, and what carries out each."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from bot.domain.commands.campaigns import CampaignCommand, Deed, DoWithCampaign, ShowCampaigns
from bot.domain.messages import Say
from bot.domain.outreach.campaigns import Campaign, CampaignState, Halt
from bot.domain.people import Staff
from bot.domain.rights import Act, may_at_all, may_send
from bot.services.campaigns import going, planning
from bot.services.campaigns.checks import sees, theirs
from bot.services.campaigns.outcomes import SAID, No
from bot.services.campaigns.preview import preview
from bot.services.campaigns.results import results
from bot.services.campaigns.said import achieved, foreseen, halted, line, whom
from bot.services.context import Context
from bot.store.outreach import campaigns
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk import actions
from bot.talk.understanding.campaign_actions import CAMPAIGN, CAMPAIGNS, OF_DEED
from bot.words import _, lines, paragraphs

LISTED = 10
NEXT = {
    CampaignState.DRAFT: (Deed.TEST,),
    CampaignState.TESTED: (Deed.START, Deed.TEST),
    CampaignState.APPROVED: (Deed.START,),
    CampaignState.SCHEDULED: (Deed.PAUSE, Deed.STOP),
    CampaignState.RUNNING: (Deed.PAUSE, Deed.STOP),
    CampaignState.PAUSED: (Deed.RESUME, Deed.STOP),
}
APPROVING = (Deed.APPROVE, Deed.REFUSE)


def dispatch_campaign(command: CampaignCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """For staff who may write campaigns."""
    member = visitor.staff
    if member is None or not member.active:
        return (Say(_("This is for staff only.")),)
    if not may_at_all(Act.SEND_NEWS, member):
        audit.looked(context.tx, member.id, Audited.CAMPAIGN, [], context.now, refused=True)
        return (Say(SAID[No.RIGHT], actions.TO_WORK),)
    match command:
        case ShowCampaigns():
            return _all(member, context)
        case DoWithCampaign():
            return _do(command, member, visitor.address_id, context)
        case _:
            assert_never(command)


def _all(member: Staff, context: Context) -> tuple[Say, ...]:
    found = [one for one in campaigns.latest(context.tx, LISTED) if sees(member, one)]
    if not found:
        return (Say(_("There is no campaign yet."), actions.TO_WORK),)
    options = tuple(CAMPAIGN.option(one.number) for one in found)
    return (Say(lines(*(line(one, context) for one in found)), (*options, *actions.TO_WORK)),)


def _do(command: DoWithCampaign, member: Staff, place: int, context: Context) -> tuple[Say, ...]:
    number, decide = command.number, partial(planning.decide, command.number, member, note="", place=place)
    found: Campaign | No
    match command.deed:
        case Deed.SHOW:
            found = _shown(number, member, context)
        case Deed.TEST:
            found = planning.test(number, member, (), context)
        case Deed.ASK:
            found = planning.ask(number, member, "", context)
        case Deed.APPROVE:
            found = decide(yes=True, context=context)
        case Deed.REFUSE:
            found = decide(yes=False, context=context)
        case Deed.START:
            found = going.start(number, member, context)
        case Deed.PAUSE:
            found = going.pause(number, member, context)
        case Deed.RESUME:
            found = going.resume(number, member, context)
        case Deed.STOP:
            found = going.stop(number, member, context)
        case _:
            assert_never(command.deed)
    if isinstance(found, No):
        return (Say(SAID[found], (CAMPAIGNS.option(), *actions.TO_WORK)),)
    return (_one(found, member, context),)


def _shown(number: int, member: Staff, context: Context) -> Campaign | No:
    found = theirs(number, member, context)
    audit.looked(context.tx, member.id, Audited.CAMPAIGN, [], context.now, refused=found is None)
    return found or No.NUMBER


def _one(campaign: Campaign, member: Staff, context: Context) -> Say:
    """Where it is, what it would do or has done, and what may be done next."""
    content = context.knowledge.library.campaigns.get(campaign.content)
    begun = campaign.started_at is not None or campaign.over
    told = achieved(results(campaign, context)) if begun else None
    if content is not None and not begun:
        told = foreseen(preview(content, campaign.audience, campaign.at, campaign.wrong, context), context)
    options = tuple(OF_DEED[deed].option(campaign.number) for deed in deeds(campaign, member))
    words = paragraphs(lines(line(campaign, context), whom(campaign, context), halted(campaign)), told)
    return Say(words, (*options, CAMPAIGNS.option()))


def deeds(campaign: Campaign, member: Staff) -> tuple[Deed, ...]:
    """What they may do with it next; who has not made it approves it."""
    lacks = campaign.state is CampaignState.TESTED or campaign.halt is Halt.UNAPPROVED
    after = NEXT.get(campaign.state, ())
    if not lacks:
        return after
    if campaign.author != member.id and may_send(Act.APPROVE_NEWS, member, campaign.audience.communes):
        return (*APPROVING, *(deed for deed in after if deed is not Deed.START))
    return (Deed.ASK, *after)
