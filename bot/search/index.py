"""The index: answers and guards as bags in several views, ranked together so that they compete for a question.

Views without accents always count; those with accents count as far as the question is typed with them (fully from 60 %
on), which keeps questions without accents exact and lets accents part "hưu" from "hữu" where they are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from bot.search.bm25 import Scores, View
from bot.search.normalise import Reading, grams, letter_grams

Terms: TypeAlias = Callable[[Iterable[str]], list[str]]

WORDS, LETTERS, TEXT = 1.0, 1.0, 0.3
_ACCENTS = 2.0
_FULLY_ACCENTED = 0.6


@dataclass(frozen=True)
class Bag:
    """One thing to be found: its id, the ways of asking for it, and what it says."""

    id: str
    asks: tuple[Reading, ...]
    text: Reading


class Index:
    """Ranks bags for a question; built once, then only read."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        folded = [[ask.folded for ask in bag.asks] for bag in bags]
        spelled = [[ask.words for ask in bag.asks] for bag in bags]
        self._words = View([_terms(asks, grams) for asks in folded])
        self._letters = View([_terms(asks, letter_grams) for asks in folded])
        self._accented_words = View([_terms(asks, grams) for asks in spelled])
        self._accented_letters = View([_terms(asks, letter_grams) for asks in spelled])
        self._texts = View([list(bag.text.folded) for bag in bags])

    def scores(self, question: Reading) -> Scores:
        """How well every bag goes with the question: near 0 for nothing in common, 1 and more for all of it."""
        gate = _ACCENTS * min(1.0, question.accented / _FULLY_ACCENTED)
        folded = question.folded
        total = WORDS * _share(self._words, grams(folded)) + LETTERS * _share(self._letters, letter_grams(folded))
        weight = (WORDS + LETTERS) * (1 + gate)
        if gate:
            total += gate * WORDS * _share(self._accented_words, grams(question.words))
            total += gate * LETTERS * _share(self._accented_letters, letter_grams(question.words))
        total += TEXT * _share(self._texts, folded)
        return np.asarray(total / weight, np.float32)

    def rarity(self, words: Iterable[str]) -> float:
        """How rare these folded words are in all, as a weight."""
        return self._words.rarity(words)


def _share(view: View, terms: Sequence[str]) -> Scores:
    scores, rarity = view.scores(terms)
    return scores / np.float32(rarity or 1.0)


def _terms(asks: Iterable[Iterable[str]], terms: Terms) -> list[str]:
    return [term for ask in asks for term in terms(ask)]
