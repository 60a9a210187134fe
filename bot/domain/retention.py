"""For how long things are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Retention:
    """For how long things are kept once they are done.

    cases       lines of live questions
    meetings    who came to a meeting, after its end
    photos      pictures of meetings, after they were sent
    reports     what the officer wrote about a meeting, besides the numbers
    parcels     what went out, or was given up
    questions   what was not understood, by nobody in particular
    subscriptions  that somebody wants to be told something no more
    payments    how somebody pays, after the last month that is paid and the last word about it
    recipients  who was written to in a campaign, after that
    versions    every version of the content; of older ones the last 50, one a month, and what drafts are made from
    """

    messages: timedelta = timedelta(days=30)
    drafts: timedelta = timedelta(days=7)
    leads: timedelta = timedelta(days=90)
    cases: timedelta = timedelta(days=30)
    meetings: timedelta = timedelta(days=90)
    photos: timedelta = timedelta(days=90)
    reports: timedelta = timedelta(days=730)
    parcels: timedelta = timedelta(days=7)
    questions: timedelta = timedelta(days=180)
    subscriptions: timedelta = timedelta(days=730)
    payments: timedelta = timedelta(days=400)
    recipients: timedelta = timedelta(days=90)
    versions: timedelta = timedelta(days=90)
