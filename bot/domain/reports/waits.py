"""How long requests wait, as the ledger keeps it: up to so many minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

BOUNDS = (5, 15, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320, 7200, 10080, 20160, 43200)
"""In minutes; kept in the ledger for ever: one more may come, none may go."""
LONGER = "longer"
LEAST = 3
"""Of fewer waits no median is told: it would be somebody's own."""


def bound(wait: timedelta) -> str:
    """The least bound that it does not exceed, as the ledger writes it."""
    minutes = wait.total_seconds() / 60
    return next((str(most) for most in BOUNDS if minutes <= most), LONGER)


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
