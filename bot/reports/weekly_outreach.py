"""What the week's message tells of news, campaigns and reminders to pay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from bot.domain.calendar import VIET_NAM
from bot.domain.outreach.campaigns import CampaignState
from bot.domain.outreach.facts import Step
from bot.domain.outreach.subscriptions import IN_BULK
from bot.store.engine.database import Transaction
from bot.store.outreach import campaigns
from bot.store.statistics import facts
from bot.words import Words, _, lines

LATEST = 100
NEWS = (Step.SUBSCRIBED, Step.UNSUBSCRIBED)
GOING = (CampaignState.SCHEDULED, CampaignState.RUNNING)
COUNTED = (
    Step.CAMPAIGN_SENT,
    Step.CAMPAIGN_FAILED,
    Step.CAMPAIGN_STOPPED,
    Step.PAYMENT_REMINDED,
    Step.KEEPS_PAYING,
    Step.PAYS_AGAIN,
    Step.STOPPED_PAYING,
    Step.PAYMENT_TO_CALL,
    Step.PAYMENT_CALLED,
)


def told(tx: Transaction, communes: frozenset[str], first: date, last: date) -> Words | None:
    """What came of news and reminders from the first day to the last; None where nothing did.

    communes    of a supervisor; what is kept for no commune is told to those of the whole province alone
    """
    found = facts.sums(tx, ("step",), first, last, steps=COUNTED, units=communes)
    asked = facts.sums(
        tx, ("step",), first, last, steps=NEWS, units=communes, only={"topic": [one.value for one in IN_BULK]}
    )
    count = {step: (found | asked).get((step.value,), 0) for step in (*NEWS, *COUNTED)}
    parts = (
        _news(count, whole=not communes),
        _campaigns(tx, communes, first),
        _payments(count) if not communes else None,
        _calls(count),
    )
    return lines(*parts) if any(parts) else None


def _news(count: Mapping[Step, int], *, whole: bool) -> Words | None:
    if not any(count[step] for step in (*NEWS, Step.CAMPAIGN_SENT, Step.CAMPAIGN_FAILED, Step.CAMPAIGN_STOPPED)):
        return None
    said = _(
        "News: {asked} asked to be told, {sent} messages of campaigns arrived, {failed} did not.",
        asked=count[Step.SUBSCRIBED],
        sent=count[Step.CAMPAIGN_SENT],
        failed=count[Step.CAMPAIGN_FAILED],
    )
    ended = _(
        "Ended by people: {ended}; within a week of a campaign: {after}.",
        ended=count[Step.UNSUBSCRIBED],
        after=count[Step.CAMPAIGN_STOPPED],
    )
    return lines(said, ended if whole else None)


def _campaigns(tx: Transaction, communes: frozenset[str], first: date) -> Words | None:
    """Those that touch one of the communes."""
    all_ = campaigns.latest(tx, LATEST)
    theirs = [one for one in all_ if not communes or not one.audience.communes or communes & one.audience.communes]
    since = datetime.combine(first, time(), VIET_NAM)
    going = sum(one.state in GOING for one in theirs)
    paused = sum(one.state is CampaignState.PAUSED for one in theirs)
    over = sum(one.ended_at is not None and one.ended_at >= since for one in theirs)
    if not (going or paused or over):
        return None
    return _(
        "Campaigns: {going} under way or waiting for their hour, {paused} paused, {over} over in the week.",
        going=going,
        paused=paused,
        over=over,
    )


def _payments(count: Mapping[Step, int]) -> Words | None:
    if not any(
        count[step] for step in (Step.PAYMENT_REMINDED, Step.KEEPS_PAYING, Step.PAYS_AGAIN, Step.STOPPED_PAYING)
    ):
        return None
    return _(
        "Reminders to pay: {reminded} sent; {kept} paid in time, {again} are back, {stopped} stopped and said why.",
        reminded=count[Step.PAYMENT_REMINDED],
        kept=count[Step.KEEPS_PAYING],
        again=count[Step.PAYS_AGAIN],
        stopped=count[Step.STOPPED_PAYING],
    )


def _calls(count: Mapping[Step, int]) -> Words | None:
    if not (count[Step.PAYMENT_TO_CALL] or count[Step.PAYMENT_CALLED]):
        return None
    return _(
        "Calls about paying: {to_call} to be made, {called} noted.",
        to_call=count[Step.PAYMENT_TO_CALL],
        called=count[Step.PAYMENT_CALLED],
    )
