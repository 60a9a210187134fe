"""What the checker says of files, and what became of putting a draft in use."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.content.drafts import Outcome
from bot.library.library import Library
from bot.library.reading.mistakes import Mistake


@dataclass(frozen=True)
class Checked:
    """What files say together: a library, or every mistake."""

    library: Library | None
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True)
class Published:
    """What became of putting a draft in use; `met`: where others changed the same lines."""

    outcome: Outcome
    mistakes: tuple[Mistake, ...] = ()
    met: tuple[str, ...] = ()
