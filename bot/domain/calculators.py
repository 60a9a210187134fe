"""The dialogues about the law, by their stored names: what editors may offer with an answer, and what buttons open."""

from __future__ import annotations

CALCULATORS = ("estimate", "pension", "may-join", "missing", "withdrawal", "maternity", "death")
