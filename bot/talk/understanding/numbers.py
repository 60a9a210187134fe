"""The number of a request or a live question, as a token or a typed command gives it."""

from __future__ import annotations

MOST_DIGITS = 9


def read_number(typed: str) -> int:
    """The number meant; 0, which no request has, for what is none."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0
