"""The line of each code: how many tapped, came, asked, wanted a call and joined by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.outreach.facts import Step
from bot.library.library import Library, Poster
from bot.store.engine.database import Transaction
from bot.store.outreach import codes
from bot.store.statistics import facts

STEPS = (Step.ARRIVAL, Step.ASKED, Step.REQUEST, Step.JOINED)
"""What a line shows beside the taps, in the order in which it happens."""


@dataclass(frozen=True)
class CodeLine:
    """A code, the taps by channel, and how often each of STEPS happened."""

    code: Poster
    taps: Mapping[str, int]
    counts: tuple[int, ...]


def lines(
    tx: Transaction, library: Library, communes: frozenset[str], first: date | None = None, last: date | None = None
) -> list[CodeLine]:
    """One for each code of these communes (none: of all).

    With what happened from the first day to the last.
    """
    register = codes.every(tx, library, communes)
    known = [one.code for one in register]
    columns = ("source", "step", "channel")
    found = facts.sums(tx, columns, first, last, steps=[Step.TAP, *STEPS], only={"source": known}) if known else {}
    taps: dict[str, dict[str, int]] = {}
    counts: dict[tuple[str, str], int] = {}
    for (code, step, channel), times in found.items():
        if step == Step.TAP:
            taps.setdefault(code, {})[channel] = times
        counts[code, step] = counts.get((code, step), 0) + times
    return [
        CodeLine(one, taps.get(one.code, {}), tuple(counts.get((one.code, step), 0) for step in STEPS))
        for one in register
    ]
