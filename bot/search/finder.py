"""Finds the answer that somebody asks for, or says that the question is not ours, in which case a guard says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.library.vocabulary import Vocabulary
from bot.search.redact import has_personal_number

Decision: TypeAlias = Literal["answer", "suggest", "out_of_scope", "personal_file", "smalltalk"]


@dataclass(frozen=True)
class Entry:
    """An answer as the search sees it: `asks` are other ways of asking for it, `text` what it says."""

    id: str
    title: str
    asks: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Hit:
    """An answer's id and how likely it is the right one, in [0, 1]."""

    id: str
    score: float


@dataclass(frozen=True)
class Found:
    """What to do with a question: `hits` best first (at most 5), `guard` the id of the guard that caught it or ""."""

    decision: Decision
    hits: tuple[Hit, ...]
    guard: str = ""


class Finder:
    """The index over the answers of one language; built once per library, then only read."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        self._entries = tuple(entries)
        self._vocabulary = vocabulary

    def ask(self, text: str) -> Found:
        """What to do with this text."""
        if has_personal_number(text):
            return Found("personal_file", ())
        return Found("suggest", ())
