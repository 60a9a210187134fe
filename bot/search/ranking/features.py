"""Bags of ways of asking, as words with neighbours and as runs of letters within words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.search.ranking.bm25 import Ids, Scores, View
from bot.search.ranking.term_weights import MOST_BAGS, TermWeights

Asks: TypeAlias = Sequence[Sequence[str]]

SIZES = (3, 4)


class Lexicon:
    """The words of all bags as numbers: `ids` in a row, `ask` and `bag` say where each occurs.

    owner       the bag of each way of asking
    """

    def __init__(self, bags: Sequence[Asks]) -> None:
        known: dict[str, int] = {}
        self.ids = np.fromiter(
            (known.setdefault(word, len(known)) for asks in bags for ask in asks for word in ask), np.int64
        )
        lengths = [len(ask) for asks in bags for ask in asks]
        self.ask = np.repeat(np.arange(len(lengths)), lengths)
        self.owner = np.repeat(np.arange(len(bags)), [len(asks) for asks in bags])
        self.bag = self.owner[self.ask]
        self.known, self.bags = known, len(bags)

    def read(self, words: Iterable[str]) -> tuple[Ids, list[str]]:
        """The numbers of the different words that are known, and those that are not."""
        different = dict.fromkeys(words)
        ids = [self.known[word] for word in different if word in self.known]
        return np.asarray(ids, np.int64), [word for word in different if word not in self.known]


class WordFeatures:
    """Single words and neighbours joined: "lương hưu" is "lương", "hưu" and "lương hưu".

    leaning     of each term, the logarithm of how much more often it occurs in the first `answers` bags than in others
    weights     what terms say for a bag, where there are answers
    """

    def __init__(self, lexicon: Lexicon, answers: int = 0) -> None:
        self._lexicon, self.size = lexicon, len(lexicon.known)
        together = lexicon.ask[1:] == lexicon.ask[:-1]
        pairs = (lexicon.ids[:-1] * self.size + lexicon.ids[1:])[together]
        self._pairs, numbers = np.unique(pairs, return_inverse=True)
        terms = np.concatenate([lexicon.ids, self.size + numbers])
        asks = np.concatenate([lexicon.ask, lexicon.ask[:-1][together]])
        owners, size = lexicon.owner[asks], self.size + len(self._pairs)
        self.view = View(terms, owners, np.ones(len(terms), np.float32), size, lexicon.bags)
        self.leaning = _leaning(terms, owners < answers, size)
        fits = answers and 1 < lexicon.bags <= MOST_BAGS
        self.weights = TermWeights(terms, asks, lexicon.owner, size, lexicon.bags) if fits else None

    def read(self, words: Sequence[str]) -> tuple[Ids, int]:
        """The terms of a question, and how many of them are unknown."""
        ids, strange = self._lexicon.read(words)
        known = self._lexicon.known
        pairs = set(pairwise(words))
        keys = [known[a] * self.size + known[b] for a, b in pairs if a in known and b in known]
        found = np.searchsorted(self._pairs, keys)
        same = [n for n, key in zip(found, keys, strict=True) if n < len(self._pairs) and self._pairs[n] == key]
        terms = np.concatenate([ids, self.size + np.asarray(same, np.int64)])
        return terms, len(strange) + len(pairs) - len(same)

    def share(self, words: Sequence[str]) -> Scores:
        return self.view.share(*self.read(words))


class LetterFeatures:
    """Runs of three and four letters within words, which survive a wrong letter."""

    def __init__(self, lexicon: Lexicon) -> None:
        known: dict[str, int] = {}
        runs = [[known.setdefault(run, len(known)) for run in _runs(word)] for word in lexicon.known]
        self._lexicon, self._known = lexicon, known
        self._runs = np.asarray([run for each in runs for run in each], np.int64)
        self._starts = np.concatenate([[0], np.cumsum([len(each) for each in runs])]).astype(np.int64)
        words, counts = np.unique(lexicon.ids * lexicon.bags + lexicon.bag, return_counts=True)
        held, owners = words // max(lexicon.bags, 1), words % max(lexicon.bags, 1)
        lengths = self._starts[held + 1] - self._starts[held]
        terms, times = self._of(held).astype(np.int32), np.repeat(counts.astype(np.float32), lengths)
        self._view = View(terms, np.repeat(owners.astype(np.int32), lengths), times, len(known), lexicon.bags)

    def share(self, words: Sequence[str]) -> Scores:
        ids, strange = self._lexicon.read(words)
        others = {run for word in strange for run in _runs(word)}
        more = [self._known[run] for run in others if run in self._known]
        terms = np.unique(np.concatenate([self._of(ids), np.asarray(more, np.int64)]))
        return self._view.share(terms, len(others) - len(more))

    def _of(self, words: Ids) -> Ids:
        """The runs of these words, one word after another."""
        starts, lengths = self._starts[words], self._starts[words + 1] - self._starts[words]
        places = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return np.asarray(self._runs[np.repeat(starts, lengths) + places], np.int64)


class Closest:
    """How much a question shares with the way of asking most like it, for each bag."""

    def __init__(self, lexicon: Lexicon, rarities: Scores) -> None:
        order = np.argsort(lexicon.ids, kind="stable")
        self._asks = lexicon.ask[order].astype(np.int32)
        self._starts = np.searchsorted(lexicon.ids[order], np.arange(len(lexicon.known) + 1))
        self._rarities, self._bags = rarities, lexicon.bags
        self._whole = np.bincount(lexicon.ask, weights=rarities[lexicon.ids])
        owners = np.zeros(len(self._whole), np.int64)
        owners[lexicon.ask] = lexicon.bag
        self._owners, self._firsts = np.unique(owners, return_index=True)

    def likeness(self, words: Ids, rarity: float) -> Scores:
        """Twice the common rarity over both rarities, for each bag; `rarity` is the question's own."""
        found = np.zeros(self._bags, np.float32)
        if len(self._whole) and rarity:
            asks = np.concatenate([self._asks[:0], *(self._asks[self._starts[n] : self._starts[n + 1]] for n in words)])
            times = self._starts[words + 1] - self._starts[words]
            weights = np.repeat(self._rarities[words], times)
            common = np.bincount(asks, weights=weights, minlength=len(self._whole))
            found[self._owners] = np.maximum.reduceat(2 * common / (self._whole + rarity), self._firsts)
        return found


def _runs(word: str) -> list[str]:
    framed = f" {word} "
    return [framed[place : place + size] for size in SIZES for place in range(len(framed) - size + 1)]


def _leaning(terms: Ids, ours: NDArray[np.bool_], size: int) -> Scores:
    mine, others = (np.bincount(terms[which], minlength=size) + 0.5 for which in (ours, ~ours))
    return np.asarray(np.log(mine / (ours.sum() + 1)) - np.log(others / ((~ours).sum() + 1)), np.float32)
