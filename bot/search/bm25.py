"""BM25 with numpy: one bag of terms per answer, each term's weights kept as arrays, so that a question costs little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

_K1 = 1.2
_B = 0.5


class View:
    """One way of looking at the bags (words or letters, with or without accents)."""

    def __init__(self, bags: Sequence[Sequence[str]]) -> None:
        counted = [Counter(bag) for bag in bags]
        self._count = len(bags)
        self._terms: dict[str, int] = {}
        numbers = [self._terms.setdefault(term, len(self._terms)) for bag in counted for term in bag]
        times = np.fromiter((n for bag in counted for n in bag.values()), np.float32, len(numbers))
        terms = np.asarray(numbers, np.int32)
        owners = np.repeat(np.arange(len(bags), dtype=np.int32), [len(bag) for bag in counted])
        lengths = np.asarray([sum(bag.values()) for bag in counted], np.float32)
        found = np.bincount(terms, minlength=len(self._terms)).astype(np.float32)
        self._rarity = np.log(1 + (len(bags) - found + 0.5) / (found + 0.5)).astype(np.float32)
        self._rarest = float(np.log(1 + (len(bags) + 0.5) / 0.5))
        norm = _K1 * (1 - _B + _B * lengths / max(float(lengths.mean()) if len(bags) else 1.0, 1.0))
        weights = self._rarity[terms] * times * (_K1 + 1) / (times + norm[owners])
        order = np.argsort(terms, kind="stable")
        self._owners, self._weights = owners[order], weights[order].astype(np.float32)
        self._starts = np.concatenate([[0], np.cumsum(found)]).astype(np.int64)

    def scores(self, terms: Sequence[str]) -> tuple[Scores, float]:
        """The score of every bag, and the rarity of the terms in all: what a bag with each of them once has about."""
        total = np.zeros(self._count, np.float32)
        asked = sorted(set(terms))
        for term in asked:
            number = self._terms.get(term)
            if number is not None:
                start, end = self._starts[number], self._starts[number + 1]
                total[self._owners[start:end]] += self._weights[start:end]
        return total, self.rarity(asked)

    def rarity(self, terms: Iterable[str]) -> float:
        """The rarity of the terms in all, those never seen counting most."""
        known = ((term, self._terms.get(term)) for term in terms)
        return sum(self._rarest if number is None else float(self._rarity[number]) for _term, number in known)
