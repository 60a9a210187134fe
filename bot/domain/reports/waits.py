"""How long requests wait: the ledger keeps up to how many minutes each did."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.domain.outreach.facts import BOUNDS

LEAST = 3
"""Of fewer waits no median is told: it would be somebody's own."""


def median(counts: Mapping[str, int]) -> Decimal | None:
    """Hours that half of the waits did not exceed, to a tenth; None of too few.

    Between two bounds they are taken to be spread evenly; beyond the last it is that one.
    """
    total = sum(counts.values())
    if total < LEAST:
        return None
    before, least, half = 0, 0, Decimal(total) / 2
    for most in BOUNDS:
        here = counts.get(str(most), 0)
        if here > 0 and before + here >= half:
            return _hours(least + (most - least) * (half - before) / here)
        before, least = before + here, most
    return _hours(Decimal(least))


def _hours(minutes: Decimal) -> Decimal:
    return (minutes / 60).quantize(Decimal("0.1"))
