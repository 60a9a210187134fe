"""What a platform's plan allows, and when somebody should hear that it is nearly used up."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

MARKS = (Fraction(8, 10), Fraction(95, 100), Fraction(1))


@dataclass(frozen=True)
class Plan:
    """`users` that one bot may have, `messages` that it may send in a calendar month."""

    users: int = 50
    messages: int = 3000


def reached(used: int, most: int) -> int:
    """The highest mark that is reached, in hundredths: 0, 80, 95 or 100."""
    return max((int(mark * 100) for mark in MARKS if used >= mark * most), default=0)
