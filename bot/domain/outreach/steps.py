"""The names of what is counted, as the ledger keeps them; `facts.py` says what each means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.leads import LeadState
from bot.words import Words


class Step(StrEnum):
    """What happened. Its value is kept in the ledger for ever: never rename one."""

    ARRIVAL = "arrival"
    TAP = "tap"
    ASKED = "asked"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    SHOWN = "shown"
    SUM = "sum"
    RECKONED = "reckoned"
    USEFUL = "useful"
    WRONG = "wrong"
    REQUEST = "request"
    TOLD = "told"
    TAKEN = "taken"
    CALLED = "called"
    WILL_JOIN = "outcome:will_join"
    JOINED = "outcome:joined"
    REACHED = "outcome:answered"
    CALL_AGAIN = "outcome:call_again"
    NOT_INTERESTED = "outcome:not_interested"
    UNREACHABLE = "outcome:unreachable"
    WRONG_NUMBER = "outcome:wrong_number"
    FIRST_CALL = "first_call"
    CALLED_IN_TIME = "first_call:in_time"
    TOLD_WAIT = "wait:told"
    TAKEN_WAIT = "wait:taken"
    CALLED_WAIT = "wait:called"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"
    CASE = "case"
    CASE_ANSWERED = "case_answered"
    CASE_UNANSWERED = "case_unanswered"
    CASE_HELPED = "case_helped"
    CASE_NOT_HELPED = "case_not_helped"
    CASE_ENDED_BY_STAFF = "case_ended:staff"
    CASE_ENDED_BY_CITIZEN = "case_ended:citizen"
    CASE_QUIET = "case_ended:quiet"
    MEETING = "meeting"
    MEETING_CANCELLED = "meeting_cancelled"
    GUEST = "guest"
    GUEST_LEFT = "guest_left"
    MEETING_HELD = "meeting_held"
    ATTENDED = "attended"
    ATTENDED_WOMEN = "attended:women"
    ATTENDED_KHMER = "attended:khmer"
    SIGNED_UP = "signed_up"
    PROMISED = "promised"
    RATED_GOOD = "rated:good"
    RATED_FAIR = "rated:fair"
    RATED_POOR = "rated:poor"
    MEETING_REQUEST = "meeting_request"
    JOINED_7 = "meeting_joined:7"
    JOINED_30 = "meeting_joined:30"
    SCANNED = "scanned"
    SUBSCRIBED = "subscribed"
    UNSUBSCRIBED = "unsubscribed"
    NEWS_SENT = "news_sent"
    CAMPAIGN_SENT = "campaign_sent"
    CAMPAIGN_FAILED = "campaign_failed"
    CAMPAIGN_TAPPED = "campaign_tapped"
    CAMPAIGN_STOPPED = "campaign_stopped"
    PAYMENT_REMINDED = "payment_reminded"
    PAYMENT_TO_CALL = "payment_to_call"
    PAYMENT_CALLED = "payment_called"
    KEEPS_PAYING = "keeps_paying"
    PAYS_AGAIN = "pays_again"
    STOPPED_PAYING = "stopped_paying"


OUTCOMES: Mapping[LeadState, Step] = {
    state: Step(f"outcome:{state}")
    for state in (
        LeadState.WILL_JOIN,
        LeadState.JOINED,
        LeadState.ANSWERED,
        LeadState.CALL_AGAIN,
        LeadState.NOT_INTERESTED,
        LeadState.UNREACHABLE,
        LeadState.WRONG_NUMBER,
    )
}
"""What a call that leaves a request in that state counts as."""


@dataclass(frozen=True)
class Happened:
    """What a turn of talk led to: an answer and its topic, or the name of a calculation."""

    step: Step
    topic: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Definition:
    """How a fact is counted.

    by      what it may be told apart by, beside day and commune: "channel", "source", "topic", "answer"
    unit    whose commune it is counted for
    """

    title: Words
    when: Words
    unit: Words
    by: frozenset[str]
    leaves_out: Words | None = None
