"""How much one citizen may ask for, and for how long things are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limits:
    """How much one citizen may ask for: requests to be called a day, messages a minute, live questions a day.

    answer_within   how long an officer has, while the office is open, before the next one is asked
    """

    requests_a_day: int = 3
    messages_a_minute: int = 20
    cases_a_day: int = 5
    answer_within: timedelta = timedelta(minutes=15)


@dataclass(frozen=True)
class Keeping:
    """For how long things are kept once they are done: messages, unfinished forms, the personal part of requests.

    cases       lines of live questions
    parcels     what went out, or was given up
    questions   what was not understood, by nobody in particular
    """

    messages: timedelta = timedelta(days=30)
    drafts: timedelta = timedelta(days=7)
    leads: timedelta = timedelta(days=90)
    cases: timedelta = timedelta(days=30)
    parcels: timedelta = timedelta(days=7)
    questions: timedelta = timedelta(days=180)
