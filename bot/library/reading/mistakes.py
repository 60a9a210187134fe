"""A mistake of an editor, told where it is and what to do about it, in plain Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

LONGEST = 400
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Repair:
    """What certainly was meant.

    `put` replaces the mistake's line from one column up to another, as columns count.
    """

    start: int
    end: int
    put: str


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake; `line` and `column` count from 1.

    repair  how a machine can mend it without a guess; None where only somebody who knows what is meant can
    """

    file: str
    line: int
    column: int
    message: str
    repair: Repair | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Mistakes(Exception):
    """Content that cannot be used; holds every mistake of every file, in order."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))


@dataclass
class Findings:
    """The mistakes found so far in one file."""

    file: str
    found: list[Mistake] = field(default_factory=list)

    def add(self, message: str, line: int = 1, column: int = 1, repair: Repair | None = None) -> None:
        self.found.append(Mistake(_shown(self.file), line, column, _shown(message), repair))


def _shown(text: str) -> str:
    """On one line, not endless, and fit for a terminal and a database, whatever the file had."""
    shown = _UNFIT.sub("�", text.replace("\n", " "))
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ " Có phải ý là “…” không?" where a known word is near, else ""."""
    nearest = process.extractOne(
        word[:LONGEST], list(known), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.6
    )
    return f" Có phải ý là “{nearest[0]}” không?" if nearest else ""
