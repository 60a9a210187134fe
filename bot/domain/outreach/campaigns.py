"""A campaign: one message to an audience of people who asked for such. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from bot.domain.leads import LeadState
from bot.domain.outreach.subscriptions import Purpose
from bot.words import Words, pgettext

SECOND_PERSON_FROM = 200
"""From so many recipients on somebody else approves."""
MOST_TESTERS = 3
"""So many colleagues get a test message beside the author."""
REACTS_WITHIN = timedelta(days=7)
"""Who ends the news within that time ends it because of the last message."""


class CampaignState(StrEnum):
    """Where a campaign is; kept in the database.

    SCHEDULED   begun by somebody, and its hour is to come; RUNNING: recipients are fixed, then written to
    """

    DRAFT = "draft"
    TESTED = "tested"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class RecipientState(StrEnum):
    """Where the message to one recipient is; kept in the database."""

    WAITING = "waiting"
    POSTED = "posted"
    SENT = "sent"
    FAILED = "failed"
    LEFT_OUT = "left_out"


class Why(StrEnum):
    """Why somebody in the audience is not written to; kept in the database.

    CONSENT     they have not asked for it, or stopped; HAD: two messages within a month
    TODAY       they wrote to us today, so a talk is under way
    WINDOW      the platform takes nothing for them any more; PLAN: the half of its plan that is for many is used up
    """

    CONSENT = "consent"
    BLOCKED = "blocked"
    HAD = "had"
    TODAY = "today"
    WINDOW = "window"
    PLAN = "plan"
    LANGUAGE = "language"
    TWICE = "twice"
    ENDED = "ended"


class Halt(StrEnum):
    """Why a campaign is paused; kept in the database.

    CHANGED     text, audience or hour are not what was approved; UNAPPROVED: more recipients than one person may reach
    """

    NONE = ""
    BY_STAFF = "staff"
    CHANGED = "changed"
    UNAPPROVED = "unapproved"


STATES: Mapping[CampaignState, Words] = {
    CampaignState.DRAFT: pgettext("campaign", "being written"),
    CampaignState.TESTED: pgettext("campaign", "tested"),
    CampaignState.APPROVED: pgettext("campaign", "approved"),
    CampaignState.SCHEDULED: pgettext("campaign", "waits for its hour"),
    CampaignState.RUNNING: pgettext("campaign", "under way"),
    CampaignState.PAUSED: pgettext("campaign", "paused"),
    CampaignState.STOPPED: pgettext("campaign", "stopped"),
    CampaignState.DONE: pgettext("campaign", "done"),
}
WHYS: Mapping[Why, Words] = {
    Why.CONSENT: pgettext("left out", "did not ask for it, or stopped"),
    Why.BLOCKED: pgettext("left out", "blocked us"),
    Why.HAD: pgettext("left out", "had two messages within a month"),
    Why.TODAY: pgettext("left out", "wrote to us today"),
    Why.WINDOW: pgettext("left out", "wrote too long ago for their channel"),
    Why.PLAN: pgettext("left out", "beyond the half of the plan that is for many"),
    Why.LANGUAGE: pgettext("left out", "no text in their language"),
    Why.TWICE: pgettext("left out", "has it at another address"),
    Why.ENDED: pgettext("left out", "the campaign was stopped before"),
}


@dataclass(frozen=True)
class Audience:
    """Whom it is for; what is empty means everybody.

    purpose     what they asked to be told
    sources     codes by which they came within a month; outcomes: of their own latest request. Both only where the
                consent's text names them
    """

    purpose: Purpose = Purpose.NEWS
    communes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    outcomes: frozenset[LeadState] = frozenset()

    def written(self) -> str:
        """As it is kept: the same audience is always the same text."""
        parts = {name: sorted(getattr(self, name)) for name in _PARTS}
        kept = {"purpose": self.purpose.value, **{name: part for name, part in parts.items() if part}}
        return json.dumps(kept, sort_keys=True, separators=(",", ":"))

    @classmethod
    def read(cls, written: str) -> Audience:
        """The audience that was written so."""
        kept = json.loads(written)
        parts = {name: frozenset(kept.get(name, ())) for name in _PARTS if name != "outcomes"}
        outcomes = frozenset(LeadState(one) for one in kept.get("outcomes", ()))
        return cls(Purpose(kept["purpose"]), outcomes=outcomes, **parts)


_PARTS = ("communes", "languages", "channels", "sources", "outcomes")


@dataclass(frozen=True)
class Campaign:
    """One campaign.

    content     the id of its words
    at          the hour at which it begins
    hash        of text, audience and hour, as its author last saw them
    author      a member of staff; place: the number of the address at which they made it, None on the board
    code        by which the ledger tells what came of it
    wrong       the number of the campaign that it corrects: it goes to nobody but who got that
    fixed_to    the number up to which recipients are fixed; fixed: whether all are
    """

    number: int
    content: str
    audience: Audience
    at: datetime
    hash: str
    state: CampaignState
    author: int
    code: str
    place: int | None = None
    wrong: int | None = None
    halt: Halt = Halt.NONE
    fixed_to: int = 0
    fixed: bool = False
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def over(self) -> bool:
        return self.state in (CampaignState.STOPPED, CampaignState.DONE)


@dataclass(frozen=True)
class Recipient:
    """One person of a campaign, at the address where they asked for it."""

    id: int
    campaign: int
    address_id: int
    subscription: int


@dataclass(frozen=True)
class Reached:
    """How many there are at one account, and of whom.

    Cost in đồng of all of them, and when the last one has it.
    """

    channel: str
    account: str
    count: int
    cost: int
    last_at: datetime


@dataclass(frozen=True)
class Preview:
    """What a campaign would do, counted before anything goes."""

    reached: tuple[Reached, ...]
    left_out: Mapping[Why, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(one.count for one in self.reached)

    @property
    def cost(self) -> int:
        """In đồng."""
        return sum(one.cost for one in self.reached)

    @property
    def last_at(self) -> datetime | None:
        """When the last of all has it."""
        return max((one.last_at for one in self.reached), default=None)


def fingerprint(text: str, audience: Audience, at: datetime) -> str:
    """The hash to which an approval is bound.

    Other words, people or another hour are another campaign.
    """
    return sha256("\0".join((text, audience.written(), str(at.timestamp()))).encode()).hexdigest()
