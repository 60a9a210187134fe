"""Actions of staff about campaigns: where they are, and what is done with one."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.commands.campaigns import Deed, DoWithCampaign, ShowCampaigns
from bot.talk.action import Action
from bot.words import _

# fmt: off
CAMPAIGNS = Action("campaigns", _("Campaigns"), _("campaigns"), ("cac dot tin", "/dottin", "danh sach dot tin",
    "campaigns"), staff=True, does=lambda _none: ShowCampaigns())
CAMPAIGN = Action("campaign", _("Campaign {number}"), _("campaign {number}"), ("dot tin", "xem dot tin", "campaign"),
    numbered=True, staff=True, does=DoWithCampaign)
TEST_CAMPAIGN = Action("campaign-test", _("Send me a test"), _("test campaign {number}"), ("gui thu dot tin",
    "test campaign"), numbered=True, staff=True, does=lambda number: DoWithCampaign(number, Deed.TEST))
ASK_CAMPAIGN = Action("campaign-ask", _("Ask for approval"), _("ask for campaign {number}"), ("xin duyet dot tin",
    "ask for campaign"), numbered=True, staff=True, does=lambda number: DoWithCampaign(number, Deed.ASK))
APPROVE_CAMPAIGN = Action("campaign-approve", _("Approve"), _("approve campaign {number}"), ("duyet dot tin",
    "approve campaign"), numbered=True, staff=True, does=lambda number: DoWithCampaign(number, Deed.APPROVE))
REFUSE_CAMPAIGN = Action("campaign-refuse", _("Send it back"), _("refuse campaign {number}"), ("khong duyet dot tin",
    "tra lai dot tin", "refuse campaign"), numbered=True, staff=True,
    does=lambda number: DoWithCampaign(number, Deed.REFUSE))
START_CAMPAIGN = Action("campaign-start", _("Let it go"), _("start campaign {number}"), ("gui dot tin",
    "bat dau dot tin", "start campaign"), numbered=True, staff=True,
    does=lambda number: DoWithCampaign(number, Deed.START))
PAUSE_CAMPAIGN = Action("campaign-pause", _("Pause it"), _("pause campaign {number}"), ("tam dung dot tin",
    "tam ngung dot tin", "pause campaign"), numbered=True, staff=True,
    does=lambda number: DoWithCampaign(number, Deed.PAUSE))
RESUME_CAMPAIGN = Action("campaign-resume", _("Let it go on"), _("resume campaign {number}"), ("gui tiep dot tin",
    "resume campaign"), numbered=True, staff=True, does=lambda number: DoWithCampaign(number, Deed.RESUME))
STOP_CAMPAIGN = Action("campaign-stop", _("Stop it for good"), _("stop campaign {number}"), ("dung han dot tin",
    "huy dot tin", "stop campaign"), numbered=True, staff=True, does=lambda number: DoWithCampaign(number, Deed.STOP))
# fmt: on
OF_DEED: Mapping[Deed, Action] = {
    Deed.TEST: TEST_CAMPAIGN,
    Deed.ASK: ASK_CAMPAIGN,
    Deed.APPROVE: APPROVE_CAMPAIGN,
    Deed.REFUSE: REFUSE_CAMPAIGN,
    Deed.START: START_CAMPAIGN,
    Deed.PAUSE: PAUSE_CAMPAIGN,
    Deed.RESUME: RESUME_CAMPAIGN,
    Deed.STOP: STOP_CAMPAIGN,
}
