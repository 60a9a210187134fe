"""The index: answers and guards as bags in several views, competing for a question.

Views without accents always count; those with accents count as far as the question is typed with them (fully from 60 %
on), which keeps questions without accents exact and lets accents part "hưu" from "hữu" where they are there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.search.ranking.bm25 import Ids, Scores
from bot.search.ranking.features import Closest, LetterFeatures, Lexicon, WordFeatures
from bot.search.text.normalise import FoldedText

WORDS, LETTERS, TEXT, CLOSEST, LEARNED = 1.0, 0.6, 0.3, 0.3, 0.4
_ACCENTS = 2.0
_FULLY_ACCENTED = 0.6


@dataclass(frozen=True)
class Bag:
    """One thing to be found: its id, the ways of asking for it, and what it says."""

    id: str
    asks: tuple[FoldedText, ...]
    text: FoldedText


class Index:
    """Ranks bags for a question and measures how they go together; built once, then read only.

    The first `answers` bags are answers, the others guards.
    """

    def __init__(self, bags: Sequence[Bag], answers: int) -> None:
        folded = Lexicon([[ask.folded for ask in bag.asks] for bag in bags])
        spelled = Lexicon([[ask.words for ask in bag.asks] for bag in bags])
        self._words, self._letters = WordFeatures(folded, answers), LetterFeatures(folded)
        self._accented_words, self._accented_letters = WordFeatures(spelled), LetterFeatures(spelled)
        self._texts = WordFeatures(Lexicon([[bag.text.folded] for bag in bags]))
        self._lexicon = folded
        self._closest = Closest(folded, self._words.view.rarities)
        self._bag_ends = np.searchsorted(folded.bag, np.arange(len(bags) + 1))
        self._ours = np.zeros(len(folded.known) + 1, bool)
        self._ours[folded.ids[folded.bag < answers]] = True

    def scores(self, question: FoldedText) -> Scores:
        """How well every bag goes with the question: near 0 for nothing in common, 1 for all of it."""
        gate = _ACCENTS * min(1.0, question.accented / _FULLY_ACCENTED)
        folded = question.folded
        terms, unknown = self._words.read(folded)
        total = WORDS * self._words.view.share(terms, unknown) + LETTERS * self._letters.share(folded)
        weight = (WORDS + LETTERS) * (1 + gate)
        if gate:
            total += gate * WORDS * self._accented_words.share(question.words)
            total += gate * LETTERS * self._accented_letters.share(question.words)
        total += TEXT * self._texts.share(folded)
        asked, strange = self._lexicon.read(folded)
        closest = self._closest.likeness(asked, self._rarity(asked, len(strange)))
        scores = np.asarray(total / weight + CLOSEST * closest, np.float32)
        weights = self._words.weights
        return mixed(scores, weights.scores(terms), LEARNED) if weights else scores

    def likeness(self, words: Sequence[str], bag: int) -> float:
        """The most that one way of asking shares with the words: twice the common rarity over both."""
        asked, strange = self._lexicon.read(words)
        own = slice(self._bag_ends[bag], self._bag_ends[bag + 1])
        ids, asks = self._lexicon.ids[own], self._lexicon.ask[own]
        if not len(ids):
            return 0.0
        rarities, starts = self._words.view.rarities[ids], np.flatnonzero(np.diff(asks, prepend=-1))
        common = np.add.reduceat(rarities * np.isin(ids, asked), starts)
        whole = np.add.reduceat(rarities, starts) + self._rarity(asked, len(strange))
        return min(float((2 * common / whole).max()), 1.0)

    def cover(self, words: Sequence[str], bag: int) -> float:
        """The share of the words, by their rarity, that the bag's ways of asking know."""
        asked, strange = self._lexicon.read(words)
        own = asked[np.isin(asked, self._lexicon.ids[self._bag_ends[bag] : self._bag_ends[bag + 1]])]
        return self._rarity(own, 0) / (self._rarity(asked, len(strange)) or 1.0)

    def known(self, words: Sequence[str]) -> float:
        """The share of the words, by their rarity, that any answer's ways of asking know."""
        asked, strange = self._lexicon.read(words)
        return self._rarity(asked[self._ours[asked]], 0) / (self._rarity(asked, len(strange)) or 1.0)

    def leaning(self, words: Sequence[str]) -> float:
        """Whether the words are rather of answers (1) or of guards (-1), as naive Bayes sees it."""
        terms, unknown = self._words.read(words)
        return float(np.tanh(self._words.leaning[terms].sum() / max(len(terms) + unknown, 3)))

    def _rarity(self, ids: Ids, unknown: int) -> float:
        return float(self._words.view.rarities[ids].sum()) + unknown * self._words.view.rarest


def mixed(scores: Scores, others: Scores, weight: float) -> Scores:
    """The scores with others added, `weight` times as heavy; the scale of the first is kept."""
    most = float(scores.max(initial=0.0)) / (float(others.max(initial=0.0)) or 1.0)
    return np.asarray((scores + weight * most * others) / (1 + weight), np.float32)


def aliases(bags: Sequence[Bag]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The ids of the bags that have exactly these words among their ways of asking."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for bag in bags:
        for ask in bag.asks:
            owners = known.get(ask.folded, ())
            if bag.id not in owners:
                known[ask.folded] = (*owners, bag.id)
    return known
