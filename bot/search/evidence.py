"""How sure we are that the best answer is the right one: three measures of the match, weighed into one probability."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Rarity: TypeAlias = Callable[[Iterable[str]], float]

# Weights of a logistic regression, fitted once on tests/questions/first.yaml (right answer or not, out of scope being
# never right) and rounded. To set them anew: take the four measures of every question there, fit, round.
_LEVEL, _SCORE, _LEAD, _LIKENESS, _COVER = -4.2, 1.75, 4.5, 2.7, 1.75


@dataclass(frozen=True)
class Evidence:
    """Measures of a match, each about 0 to 1.

    `score` is the index's for the best answer, `lead` its distance to the next as a share of it, `likeness` how much
    the question is one of the answer's own, `cover` how much of the question the answer's ways of asking know.
    """

    score: float
    lead: float
    likeness: float
    cover: float

    @property
    def confidence(self) -> float:
        """The probability, in [0, 1], that the best answer is what was asked for."""
        weight = (
            _LEVEL + _SCORE * min(self.score, 1.5) + _LEAD * self.lead + _LIKENESS * self.likeness + _COVER * self.cover
        )
        return 1.0 / (1.0 + math.exp(-weight))


def likeness(asked: Sequence[str], asks: Iterable[frozenset[str]], rarity: Rarity) -> float:
    """The most that any one way of asking shares with the question: twice the rarity in common over both rarities."""
    words = frozenset(asked)
    whole = rarity(words)
    return max((2 * rarity(words & ask) / ((whole + rarity(ask)) or 1.0) for ask in asks), default=0.0)


def cover(asked: Sequence[str], known: frozenset[str], rarity: Rarity) -> float:
    """The share of the question's words, by their rarity, that occur among `known`."""
    words = frozenset(asked)
    return rarity(words & known) / (rarity(words) or 1.0)
