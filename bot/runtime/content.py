"""The knowledge in use: content/ with its indexes, built anew when an editor saves.

What is faulty is not taken.
"""

from __future__ import annotations

import asyncio
import ctypes
from contextlib import suppress
from datetime import date
from pathlib import Path

import structlog
from watchfiles import awatch

from bot.library import Mistake, Mistakes, load
from bot.talk.scene import Knowledge

log = structlog.get_logger()


class Knowing:
    """Holds the Knowledge of the last good content.

    Raises Mistakes where it is faulty from the start.
    """

    def __init__(self, content: Path, today: date) -> None:
        self._content = content
        self._today = today
        self.knowledge = Knowledge.of(load(content), today)
        _tidy()

    async def watch(self) -> None:
        """Reloads whenever a file changes, for ever.

        A faulty change is refused and its first mistakes are logged.
        """
        async for _changes in awatch(self._content):
            await asyncio.to_thread(self.reload)

    def reload(self) -> tuple[Mistake, ...]:
        """Builds the new indexes aside and changes over in one step.

        Returns the mistakes for which the content was refused; the last good one is kept.
        """
        try:
            library = load(self._content)
        except Mistakes as refused:
            log.warning("content_refused", count=len(refused.mistakes), file=refused.mistakes[0].file)
            return refused.mistakes
        self.knowledge = Knowledge.of(library, self._today, self.knowledge)
        _tidy()
        log.info("content_reloaded", count=len(self.knowledge.library.answers))
        return ()


def _tidy() -> None:
    """Gives back to the system what only the building needed.

    The C library would keep it, and only glibc can.
    """
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
