"""What terms say for a bag, learned: each way of asking should find its own bag first.

A softmax over all bags by gradient descent. Measured on questions of strangers: two points of accuracy more than BM25
alone, most of them among siblings (conditions, papers and amount of one benefit).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from bot.search.ranking.bm25 import Ids, Scores

_STEPS, _PACE, _RIDGE = 5, 1.5, 0.01
# A term of one way of asking alone says nothing about other people's questions.
_FEWEST_ASKS = 2
# What is learned stays small (8 MB); with more bags than MOST_BAGS it would take too long and is left out.
_MOST_CELLS, MOST_BAGS = 2_000_000, 600
# Tables of at most this many products: on larger ones BLAS starts threads, which costs ten times as much as it saves.
_MOST_PRODUCTS, _TERMS_OF_ASK = 260_000, 10


class _Lesson(NamedTuple):
    """Some ways of asking: their terms, a row of values for each, and the bag it should find."""

    terms: Ids
    values: Scores
    bags: Ids


class _Uses(NamedTuple):
    """Where terms occur, sorted by way of asking: which way, which term, how telling it is."""

    ask: Ids
    term: Ids
    value: Scores


class TermWeights:
    """Weights of terms in bags; built once, then only read."""

    def __init__(self, terms: Ids, asks: Ids, owners: Ids, size: int, bags: int) -> None:
        """From occurrences: which term in which way of asking; `owners` is each way's bag."""
        held = np.unique(asks * size + terms)
        ask, term = held // size, held % size
        times = np.bincount(term, minlength=size)
        most = min(_MOST_CELLS // bags, int((times >= _FEWEST_ASKS).sum()))
        self._rows = np.full(size, -1)
        self._rows[np.argsort(-times, kind="stable")[:most]] = np.arange(most)
        self._rarity = (np.log((1 + len(owners)) / (1 + times)) + 1).astype(np.float32)
        ask, term = ask[self._rows[term] >= 0], term[self._rows[term] >= 0]
        at_once = max(1, int((_MOST_PRODUCTS / _TERMS_OF_ASK / bags) ** 0.5))
        lessons = tuple(_lessons(_Uses(ask, self._rows[term], self._rarity[term]), owners, at_once))
        self._weights = _descended(lessons, np.zeros((most, bags), np.float32))

    def scores(self, terms: Ids) -> Scores:
        """How much the terms speak for each bag, from 0; only the proportions mean something."""
        terms = terms[self._rows[terms] >= 0]
        found = self._rarity[terms] @ self._weights[self._rows[terms]]
        return np.asarray(np.maximum(found - found.mean(), 0), np.float32)


def _lessons(uses: _Uses, owners: Ids, at_once: int) -> Iterator[_Lesson]:
    """Lessons of `at_once` ways of asking; of each way the squares of its values sum to 1."""
    lengths = np.sqrt(np.bincount(uses.ask, uses.value**2, minlength=len(owners)))
    values = np.asarray(uses.value / lengths[uses.ask], np.float32)
    bounds = np.searchsorted(uses.ask, np.arange(0, len(owners) + at_once, at_once))
    for number, (start, end) in enumerate(pairwise(bounds)):
        own, places = np.unique(uses.term[start:end], return_inverse=True)
        bags = owners[number * at_once : (number + 1) * at_once]
        table = np.zeros((len(bags), len(own)), np.float32)
        table[uses.ask[start:end] - number * at_once, places] = values[start:end]
        yield _Lesson(own, table, bags)


def _descended(lessons: Sequence[_Lesson], weights: Scores) -> Scores:
    """Nesterov's descent on how surely each way of asking finds its bag."""
    before = weights
    for step in range(_STEPS):
        ahead = weights + np.float32(step / (step + 3)) * (weights - before)
        slope = np.float32(_RIDGE) * ahead
        for lesson in lessons:
            chances = lesson.values @ ahead[lesson.terms]
            np.exp(chances - chances.max(axis=1, keepdims=True), out=chances)
            chances /= chances.sum(axis=1, keepdims=True)
            chances[np.arange(len(lesson.bags)), lesson.bags] -= 1
            slope[lesson.terms] += lesson.values.T @ chances
        weights, before = ahead - np.float32(_PACE) * slope, weights
    return weights
