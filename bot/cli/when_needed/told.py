"""What a command may raise that an operator is told of in a sentence."""

from __future__ import annotations

from bot.domain.errors import Trouble
from bot.library import Mistakes
from bot.store.engine.errors import MISHAPS, in_a_sentence


def told() -> tuple[type[Exception], ...]:
    return Trouble, Mistakes, *MISHAPS


def in_words(error: Exception) -> str | None:
    """The sentence; None where an error is none of the operator's."""
    if isinstance(error, (Trouble, Mistakes)):
        return str(error)
    trouble = in_a_sentence(error)
    return None if trouble is None else str(trouble)
