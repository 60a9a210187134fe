"""What came of a meeting, as the officer tells it: heads counted, questions answered.

And when they are asked for it. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import after_quiet
from bot.domain.outreach.facts import Step
from bot.words import Words, _, lines, paragraphs, verbatim

MOST_HEADS, LONGEST_ANSWER = 99_999, 1000
NOTHING = "-"
"""What a form keeps where somebody says that there is nothing to tell."""
SUPERVISOR = 2
"""The look at which the officer's supervisors are told that a report is owed."""


MINUTES = "minutes"
"""The channel of a file that came over none: the minutes of a meeting, made when they are sent."""
TOO_MANY = _("That is more than were there. Please look at the numbers once more.")
COUNTS: Mapping[str, Words] = {
    "present": _("Present: {count}"),
    "women": _("Women: {count}"),
    "khmer": _("Khmer: {count}"),
    "signed": _("Signed up there: {count}"),
    "promised": _("Promised to join: {count}"),
}


@dataclass(frozen=True)
class Heads:
    """How many were there; None: nobody counted.

    signed    of them joined voluntary insurance on the spot
    promised  of them said that they will
    """

    present: int | None = None
    women: int | None = None
    khmer: int | None = None
    signed: int | None = None
    promised: int | None = None

    def over(self, other: Heads) -> Heads:
        """These numbers, and the other's where these say none."""
        return replace(other, **self.said)

    @property
    def said(self) -> dict[str, int]:
        """The numbers that are known, by their names."""
        return {one.name: number for one in fields(self) if (number := getattr(self, one.name)) is not None}

    @property
    def fits(self) -> bool:
        """Whether no part is larger than the whole."""
        part = max((self.women or 0, self.khmer or 0, (self.signed or 0) + (self.promised or 0)))
        return self.present is None or part <= self.present


UNCOUNTED = Heads()


def file_name(number: int) -> str:
    """What the Word file with the minutes of that meeting is called."""
    return f"bien-ban-{number}.docx"


class Mark(StrEnum):
    """How a guest found a meeting. Kept."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


RATED: Mapping[Mark, Step] = {
    Mark.GOOD: Step.RATED_GOOD,
    Mark.FAIR: Step.RATED_FAIR,
    Mark.POOR: Step.RATED_POOR,
}
COUNTED: Mapping[str, Step] = {
    "present": Step.ATTENDED,
    "women": Step.ATTENDED_WOMEN,
    "khmer": Step.ATTENDED_KHMER,
    "signed": Step.SIGNED_UP,
    "promised": Step.PROMISED,
}
"""What each number of heads counts as in the ledger."""


@dataclass(frozen=True)
class Results:
    """The results of a meeting.

    words     question of the kind's report → what the officer answered; "" for nothing
    corrected how often they were changed since
    """

    meeting: int
    heads: Heads
    words: Mapping[str, str]
    written_by: int
    written_at: datetime
    corrected: int = 0


def told_heads(heads: Heads) -> Words:
    """The numbers, a line each; what nobody counted is a dash."""
    return lines(*counts(heads))


def known(heads: Heads) -> list[Words]:
    """The numbers that are known, each with what it counts."""
    return [Words(COUNTS[name].msgid, (("count", str(number)),)) for name, number in heads.said.items()]


def counts(heads: Heads) -> Iterator[Words]:
    """Each number with what it counts."""
    said = heads.said
    return (Words(row.msgid, (("count", str(said.get(name, "–"))),)) for name, row in COUNTS.items())


def told_words(words: Mapping[str, str]) -> Words | None:
    """What was answered, each under its question; nothing where nothing was."""
    told = [verbatim(f"{asked}\n{said}") for asked, said in words.items() if said]
    return paragraphs(*told) if told else None


@dataclass(frozen=True)
class Look:
    """When the officer is asked for the results.

    level   0 asks, 1 reminds, 2 tells the supervisors
    """

    level: int
    at: datetime


def looks(ends: datetime) -> tuple[Look, ...]:
    """A quarter of an hour after the end, after a day, after two; nobody is disturbed at night."""
    waits = timedelta(minutes=15), timedelta(days=1), timedelta(days=2)
    return tuple(Look(level, after_quiet(ends + wait)) for level, wait in enumerate(waits))
