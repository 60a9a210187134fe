"""What a unit is to reach by when; how far it is, and the pace that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal

from bot.domain.reports.measures import Number, share
from bot.domain.reports.periods import Period

TARGETED: Mapping[str, str] = {
    "new": "official_new",
    "total": "official_total",
    "kept": "official_kept",
    "meetings": "meetings_held",
    "reached": "arrivals",
}
"""What a target may be about, as editors write it, and the measure by which it is judged."""
BESIDE: Mapping[str, str] = {"new": "joined"}
"""What staff say of the same, shown beside the insurer's word."""


@dataclass(frozen=True)
class Target:
    """A goal of a unit for a period, by the decision of that day.

    unit     its code; measure: one of TARGETED
    """

    unit: str
    measure: str
    period: Period
    goal: int
    decision: str
    day: date


@dataclass(frozen=True)
class Standing:
    """How far a target is: what was reached through a day, None where that is not known.

    beside   what staff say of the same
    former   the goals that it had before, the newest first
    """

    target: Target
    reached: Number
    through: date | None
    beside: Number = None
    former: tuple[Target, ...] = ()

    @property
    def share(self) -> Decimal | None:
        """The part of the goal that is reached."""
        return share(self.reached, self.target.goal)

    @property
    def left(self) -> int | None:
        return None if self.reached is None else max(self.target.goal - int(self.reached), 0)

    @property
    def elapsed(self) -> Decimal | None:
        """The part of the period that had passed by then."""
        if self.through is None:
            return None
        return share((self.through - self.target.period.first).days + 1, self.target.period.days)

    @property
    def pace(self) -> Decimal | None:
        """What each month that is left has to bring, to a tenth, rounded up."""
        left, rest = self.left, self.months_left
        if left is None or not rest:
            return None
        return (Decimal(left) / rest).quantize(Decimal("0.1"), ROUND_UP)

    @property
    def months_left(self) -> int:
        """Months of the period that had not ended by then."""
        if self.through is None:
            return 0
        return sum(1 for month in self.target.period.months if month.last > self.through)


def holding(targets: Iterable[Target], on: date) -> list[tuple[Target, tuple[Target, ...]]]:
    """For each goal the one that holds on that day, by the last decision; and those before it."""
    of: dict[tuple[str, str, str], list[Target]] = {}
    for one in targets:
        if one.day <= on:
            of.setdefault((one.unit, one.measure, one.period.name), []).append(one)
    ordered = (sorted(same, key=lambda one: one.day, reverse=True) for same in of.values())
    return [(first, tuple(former)) for first, *former in ordered]
