"""How long leads wait: late ones now, and times until taken and called, by commune."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar import local
from bot.library import Library
from bot.store.engine.database import Transaction
from bot.store.leads import lists
from bot.store.leads.lists import LeadCounts, Times, Wait

AGES = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
STEPS = ("told", "taken", "called")


@dataclass(frozen=True)
class Spread:
    """Half of them took no longer than the median, nine in ten no longer than p90."""

    median: timedelta
    p90: timedelta


@dataclass(frozen=True)
class CommuneNumbers:
    """One commune: open leads (all, late, by age), recent leads, and how long those took."""

    commune: str
    open: int
    late: int
    ages: tuple[int, ...]
    asked: int
    taken: Spread | None
    called: Spread | None
    told: Spread | None = None


def times(library: Library, now: datetime) -> Times:
    """What is late, by the rules of each place, and what is old at this moment."""
    return Times(library.overdue(now), local(now).date(), tuple(now - age for age in AGES))


def numbers(
    tx: Transaction, library: Library, communes: frozenset[str], now: datetime, since: datetime
) -> list[CommuneNumbers]:
    """The numbers of these communes (none: of all), with the waits of what was asked since then."""
    return by_commune(lists.counts(tx, communes, times(library, now)), lists.waits(tx, communes, since))


def spread(waits: Iterable[timedelta]) -> Spread | None:
    """Nearest ranks, so that both are waits that somebody had; None of none."""
    ranked = sorted(waits)
    return Spread(_rank(ranked, 50), _rank(ranked, 90)) if ranked else None


def by_commune(counts: Sequence[LeadCounts], waits: Iterable[Wait]) -> list[CommuneNumbers]:
    """One row for each commune that has an open request or had one asked, by its code."""
    found: dict[str, list[Wait]] = defaultdict(list)
    for wait in waits:
        found[wait.commune].append(wait)
    return [
        _numbers(commune, counts, found[commune]) for commune in sorted({cell.commune for cell in counts} | set(found))
    ]


def steps(waits: Sequence[Wait]) -> tuple[Spread | None, Spread | None, Spread | None]:
    """How long it took, from asking, until they were told, taken and first called."""
    told, taken, called = (
        spread(moment - wait.asked for wait in waits if (moment := getattr(wait, step)) is not None) for step in STEPS
    )
    return told, taken, called


def _numbers(commune: str, counts: Sequence[LeadCounts], waits: Sequence[Wait]) -> CommuneNumbers:
    own = [cell for cell in counts if cell.commune == commune]
    ages = tuple(sum(cell.ages[age] for cell in own) for age in range(len(AGES) + 1))
    told, taken, called = steps(waits)
    there, late = sum(cell.count for cell in own), sum(cell.late for cell in own)
    return CommuneNumbers(commune, there, late, ages, len(waits), taken, called, told)


def _rank(ranked: Sequence[timedelta], percent: int) -> timedelta:
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]
