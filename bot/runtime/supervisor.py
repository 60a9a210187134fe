"""Keeps the loops of a process going: one that fails is reported and begun again.

Each time after a longer pause. No loop, whatever it fails with, ends another or the process.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import Any

import structlog
from prometheus_client import Counter

from bot.domain.pace.rate_limits import backoff

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=5)
WELL_AFTER = timedelta(minutes=10)

FAILURES = Counter("loa_loop_failures_total", "Loops that failed and were begun again", ["job"])

log = structlog.get_logger()


@dataclass(frozen=True)
class Loop:
    """Something that goes on for ever, or until it has nothing more to do.

    name      in the log and in /metrics
    channel   the channel and the account that it serves, where it serves one
    """

    name: str
    run: Callable[[], Coroutine[Any, Any, None]]
    channel: str = ""
    account: str = ""


@dataclass(frozen=True)
class Supervisor:
    """Runs loops; `report` is told each failure, with how many there were in a row."""

    report: Callable[[Loop, BaseException, int], Awaitable[None]]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    jitter: Callable[[], float] = random.random

    async def keep(self, loop: Loop) -> None:
        """Runs it until it returns, or until a cancel."""
        failures = 0
        while True:
            began = monotonic()
            error = await self._ended(loop.run)
            if error is None:
                return
            failures = failures + 1 if monotonic() - began < WELL_AFTER.total_seconds() else 1
            rest = backoff(failures, self.jitter(), FIRST_PAUSE, LONGEST_PAUSE).total_seconds()
            FAILURES.labels(loop.name).inc()
            log.error("loop failed", job=loop.name, tries=failures, seconds=round(rest), exc_info=error)
            await self._ended(partial(self.report, loop, error, failures))
            await self.pause(rest)

    async def _ended(self, run: Callable[[], Awaitable[None]]) -> BaseException | None:
        """What it failed with; None where it has returned. A cancel of ours is handed on to it."""
        task = asyncio.ensure_future(run())
        try:
            await asyncio.wait([task])
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait([task])
        return asyncio.CancelledError() if task.cancelled() else task.exception()
