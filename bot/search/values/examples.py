"""What a text is most like, of kinds that editors give examples of; learned at loading.

A softmax over words and their neighbours. Phrases find what they were written for; measured on sentences of which
nobody had written a phrase, both together find twice as many as phrases alone, and hardly anything that is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.search.text.normalise import FoldedText

_STEPS, _PACE, _RIDGE, _KEPT, _SPREAD, _FAINT = 30, 0.3, 1e-5, 0.9, 0.99, 1e-8
# How much more all examples count than all texts that are of no kind, of which so many are enough.
_WEIGHT, _MOST_OTHERS = 4.0, 3000
# From this share of words with accents on, accents are read.
_TYPED = 0.3
# One word, seldom seen, is as like one kind as another.
_FEWEST = 2
_Table = NDArray[np.float32]


class Examples:
    """Kinds by their examples, beside texts that are of none; built once, then only read."""

    def __init__(self, kinds: Mapping[str, Sequence[FoldedText]], others: Sequence[FoldedText]) -> None:
        self._kinds = tuple(kinds)
        others = others[:: -(-len(others) // _MOST_OTHERS) or 1]
        told = [_terms(each) for texts in kinds.values() for each in texts]
        known = Counter(term for terms in told for term in terms)
        self._places = {term: place for place, term in enumerate(known)}
        rows = [self._row(terms) for terms in (*told, *map(_terms, others))]
        labels = [number for number, texts in enumerate(kinds.values(), start=1) for _each in texts]
        truth = np.asarray([*labels, *(0 for _each in others)], np.int64)
        self._weights = _learned(rows, truth, len(known), len(kinds) + 1) if labels and others else None

    def likely(self, text: FoldedText) -> Mapping[str, float]:
        """How likely the text is of each kind; {} where it is one word: phrases know those."""
        if self._weights is None or len(text.folded) < _FEWEST:
            return {}
        places, value = self._row(_terms(text))
        scores = self._weights[places].sum(axis=0) * value + self._weights[-1]
        odds = np.exp(scores - scores.max())
        return dict(zip(self._kinds, map(float, odds[1:] / odds.sum()), strict=True))

    def _row(self, terms: frozenset[str]) -> tuple[list[int], float]:
        """The places of the known terms, and what each counts; unknown ones thin the others."""
        return [self._places[term] for term in terms if term in self._places], float(max(len(terms), 1) ** -0.5)


def _terms(text: FoldedText) -> frozenset[str]:
    plain = text.folded
    found = {*plain, *map(" ".join, pairwise(plain)), *map("_".join, zip(plain, plain[2:], strict=False))}
    return frozenset({*found, *_accented(text.words)} if text.accented > _TYPED else found)


def _accented(words: Sequence[str]) -> Iterator[str]:
    yield from (f"~{word}" for word in words)
    yield from (f"~{first} {second}" for first, second in pairwise(words))


def _learned(rows: Sequence[tuple[list[int], float]], truth: NDArray[np.int64], terms: int, kinds: int) -> _Table:
    """The weights of each term for each kind; in the last row, how likely each is at all. Adam."""
    lengths = [len(places) + 1 for places, _value in rows]
    places = np.asarray([place for row, _value in rows for place in (*row, terms)], np.int64)
    values = np.asarray([each for row, value in rows for each in (*([value] * len(row)), 1.0)], np.float32)
    owners = np.repeat(np.arange(len(rows)), lengths)
    none = truth == 0
    counts = np.where(none, 1 / none.sum(), _WEIGHT / (~none).sum()).astype(np.float32) / np.float32(1 + _WEIGHT)
    wanted = np.eye(kinds, dtype=np.float32)[truth]
    weights, pull, spread = (np.zeros((terms + 1, kinds), np.float32) for _each in range(3))
    for step in range(1, _STEPS + 1):
        scores = _summed(weights[places] * values[:, None], owners, len(rows))
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        wrong = (odds / odds.sum(axis=1, keepdims=True) - wanted) * counts[:, None]
        slope = _summed(wrong[owners] * values[:, None], places, terms + 1) + _RIDGE * weights
        pull = np.asarray(_KEPT * pull + (1 - _KEPT) * slope, np.float32)
        spread = np.asarray(_SPREAD * spread + (1 - _SPREAD) * slope**2, np.float32)
        along = np.sqrt(spread / (1 - _SPREAD**step)) + _FAINT
        weights -= _PACE * (pull / (1 - _KEPT**step)) / along
    return weights


def _summed(values: _Table, owners: NDArray[np.int64], size: int) -> _Table:
    """The rows of `values` added up by owner."""
    columns = [np.bincount(owners, column, size) for column in values.T]
    return np.stack(columns, axis=1).astype(np.float32)
