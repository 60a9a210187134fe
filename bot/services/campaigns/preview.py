"""What a campaign would do, counted before anything goes."""

from __future__ import annotations

from datetime import datetime

from bot.domain.calendar import for_many, local
from bot.domain.outreach.campaigns import Audience, Preview, Reached, Why
from bot.domain.pace.bulk import Bulk
from bot.library.campaigns import CampaignText
from bot.services.context import Context
from bot.store.people import audience as store
from bot.store.people.audience import BILLED, FREE, Counted, Rules
from bot.store.statistics import plan_usage


def preview(content: CampaignText, audience: Audience, at: datetime, wrong: int | None, context: Context) -> Preview:
    """Who would get it at that hour, at what cost and until when, and who would not, and why.

    Nobody has written at that hour since now: so it is counted as things are.
    """
    starts = for_many(max(at, context.now))
    counted = store.count(context.tx, audience, wrong, rules(content, audience, starts, context))
    left_out: dict[Why, int] = {}
    reached = [_at_account(one, starts, left_out, context) for one in counted]
    size = sum(sum(one.by.values()) for one in counted)
    for why, count in store.beyond(context.tx, audience, wrong, size).items():
        left_out[why] = left_out.get(why, 0) + count
    return Preview(tuple(one for one in reached if one.count), {why: n for why, n in left_out.items() if n})


def size(content: CampaignText, audience: Audience, wrong: int | None, context: Context) -> int:
    """How many are in the audience at most, whatever happens until its hour.

    By this it is told who has to approve.
    """
    counted = store.count(context.tx, audience, wrong, rules(content, audience, context.now, context))
    return sum(sum(one.by.values()) for one in counted)


def rules(content: CampaignText, audience: Audience, now: datetime, context: Context) -> Rules:
    """By what somebody is left out at that moment."""
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    bulk = {name: one.bulk for name, one in context.abilities.items()}
    return Rules(frozenset(content.languages), now, midnight, bulk, consent_naming(audience, context) or "")


def consent_naming(audience: Audience, context: Context) -> str | None:
    """The version of the consent that lets people be chosen so; None where it does not."""
    consent = context.knowledge.library.subscribing.get(audience.purpose)
    named = {name for name, chosen in (("source", audience.sources), ("outcome", audience.outcomes)) if chosen}
    return consent.version if consent is not None and named <= consent.chosen_by else None


def bulk_at(channel: str, context: Context) -> Bulk:
    """What that channel lets go to many."""
    found = context.abilities.get(channel)
    return found.bulk if found is not None else Bulk()


def room_at(channel: str, account: str, context: Context) -> int | None:
    """How many more may go to many there this month; None: any number."""
    bulk = bulk_at(channel, context)
    return bulk.room(plan_usage.sent(context.tx, channel, account, context.today)) if bulk.plan is not None else None


def _at_account(one: Counted, starts: datetime, left_out: dict[Why, int], context: Context) -> Reached:
    bulk, billed = bulk_at(one.channel, context), one.by.get(BILLED, 0)
    count, room = one.by.get(FREE, 0) + billed, room_at(one.channel, one.account, context)
    for name, many in one.by.items():
        if name not in (FREE, BILLED):
            left_out[Why(name)] = left_out.get(Why(name), 0) + many
    if room is not None and count > room:
        left_out[Why.PLAN] = left_out.get(Why.PLAN, 0) + count - room
        count = room
    return Reached(one.channel, one.account, count, billed * bulk.price, bulk.last_at(starts, count))
