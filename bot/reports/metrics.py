"""How long requests wait, as numbers for Prometheus: by office, nothing personal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from prometheus_client import Gauge

from bot.domain.calendar import local
from bot.domain.meetings import MeetingState
from bot.domain.outreach.campaigns import CampaignState
from bot.domain.outreach.facts import Step
from bot.domain.outreach.subscriptions import Purpose
from bot.library import Library
from bot.reports.waiting_times import STEPS, by_commune, steps, times
from bot.store.channels.health import Fared
from bot.store.engine.database import Transaction
from bot.store.leads import lists
from bot.store.meetings import results
from bot.store.outreach import campaigns, recipients
from bot.store.people import subscribers
from bot.store.statistics import facts

MONTH = timedelta(days=30)
HOME = "home"

OPEN = Gauge("loa_requests_open", "Open requests, by office and days since they were asked", ["office", "days"])
LATE = Gauge("loa_requests_late", "Open requests that should have been called by now", ["office"])
TOOK = Gauge(
    "loa_request_seconds", "Seconds from asking to being told, taken, called (30 days)", ["office", "step", "quantile"]
)
SUCCESS = Gauge(
    "loa_channel_last_success", "When something last came in or went out, seconds of the epoch", ["channel", "way"]
)
FAILING = Gauge("loa_channel_failing", "For how many seconds everything has failed", ["channel", "way"])
OLDEST = Gauge("loa_parcel_oldest_seconds", "For how long the oldest parcel that is not sent has been due", ["channel"])
HAPPENED = Gauge("loa_facts_today", "What the ledger has counted today, by what happened", ["step"])
MEETINGS = Gauge("loa_meetings", "Meetings of the last and the next 60 days, by state", ["state"])
OWED = Gauge("loa_meeting_results_owed", "Meetings that are over and not reported, of the last 60 days")
SUBSCRIPTIONS = Gauge("loa_subscriptions", "Where news, meetings, reminders were asked for and not ended", ["purpose"])
CAMPAIGNS = Gauge("loa_campaigns", "Campaigns, by state", ["state"])
RECIPIENTS = Gauge("loa_campaign_recipients", "Recipients who wait, or to whom it is on its way", ["state"])
REMINDED = Gauge("loa_payment_reminders", "People who are reminded to pay")
TO_CALL = Gauge("loa_payment_calls_open", "Those of them who are to be called, for they have not answered")
AROUND = timedelta(days=60)
DAYS = ("0", "1", "3", "7")


def measure(tx: Transaction, library: Library, now: datetime) -> None:
    """Sets the gauges, by office."""
    waits = lists.waits(tx, frozenset(), now - MONTH)
    found = by_commune(lists.counts(tx, frozenset(), times(library, now)), waits)
    for gauge in (OPEN, LATE, TOOK):
        gauge.clear()
    today = local(now).date()
    counted = facts.sums(tx, ("step",), today, today)
    for happened in Step:
        HAPPENED.labels(happened).set(counted.get((happened.value,), 0))
    found_meetings = results.by_state(tx, now - AROUND, now + AROUND)
    for state in MeetingState:
        MEETINGS.labels(state).set(found_meetings.get(state, 0))
    OWED.set(len(results.owed(tx, (), now - AROUND)))
    _measure_outreach(tx)
    for office in {_office(one.commune, library) for one in found}:
        own = [one for one in found if _office(one.commune, library) == office]
        LATE.labels(office).set(sum(one.late for one in own))
        for index, days in enumerate(DAYS):
            OPEN.labels(office, days).set(sum(one.ages[index] for one in own))
        waited = [wait for wait in waits if _office(wait.commune, library) == office]
        for step, took in zip(STEPS, steps(waited), strict=True):
            if took is not None:
                TOOK.labels(office, step, "0.5").set(took.median.total_seconds())
                TOOK.labels(office, step, "0.9").set(took.p90.total_seconds())


def _measure_outreach(tx: Transaction) -> None:
    """Sets the gauges of campaigns, and of what people asked to be told."""
    asked_for, found, still = subscribers.asked_for(tx), campaigns.by_state(tx), recipients.open_of_all(tx)
    for purpose in Purpose:
        SUBSCRIPTIONS.labels(purpose).set(asked_for.get(purpose, 0))
    for state in CampaignState:
        CAMPAIGNS.labels(state).set(found.get(state, 0))
    for where, count in still.items():
        RECIPIENTS.labels(where).set(count)
    REMINDED.set(subscribers.reminded(tx))
    TO_CALL.set(subscribers.to_call(tx))


def measure_channels(states: Iterable[Fared], oldest: Mapping[str, datetime], now: datetime) -> None:
    """Sets the gauges of how channels fare, and of what waits for each."""
    for one in states:
        FAILING.labels(one.channel, one.way).set((now - one.failing).total_seconds() if one.failing else 0)
        if one.succeeded is not None:
            SUCCESS.labels(one.channel, one.way).set(one.succeeded.timestamp())
    OLDEST.clear()
    for channel, due in oldest.items():
        OLDEST.labels(channel).set((now - due).total_seconds())


def _office(commune: str, library: Library) -> str:
    office = library.office_of(commune)
    return office.id if office else HOME
