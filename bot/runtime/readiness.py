"""Whether this process can work: what is written is kept. Looked at anew after some seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime

from bot.store.engine.database import Database
from bot.store.engine.errors import MISHAPS
from bot.store.scheduling import leases

LASTS = 10.0
WITHIN = 5.0
NAME = "readyz"


class Readiness:
    """Proves a write, at most once in ten seconds however often it is asked."""

    def __init__(
        self,
        db: Database,
        now: Callable[[], datetime],
        worker: str,
        elapsed: Callable[[], float] = time.monotonic,
        within: float = WITHIN,
    ) -> None:
        self._db, self._now, self._worker, self._elapsed, self._within = db, now, worker, elapsed, within
        self._looked: float | None = None
        self._ready = False
        self._looking = asyncio.Lock()

    async def ready(self) -> bool:
        """Whether the last write was kept."""
        async with self._looking:
            if self._looked is None or self._elapsed() - self._looked >= LASTS:
                self._ready = await self._writes()
                self._looked = self._elapsed()
            return self._ready

    async def _writes(self) -> bool:
        now = self._now()
        try:
            async with asyncio.timeout(self._within):
                await self._db.run(lambda tx: leases.take(tx, NAME, self._worker, now, now))
        except MISHAPS:
            return False
        return True
