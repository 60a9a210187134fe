"""What may be shown of a table of counts; small ones are "<3" outside their commune.

Where its total is shown too, so much more is hidden that the rest cannot be subtracted from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Generic, TypeVar

from bot.domain.outreach.facts import FEW

K = TypeVar("K", bound=Hashable)
UNKNOWN, BESIDE, SMALL = "–", "*", f"<{FEW}"
"""Where nothing is known; what is hidden only because a small count is beside it; a small count."""
_UNBOUNDED = 10**15


@dataclass(frozen=True)
class Cell:
    """A number as it may be shown: itself; or `sign`, where it is hidden or not known."""

    number: int | Decimal | None = None
    sign: str = UNKNOWN

    @property
    def known(self) -> bool:
        return self.number is not None


_NOT_KNOWN = Cell()


def known(number: int | Decimal | None) -> Cell:
    """A number that may be shown, or that nobody knows."""
    if number is None:
        return _NOT_KNOWN
    return _whole(number) if type(number) is int else Cell(number, "")


# Thousands of a page's numbers are the same few. Of whole ones only, for 1.0 equals 1.00 and is written otherwise.
@lru_cache(maxsize=8192)
def _whole(number: int) -> Cell:
    return Cell(number, "")


@dataclass(frozen=True)
class Total(Generic[K]):
    """These parts, all of them, add up to that cell."""

    whole: K
    parts: tuple[K, ...]


class _Hiding(Generic[K]):
    """What is hidden of the counts: the small ones, and what has to go with them."""

    def __init__(self, counts: Mapping[K, int]) -> None:
        self.counts = counts
        self.few = {key for key, count in counts.items() if 0 < count < FEW}
        self.beside: set[K] = set()

    def bounds(self, key: K) -> tuple[int, int]:
        """Between what a reader of the table knows it to be."""
        if key in self.beside:
            return 1, _UNBOUNDED
        return (1, FEW - 1) if key in self.few else (self.counts[key], self.counts[key])

    def next(self, total: Total[K]) -> K | None:
        """What to hide next, lest a small count of this total can be worked out; None: it cannot."""
        parts = [self.bounds(key) for key in total.parts]
        low, high = sum(one[0] for one in parts), sum(one[1] for one in parts)
        whole = self.bounds(total.whole)
        small = self.few - self.beside
        safe = total.whole not in small or (low <= 1 and high >= FEW - 1)
        # What is left for one part: the total without all the others.
        left = (whole[0] - (high - (FEW - 1)), whole[1] - (low - 1))
        if safe and (small.isdisjoint(total.parts) or (left[0] <= 1 and left[1] >= FEW - 1)):
            return None
        free = [key for key in (*total.parts, total.whole) if self.counts[key] and key not in self.beside]
        return min(free, key=lambda key: self._dear(key, total), default=None)

    def _dear(self, key: K, total: Total[K]) -> tuple[bool, bool, int]:
        """What is hidden last: the total; where all of it is small, the total first."""
        few = key in self.few
        return few, (key == total.whole) != few, self.counts[key]


def shown(counts: Mapping[K, int | None], totals: Iterable[Total[K]] = (), *, inside: bool = False) -> dict[K, Cell]:
    """Each count as it may be shown; `inside`: only those read it who serve its commune.

    Each total is looked at by itself: as long as a small count could be worked out from it, one more is hidden.
    """
    if inside:
        return {key: known(count) for key, count in counts.items()}
    there = {key: count for key, count in counts.items() if count is not None}
    hiding = _Hiding(there)
    within: dict[K, list[Total[K]]] = defaultdict(list)
    waiting = [one for one in totals if there.keys() >= {one.whole, *one.parts} and _holds(one, there)]
    for one in waiting:
        for key in (one.whole, *one.parts):
            within[key].append(one)
    while waiting:
        total = waiting.pop()
        while (more := hiding.next(total)) is not None:
            hiding.beside.add(more)
            waiting += [one for one in within[more] if one is not total]
    return {key: _cell(key, count, hiding) for key, count in counts.items()}


def _holds(total: Total[K], counts: Mapping[K, int]) -> bool:
    """Whether it is the total of its parts, so that something could be worked out from it."""
    return counts[total.whole] == sum(counts[key] for key in total.parts)


def _cell(key: K, count: int | None, hiding: _Hiding[K]) -> Cell:
    if key in hiding.beside:
        return Cell(None, BESIDE)
    return Cell(None, SMALL) if key in hiding.few else known(count)
