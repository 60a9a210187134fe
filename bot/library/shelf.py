"""Holds the last good library while editors change content/."""

from __future__ import annotations

from pathlib import Path

from bot.library.library import Library
from bot.library.load import load
from bot.library.reading.mistakes import Mistake, Mistakes


class Shelf:
    """The library in use; `reload` replaces it in one step, or not at all."""

    def __init__(self, content: Path) -> None:
        """Raises Mistakes where the content is faulty from the start."""
        self.content = content
        self.library: Library = load(content)

    def reload(self) -> tuple[Mistake, ...]:
        """Reads content/ again; a faulty one is refused, and the library in use stays. Returns its mistakes."""
        try:
            self.library = load(self.content)
        except Mistakes as refused:
            return refused.mistakes
        return ()
