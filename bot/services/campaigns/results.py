"""What came of a campaign.

Who got it, from the rows; what they did then, from the ledger, by day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.outreach.campaigns import Campaign, RecipientState, Why
from bot.domain.outreach.facts import Step
from bot.services.context import Context
from bot.store.outreach import recipients
from bot.store.statistics import facts

STEPS = (
    Step.CAMPAIGN_SENT,
    Step.CAMPAIGN_FAILED,
    Step.CAMPAIGN_TAPPED,
    Step.CAMPAIGN_STOPPED,
    Step.ASKED,
    Step.REQUEST,
    Step.WILL_JOIN,
    Step.JOINED,
)
"""What is told of a campaign, in this order; what somebody asks or wants within a month of their tap belongs to it."""


@dataclass(frozen=True)
class Outcome:
    """What came of a campaign.

    open        how many it has still to go to, or is under way to
    left_out    why others have not got it, as long as their rows are kept
    days        counts by day and step
    """

    open: int
    left_out: Mapping[Why, int]
    days: Mapping[date, Mapping[Step, int]] = field(default_factory=dict)

    def total(self, step: Step) -> int:
        return sum(day.get(step, 0) for day in self.days.values())


def results(campaign: Campaign, context: Context) -> Outcome:
    """The results so far."""
    counts = recipients.counts(context.tx, campaign.number)
    waiting = (RecipientState.WAITING, RecipientState.POSTED)
    left_out = {Why(why): count for (state, why), count in counts.items() if state is RecipientState.LEFT_OUT and why}
    days: dict[date, dict[Step, int]] = {}
    for (day, step), count in facts.sums(
        context.tx, ("day", "step"), only={"source": [campaign.code]}, steps=STEPS
    ).items():
        days.setdefault(day, {})[Step(step)] = count
    still = sum(count for (state, _why), count in counts.items() if state in waiting)
    return Outcome(still, left_out, dict(sorted(days.items())))
