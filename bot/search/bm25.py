"""BM25 with numpy: which bag has which term, as arrays: 5,000 bags are indexed in seconds, a question costs little."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Ids = NDArray[np.int64]

_K1 = 1.2
_B = 0.5
# Of a long story only the rarest terms are looked up; the others stand in nearly every bag and tell nothing.
_MOST_TERMS = 100


class View:
    """One way of looking at the bags (words or letters, with or without accents); its terms are 0, 1, 2 …"""

    def __init__(self, terms: Ids, owners: Ids, times: NDArray[np.float32], size: int, bags: int) -> None:
        """From occurrences: which term, in which bag, how many times; `size` terms and `bags` bags in all."""
        keys = terms * bags + owners
        order = np.argsort(keys, kind="stable")
        keys, firsts = keys[order], np.flatnonzero(np.diff(keys[order], prepend=-1))
        counts = np.add.reduceat(times[order], firsts) if len(firsts) else times
        held, self._owners = keys[firsts] // max(bags, 1), (keys[firsts] % max(bags, 1)).astype(np.int32)
        lengths = np.bincount(self._owners, weights=counts, minlength=bags)
        found = np.bincount(held, minlength=size)
        self.rarities = np.log(1 + (bags - found + 0.5) / (found + 0.5)).astype(np.float32)
        self.rarest = float(np.log(1 + (bags + 0.5) / 0.5))
        norm = (_K1 * (1 - _B + _B * lengths / max(float(lengths.mean()) if bags else 1.0, 1.0))).astype(np.float32)
        self._weights = self.rarities[held] * counts * (_K1 + 1) / (counts + norm[self._owners])
        self._starts = np.concatenate([[0], np.cumsum(found)]).astype(np.int64)
        self._bags = bags

    def share(self, terms: Ids, unknown: int) -> Scores:
        """The score of every bag as a share of what a bag with each of the terms once has; `unknown` are in no bag."""
        whole = float(self.rarities[terms].sum()) + unknown * self.rarest
        if len(terms) > _MOST_TERMS:
            terms = terms[np.argpartition(-self.rarities[terms], _MOST_TERMS)[:_MOST_TERMS]]
        starts, lengths = self._starts[terms], self._starts[terms + 1] - self._starts[terms]
        total = int(lengths.sum())
        if not total:
            return np.zeros(self._bags, np.float32)
        jumps = np.repeat(starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
        places = np.arange(total) + jumps
        scores = np.bincount(self._owners[places], weights=self._weights[places], minlength=self._bags)
        return (scores / whole).astype(np.float32)
