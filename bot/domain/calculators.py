"""The stored names of the dialogues about the law, in the order of the menu; editors use them too."""

from __future__ import annotations

CALCULATORS = ("estimate", "pension", "may-join", "missing", "withdrawal", "maternity", "death")
