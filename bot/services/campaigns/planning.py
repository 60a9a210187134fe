"""A campaign before it goes: written, tested, approved by somebody else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.approvals import Verdict
from bot.domain.outreach.campaigns import MOST_TESTERS, Audience, Campaign, CampaignState, Halt, fingerprint
from bot.domain.outreach.codes import CodeKind
from bot.domain.people import Staff
from bot.domain.rights import Act, may_at_all, roles_with
from bot.library.campaigns import CampaignText
from bot.services import approvals
from bot.services.campaigns.checks import allowed, fingerprint_of, refused_for, theirs, with_content
from bot.services.campaigns.outcomes import No
from bot.services.campaigns.wording import say
from bot.services.context import Context
from bot.services.notify import notify
from bot.store.outreach import campaigns, codes
from bot.store.staff import approvals as asked
from bot.store.staff import members
from bot.store.staff.audited import Audited
from bot.words import Words, _


def make(
    content: str,
    audience: Audience,
    at: datetime,
    member: Staff,
    context: Context,
    *,
    place: int | None = None,
    wrong: int | None = None,
) -> Campaign | No:
    """A new campaign of theirs.

    place   the number of the address at which they make it; wrong: the campaign that it corrects
    """
    if not allowed(Act.SEND_NEWS, member, audience, Audited.CAMPAIGN, context):
        return No.RIGHT
    found = context.knowledge.library.campaigns.get(content)
    if (refused := refused_for(found, audience, context)) is not None or found is None:
        return refused or No.CONTENT
    if wrong is not None:
        corrected = theirs(wrong, member, context)
        if corrected is None:
            return No.NUMBER
        if not (corrected.over or corrected.state is CampaignState.PAUSED):
            return No.WRONG_GOES
    code = codes.make(context.tx, context.knowledge.library, CodeKind.CAMPAIGN, "", found.name, member.id, context.now)
    made = fingerprint(found.hash(context.today, context.knowledge.library.figures), audience, at)
    return campaigns.add(
        context.tx, content, audience, at, made, member.id, code.code, context.now, place=place, wrong=wrong
    )


def test(number: int, member: Staff, colleagues: Collection[int], context: Context) -> Campaign | No:
    """Sends it to themselves and up to three colleagues, as it is now: that is what may go."""
    campaign, content = with_content(number, context)
    if campaign is None:
        return No.NUMBER
    if not allowed(Act.SEND_NEWS, member, campaign.audience, Audited.CAMPAIGN_TEST, context):
        return No.RIGHT
    if (refused := refused_for(content, campaign.audience, context)) is not None or content is None:
        return refused or No.CONTENT
    if campaign.started_at is not None or campaign.over:
        return No.STATE
    now = fingerprint_of(campaign, content, context)
    if now != campaign.hash:
        campaigns.change(context.tx, number, campaign.audience, campaign.at, now)
    campaigns.become(context.tx, number, CampaignState.TESTED, CampaignState.DRAFT)
    others = (members.get(context.tx, one) for one in sorted(set(colleagues) - {member.id})[:MOST_TESTERS])
    for reader in (member, *others):
        if reader is not None and may_at_all(Act.SEND_NEWS, reader):
            notify(context, reader, say(content, reader.language, campaign.code, context), f"test:{number}")
    return campaigns.get(context.tx, number) or No.NUMBER


def ask(number: int, member: Staff, reason: str, context: Context) -> Campaign | No:
    """Asks everybody else who may approve it."""
    campaign, content = with_content(number, context)
    if campaign is None or content is None:
        return No.NUMBER if campaign is None else No.CONTENT
    if not allowed(Act.SEND_NEWS, member, campaign.audience, Audited.CAMPAIGN, context):
        return No.RIGHT
    if fingerprint_of(campaign, content, context) != campaign.hash:
        return No.CHANGED
    if not _may_be_approved(campaign):
        return No.UNTESTED if campaign.state is CampaignState.DRAFT else No.STATE
    approvals.ask(
        context,
        "campaign",
        number,
        campaign.hash,
        campaign.author,
        of=roles_with(Act.APPROVE_NEWS),
        title=_called(number, content),
        reason=reason,
        page=f"/staff/campaigns/{number}",
    )
    return campaign


def decide(
    number: int, member: Staff, yes: bool, note: str, context: Context, *, place: int | None = None
) -> Campaign | No:
    """Somebody else, at another address, approves what was asked for, or sends it back.

    Never from a command line.
    """
    campaign, content = with_content(number, context)
    if campaign is None or content is None:
        return No.NUMBER if campaign is None else No.CONTENT
    if not allowed(Act.APPROVE_NEWS, member, campaign.audience, Audited.CAMPAIGN_APPROVE, context):
        return No.RIGHT
    waiting = asked.latest(context.tx, "campaign", number)
    if waiting is None or waiting.verdict is not Verdict.WAITING or not _may_be_approved(campaign):
        return No.NOT_ASKED
    same = place is not None and place == campaign.place
    if same or not waiting.open_to(member) or members.same_person(context.tx, member.id, campaign.author):
        return No.SAME_PERSON
    if waiting.hash != campaign.hash or fingerprint_of(campaign, content, context) != campaign.hash:
        return No.CHANGED
    approvals.decide(context, waiting, yes, member.id, note, _called(number, content))
    if yes:
        campaigns.approve(context.tx, number, member.id, place)
    else:
        campaigns.become(context.tx, number, CampaignState.DRAFT, CampaignState.TESTED)
    return campaigns.get(context.tx, number) or No.NUMBER


def _called(number: int, content: CampaignText) -> Words:
    return _("campaign {number}: {name}", number=str(number), name=content.name)


def _may_be_approved(campaign: Campaign) -> bool:
    """Whether an approval is what it lacks.

    Also where it was begun, and there turned out to be too many for one.
    """
    return campaign.state is CampaignState.TESTED or campaign.halt is Halt.UNAPPROVED
