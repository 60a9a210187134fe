"""A campaign under way: recipients fixed, written to in slices, asked once more before each.

How far it is changes together with what is posted, so a kill at any moment leaves nobody out,
and gives nobody two: a parcel of a campaign and an address has one key for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar import for_many, local
from bot.domain.messages import Say, Subject
from bot.domain.outreach.campaigns import (
    SECOND_PERSON_FROM,
    Campaign,
    CampaignState,
    Halt,
    Recipient,
    RecipientState,
    Why,
)
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.subscriptions import MOST_A_MONTH, Subscription
from bot.library.campaigns import CampaignText
from bot.services.campaigns.checks import approved, fingerprint_now
from bot.services.campaigns.going import halt
from bot.services.campaigns.preview import bulk_at, consent_naming, room_at
from bot.services.campaigns.wording import say
from bot.services.context import Context
from bot.services.facts import count
from bot.services.notify import notify
from bot.store.messages import copies, late_parcels
from bot.store.messages.outbox import Parcel
from bot.store.outreach import campaigns, recipients
from bot.store.people import audience as audiences
from bot.store.people import subscriptions
from bot.store.people.addresses import Place
from bot.store.scheduling import due, standstill
from bot.store.scheduling.due import Due
from bot.store.staff import members
from bot.words import _

MOST, FIXED_AT_ONCE, POSTED_AT_ONCE, AHEAD = 5, 500, 50, 400
LOOKS, LOOKS_PAUSED = timedelta(seconds=5), timedelta(minutes=1)
COUNTED = {RecipientState.SENT: Step.CAMPAIGN_SENT, RecipientState.FAILED: Step.CAMPAIGN_FAILED}


def tick(context: Context) -> int:
    """Takes every campaign that is due one slice further.

    Returns how many people that concerned.
    """
    return sum(_further(one, context) for one in due.claim(context.tx, "campaign", context.now, MOST))


def still_goes(claimed: Sequence[Parcel], context: Context) -> list[Parcel]:
    """Those of the claimed parcels whose campaign goes on; those of a stopped one are dropped.

    Those of a paused one wait, as do all on a holiday.
    """
    kept = []
    for one in claimed:
        found = next((subject.id for subject in one.subjects if subject.kind == "recipient"), None)
        campaign = campaigns.of_recipient(context.tx, found) if found is not None else None
        waits = campaign is not None and campaign.state is CampaignState.PAUSED
        goes = context.now if campaign is None else for_many(context.now)
        if campaign is not None and campaign.state is CampaignState.STOPPED:
            copies.drop(context.tx, one.number)
        elif waits or goes > context.now:
            until = max(goes, context.now + LOOKS_PAUSED) if waits else goes
            late_parcels.put_off(context.tx, [one.number], until, context.now)
        else:
            kept.append(one)
    return kept


def _further(planned: Due, context: Context) -> int:
    campaign = campaigns.get(context.tx, planned.about, lock=True)
    if campaign is None:
        due.drop(context.tx, "campaign", planned.about)
        return 0
    if campaign.over or campaign.state is CampaignState.PAUSED:
        return _winds_down(campaign, planned, context)
    if standstill.bulk_waits(context.tx) or for_many(context.now) > context.now:
        _settle(campaign, context)
        _again(planned, max(for_many(context.now), context.now + LOOKS_PAUSED), context)
        return 0
    if campaign.hash != fingerprint_now(campaign, context):
        return _halted(campaign, Halt.CHANGED, context)
    if campaign.state is CampaignState.SCHEDULED:
        campaigns.begin(context.tx, campaign.number, context.now)
    done = _fix(campaign, context) if not campaign.fixed else _post(campaign, context)
    if campaign.fixed and not recipients.some_open(context.tx, campaign.number):
        campaigns.end(context.tx, campaign.number, CampaignState.DONE, context.now)
        due.drop(context.tx, "campaign", campaign.number)
    else:
        _again(planned, context.now + (timedelta(0) if done >= POSTED_AT_ONCE else LOOKS), context)
    return done


def _winds_down(campaign: Campaign, planned: Due, context: Context) -> int:
    """What was on its way is counted; who waits for a stopped one waits no more."""
    ended = recipients.end_waiting(context.tx, campaign.number, context.now) if campaign.over else 0
    settled = _settle(campaign, context)
    still = recipients.on_its_way(context.tx, campaign.number)
    if ended or still:
        _again(planned, context.now + (timedelta(0) if ended or settled else LOOKS_PAUSED), context)
    else:
        due.drop(context.tx, "campaign", campaign.number)
    return ended


def _fix(campaign: Campaign, context: Context) -> int:
    version = consent_naming(campaign.audience, context) or ""
    many, last = audiences.fix(context.tx, campaign, version, context.now, FIXED_AT_ONCE)
    campaigns.fixed(context.tx, campaign.number, last, whole=many < FIXED_AT_ONCE)
    all_there = recipients.total(context.tx, campaign.number, SECOND_PERSON_FROM)
    if all_there >= SECOND_PERSON_FROM and not approved(campaign, context):
        return _halted(campaign, Halt.UNAPPROVED, context)
    return many


def _halted(campaign: Campaign, why: Halt, context: Context) -> int:
    """It is paused by itself, and its author hears why."""
    halt(replace(campaign, state=CampaignState.RUNNING), why, context)
    author, number = members.get(context.tx, campaign.author), campaign.number
    told = {
        Halt.CHANGED: _("Campaign {number} is paused: its words say something else now.", number=str(number)),
        Halt.UNAPPROVED: _(
            "Campaign {number} is paused: it is for so many now that somebody else has to approve it.",
            number=str(number),
        ),
    }
    if author is not None and author.active:
        notify(context, author, Say(told[why]), f"halted:{number}")
    return 0


def _settle(campaign: Campaign, context: Context) -> int:
    """Counts what has become of those on their way, each once."""
    known = recipients.fates(context.tx, campaign.number, FIXED_AT_ONCE)
    if campaign.state is CampaignState.STOPPED:
        known = [replace(one, why=Why.ENDED) if one.state is RecipientState.LEFT_OUT else one for one in known]
    recipients.settle(context.tx, known, context.now)
    steps = ((one, COUNTED.get(one.state)) for one in known)
    count(context, *(Fact(step, one.commune, one.channel, campaign.code) for one, step in steps if step))
    return len(known)


def _post(campaign: Campaign, context: Context) -> int:
    settled = _settle(campaign, context)
    content = context.knowledge.library.campaigns[campaign.content]
    posted = 0
    for channel, account in recipients.accounts(context.tx, campaign.number):
        way = recipients.on_the_way(context.tx, campaign.number, channel, account)
        most = min(POSTED_AT_ONCE, AHEAD - way)
        those = recipients.waiting(context.tx, campaign.number, channel, account, most) if most > 0 else []
        _to(those, campaign, content, _room(channel, account, context), context)
        posted += len(those)
    return max(posted, settled)


def _room(channel: str, account: str, context: Context) -> int | None:
    """How many more may be posted there beside what is on its way; None for any number."""
    room = room_at(channel, account, context)
    return None if room is None else max(0, room - recipients.on_the_way_at(context.tx, channel, account))


def _to(
    those: Sequence[Recipient], campaign: Campaign, content: CampaignText, room: int | None, context: Context
) -> None:
    """Posts it to those of them who may still have it.

    room    how many more may go from there this month; None for any number
    """
    holds = subscriptions.still(context.tx, [one.subscription for one in those], context.now)
    had = recipients.had_already(context.tx, campaign.number, {one.citizen for one in holds.values()})
    out: dict[Why, list[int]] = {}
    goes: list[tuple[Recipient, Subscription]] = []
    for one in those:
        held = holds.get(one.subscription)
        why = _why_not(one, held, campaign, content, context)
        if why is None and held is not None and held.citizen in had:
            why = Why.TWICE
        if why is None and room is not None and len(goes) >= room:
            why = Why.PLAN
        if why is None and held is not None:
            goes.append((one, held))
        else:
            out.setdefault(why or Why.CONSENT, []).append(one.id)
    for why, ids in out.items():
        recipients.leave_out(context.tx, ids, why, context.now)
    recipients.post(context.tx, [one.id for one, _held in goes])
    fixed = replace(context, turn=f"campaign{campaign.number}")
    for one, held in goes:
        words = say(content, held.language, campaign.code, context)
        notify(fixed, Place(held.address, held.language), words, "", about=Subject("recipient", one.id), wanted=held.id)
    if campaign.wrong is None:
        subscriptions.told(context.tx, [held.id for _one, held in goes], context.now)


def _why_not(
    one: Recipient, held: Subscription | None, campaign: Campaign, content: CampaignText, context: Context
) -> Why | None:
    """Why they do not get it now.

    A correction is part of the message that it corrects, so it waits for nothing.
    """
    if held is None or held.address_id != one.address_id:
        return Why.CONSENT
    if held.language not in content.languages:
        return Why.LANGUAGE
    if bulk_at(held.address.channel, context).stage(held.wrote, context.now) == "shut":
        return Why.WINDOW
    if campaign.wrong is not None:
        return None
    if local(held.wrote).date() == context.today:
        return Why.TODAY
    return Why.HAD if held.had >= MOST_A_MONTH else None


def _again(planned: Due, at: datetime, context: Context) -> None:
    due.move(context.tx, [replace(planned, at=at)])
