"""The measures of a match, from which `confidence` makes probabilities."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

Measures: TypeAlias = tuple[float, ...]

# score: the index's for the best answer; lead: its distance to the next as a share of it; likeness: how much the
# question is one of the answer's own; cover: how much of it this answer's ways of asking know; known: the same of all
# answers; rival: the best guard's score as a share of the answer's; guarded: how much the question is one of that
# guard's own; leaning: whether its words are rather those of answers (1) or of guards (-1); length: its words, on a
# logarithmic scale, 64 and more being 1.
NAMES = ("score", "lead", "likeness", "cover", "known", "rival", "guarded", "leaning", "length")


def length(words: Sequence[str]) -> float:
    return min(math.log2(len(set(words)) or 1) / 6, 1.0)
