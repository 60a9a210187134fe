"""What every step of a campaign asks first.

That there is such a one, whose it is to do, and that nothing changed.
"""

from __future__ import annotations

from bot.domain.outreach.campaigns import Audience, Campaign, fingerprint
from bot.domain.people import Staff
from bot.domain.rights import Act, may_send
from bot.library.campaigns import CampaignText
from bot.services.campaigns.outcomes import No
from bot.services.campaigns.preview import consent_naming
from bot.services.campaigns.wording import may_go
from bot.services.context import Context
from bot.store.outreach import campaigns
from bot.store.staff import approvals, audit
from bot.store.staff.audited import Audited


def fingerprint_now(campaign: Campaign, context: Context) -> str:
    """The hash of what it would be today; "" where its words are gone, or a figure has no value."""
    content = context.knowledge.library.campaigns.get(campaign.content)
    return fingerprint_of(campaign, content, context) if content and may_go(content, context.today, context) else ""


def with_content(number: int, context: Context) -> tuple[Campaign | None, CampaignText | None]:
    """The campaign of that number, locked, and its words, as far as there are such."""
    campaign = campaigns.get(context.tx, number, lock=True)
    return campaign, context.knowledge.library.campaigns.get(campaign.content) if campaign else None


def fingerprint_of(campaign: Campaign, content: CampaignText, context: Context) -> str:
    """The hash of what it would be today."""
    figures = context.knowledge.library.figures
    return fingerprint(content.hash(context.today, figures), campaign.audience, campaign.at)


def refused_for(content: CampaignText | None, audience: Audience, context: Context) -> No | None:
    """Why such words cannot go to such people."""
    if content is None:
        return No.CONTENT
    if consent_naming(audience, context) is None:
        return No.CONSENT
    return None if may_go(content, context.today, context) else No.FIGURE


def allowed(act: Act, member: Staff, audience: Audience, page: Audited, context: Context) -> bool:
    """Whether that is theirs to do; it is audited either way."""
    may = may_send(act, member, audience.communes)
    audit.looked(context.tx, member.id, page, [], context.now, refused=not may)
    return may


def sees(member: Staff, campaign: Campaign) -> bool:
    """Whether one of its communes is theirs."""
    communes = campaign.audience.communes
    return not communes or not member.communes or bool(communes & member.communes)


def theirs(number: int, member: Staff, context: Context) -> Campaign | None:
    """The campaign of that number; None where it is not theirs to see."""
    found = campaigns.get(context.tx, number)
    return found if found is not None and sees(member, found) else None


def approved(campaign: Campaign, context: Context) -> bool:
    """Whether somebody else has approved it as it is."""
    found = approvals.latest(context.tx, "campaign", campaign.number)
    return found is not None and found.holds(campaign.hash)
