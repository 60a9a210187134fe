"""Each campaign of a period and what came of it, for the whole province."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import local
from bot.domain.reports.cells import known
from bot.domain.reports.measures import FUNNEL, MEASURES, values
from bot.domain.reports.units import UnitKind
from bot.library.campaigns import CampaignText
from bot.reports.results.counting import Counting
from bot.reports.results.figures import Figures
from bot.reports.results.hiding import Cells, partition
from bot.store.outreach import campaigns

OF_CAMPAIGN = ("campaign_sent", "campaign_failed", "campaign_tapped", "asked", "requests", "joined", "campaign_stopped")
"""What is told of each; what somebody asks or wants within a month of their tap belongs to it."""
NONE: Cells = dict.fromkeys(FUNNEL, known(0))
OWN = tuple(name for name in OF_CAMPAIGN if name.startswith("campaign_"))
"""Those of them that the table of sources does not show."""


@dataclass(frozen=True)
class CampaignRow:
    """One campaign, the day on which it began to go, and what happened of it in the period."""

    name: str
    day: date
    cells: Cells


def news(counting: Counting, found: Figures, texts: Mapping[str, CampaignText]) -> list[CampaignRow]:
    """Those of which anything was counted in the period, in the order in which they were made.

    A campaign is a source too: what is hidden of it there, lest another's small count be worked out, is hidden here.
    """
    wanted = counting.wanted
    if wanted.unit.kind is not UnitKind.PROVINCE or wanted.told is not None or not counting.knows(wanted.period):
        return []
    begun = campaigns.begun(counting.tx)
    if not begun:
        return []
    steps = frozenset(step for name in OF_CAMPAIGN for step in MEASURES[name].steps)
    of = counting.apart(wanted.period, "source", steps)
    told = [one for one in begun if one.code in of]
    numbers = {one.code: values(of[one.code], None, wanted.steps, names=OWN) for one in told}
    total = values(counting.of(wanted.period), None, wanted.steps, names=OWN)
    seen = partition(numbers, total, OWN, inside=wanted.inside)
    made = []
    for one in told:
        assert one.started_at is not None
        as_source = found.sources.get(one.code, NONE)
        cells = {name: seen[one.code].get(name) or as_source[name] for name in OF_CAMPAIGN}
        name = texts[one.content].name if one.content in texts else one.content
        made.append(CampaignRow(name, local(one.started_at).date(), cells))
    return made
