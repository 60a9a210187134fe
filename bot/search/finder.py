"""Finds the answer that somebody asks for, or says that the question is not ours, in which case a guard says why.

In this order: a number of somebody's card or book; the very words of an editor; a guard that fits best; then the best
answers, shown straight when we are sure, offered when we are not. One or two words are never enough to be sure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from bot.library.vocabulary import Guard, Vocabulary
from bot.search.bm25 import Scores
from bot.search.evidence import Evidence, cover, likeness
from bot.search.index import Bag, Index
from bot.search.letters import composed, fold, spelling
from bot.search.normalise import Normaliser, Reading
from bot.search.redact import has_personal_number

Decision: TypeAlias = Literal["answer", "suggest", "out_of_scope", "personal_file", "smalltalk"]

# Set by hand on tests/questions/first.yaml: at SURE about one straight answer in twenty is wrong; below POSSIBLE the
# right answer is rarely among those offered. A guard speaks from GUARDED times the best answer's score on and keeps us
# from being sure from RIVAL times on; less than FAIR of a full match is too little even for a guard.
SURE, POSSIBLE = 0.65, 0.08
GUARDED, RIVAL, FAIR = 1.1, 0.9, 0.2
MOST_HITS = 5
_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Entry:
    """An answer as the search sees it: `asks` are other ways of asking for it, `text` what it says."""

    id: str
    title: str
    asks: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Hit:
    """An answer's id, and in [0, 1] how likely the best one is the right one; for the others their share of that."""

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
        self._normaliser = Normaliser(vocabulary)
        self._guards = tuple(vocabulary.guards.values())
        self._common = frozenset(fold(spelling(composed(word))) for word in vocabulary.common)
        read = self._normaliser.readings
        bags = [Bag(entry.id, self._asks((entry.title, *entry.asks)), read(entry.text)[0]) for entry in entries]
        guards = [Bag(guard.id, self._asks(guard.asks), read("")[0]) for guard in self._guards]
        self._answers = tuple(bags)
        self._index = Index([*bags, *guards])
        self._exact = _aliases(bags)
        self._exact_guards = _aliases(guards)

    def ask(self, text: str) -> Found:
        """What to do with this text."""
        if has_personal_number(text):
            return self._guarded_file()
        question = self._normaliser.question(text)
        if not question.words:
            return Found("suggest", ())
        scores = self._index.scores(question)
        hits = self._hits(question, scores[: len(self._answers)])
        exact = self._exact.get(question.folded, ())
        if len(exact) == 1:
            return Found("answer", (Hit(exact[0], 1.0), *(hit for hit in hits if hit.id != exact[0]))[:MOST_HITS])
        guard, against = self._guard(question, scores)
        if guard and against >= GUARDED and not exact:
            return Found(guard.kind, hits, guard.id)
        return Found(self._decision(question, hits, against), hits)

    def _guarded_file(self) -> Found:
        return Found(
            "personal_file", (), next((guard.id for guard in self._guards if guard.kind == "personal_file"), "")
        )

    def _decision(self, question: Reading, hits: Sequence[Hit], against: float) -> Decision:
        best = hits[0].score if hits else 0.0
        if len(self._content(question)) < _FEWEST_WORDS:
            return "suggest"
        if best >= SURE and against < RIVAL:
            return "answer"
        return "suggest" if best >= POSSIBLE else "out_of_scope"

    def _guard(self, question: Reading, scores: Scores) -> tuple[Guard | None, float]:
        """The guard that fits best, and its score as a share of the best answer's."""
        known = self._exact_guards.get(question.folded, ())
        if known:
            return next(guard for guard in self._guards if guard.id == known[0]), math.inf
        answers, guards = scores[: len(self._answers)], scores[len(self._answers) :]
        if float(guards.max(initial=0.0)) < FAIR:
            return None, 0.0
        best = int(np.argmax(guards))
        return self._guards[best], float(guards[best]) / (float(answers.max(initial=0.0)) or FAIR)

    def _hits(self, question: Reading, scores: Scores) -> tuple[Hit, ...]:
        best = np.argsort(-scores, kind="stable")[:MOST_HITS]
        found = [int(place) for place in best if scores[place] > 0]
        if not found:
            return ()
        sure = self._evidence(question, scores, found).confidence
        top = float(scores[found[0]])
        return tuple(Hit(self._answers[place].id, round(sure * float(scores[place]) / top, 4)) for place in found)

    def _evidence(self, question: Reading, scores: Scores, found: Sequence[int]) -> Evidence:
        top = float(scores[found[0]])
        following = float(scores[found[1]]) if len(found) > 1 else 0.0
        asks = [frozenset(ask.folded) for ask in self._answers[found[0]].asks]
        return Evidence(
            score=top,
            lead=(top - following) / top,
            likeness=likeness(question.folded, asks, self._index.rarity),
            cover=cover(question.folded, frozenset().union(*asks), self._index.rarity),
        )

    def _content(self, question: Reading) -> frozenset[str]:
        return frozenset(word for word in question.folded if word not in self._common)

    def _asks(self, texts: Iterable[str]) -> tuple[Reading, ...]:
        readings = (reading for text in texts for reading in self._normaliser.readings(text))
        return tuple({reading.words: reading for reading in readings}.values())


def _aliases(bags: Sequence[Bag]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The ids of the bags that have exactly these words among their ways of asking."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for bag in bags:
        for ask in bag.asks:
            owners = known.get(ask.folded, ())
            if bag.id not in owners:
                known[ask.folded] = (*owners, bag.id)
    return known
