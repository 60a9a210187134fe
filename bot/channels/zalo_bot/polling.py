"""Fetches the Zalo Bot's updates, one at a time, in one process of all.

The platform shares updates out and forgets them. There is nothing to acknowledge with, so an update that could not be
kept is tried here until it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import TypeAlias

import structlog

from bot.channels.health import Line
from bot.channels.interface import Json, TryLater, pause_after
from bot.channels.zalo_bot.incoming import NAME

WAIT_SECONDS = 25
LEASE = timedelta(seconds=90)

Fetch: TypeAlias = Callable[[int], Awaitable[Json | None]]
"""The next update, waiting some seconds for one; None where there was none. Raises TryLater."""
Take: TypeAlias = Callable[[Json], Awaitable[None]]
Hold: TypeAlias = Callable[[], Awaitable[bool]]
"""Takes, or keeps, the right to poll; False while another process has it."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Poller:
    """Fetches and keeps for ever.

    `floor` is the least number of seconds between two fetches: some queues answer at once, with the same again.
    """

    fetch: Fetch
    take: Take
    hold: Hold
    account: str
    line: Line
    floor: float = 1.0
    others: float = LEASE.total_seconds() / 6

    async def run(self) -> None:
        """For ever; nothing but a cancel ends it."""
        failures, ours = 0, True
        while True:
            if not (held := await self.hold()):
                if ours:
                    log.warning("another process polls", channel=NAME, account=self.account)
                ours = False
                await asyncio.sleep(self.others)
                continue
            ours, began, rest = held, monotonic(), self.floor
            try:
                update = await self.fetch(WAIT_SECONDS)
                self.line.well()
                if update is not None:
                    await self._keep(update)
                failures = 0
            except TryLater as error:
                failures += 1
                self.line.failed(error)
                rest = self._pause(error, failures)
            await asyncio.sleep(max(0.0, rest - (monotonic() - began)))

    async def _keep(self, update: Json) -> None:
        failures = 0
        while True:
            try:
                return await self.take(update)
            except TryLater as error:
                failures += 1
                await asyncio.sleep(self._pause(error, failures))

    def _pause(self, error: TryLater, failures: int) -> float:
        seconds = pause_after(failures, error.after).total_seconds()
        log.warning(
            "polling pauses", channel=NAME, account=self.account, reason=str(error), tries=failures, seconds=seconds
        )
        return seconds
