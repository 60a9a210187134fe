"""The stored names of the dialogues about the law, in the order of the menu."""

from __future__ import annotations

CALCULATORS = ("estimate", "prepay", "pension", "may-join", "missing", "withdrawal", "maternity", "death")
