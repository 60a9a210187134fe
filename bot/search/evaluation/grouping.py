"""Groups questions that ask much the same: what many ask and nobody answers is easy to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.library.vocabulary import Vocabulary
from bot.search.text.normalise import FoldedText, Normaliser

ALIKE = 0.5
Likeness = NDArray[np.float32]


def grouped(texts: Sequence[str], vocabulary: Vocabulary) -> list[list[int]]:
    """The places of the texts in groups, largest group first, the most typical text first.

    Two texts are alike where the cosine of their words and letters, weighed by rarity, is ALIKE or more.
    """
    if not texts:
        return []
    normaliser = Normaliser(vocabulary)
    likeness = _likeness([_terms(normaliser.question(text)) for text in texts])
    free = np.ones(len(texts), bool)
    groups = []
    while free.any():
        near = (likeness >= ALIKE) & free
        near[~free] = False
        leader = int(np.argmax(near.sum(axis=1)))
        members = [int(place) for place in np.flatnonzero(near[leader])]
        free[members] = False
        groups.append(sorted(members, key=lambda place: -float(likeness[place, members].sum())))
    return groups


def _terms(text: FoldedText) -> Counter[str]:
    words = text.folded
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    runs = (word[place : place + 3] for word in words for place in range(max(len(word) - 2, 1)))
    return Counter([*words, *pairs, *(f"·{run}" for run in runs)])


def _likeness(bags: Sequence[Counter[str]]) -> Likeness:
    terms = {term: number for number, term in enumerate(dict.fromkeys(term for bag in bags for term in bag))}
    table = np.zeros((len(bags), max(len(terms), 1)), np.float32)
    for place, bag in enumerate(bags):
        for term, times in bag.items():
            table[place, terms[term]] = times
    table *= np.log(1 + len(bags) / np.maximum((table > 0).sum(axis=0), 1), dtype=np.float32)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths > 0, lengths, 1)
    alike = np.asarray(table @ table.T, np.float32)
    np.fill_diagonal(alike, 1.0)
    return alike
