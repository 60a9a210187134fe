"""Telling a platform who we are and where updates go, until it has been told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.channels.health import Line
from bot.channels.interface import TryLater, pause_after

log = structlog.get_logger()


async def introduced(set_up: Callable[[], Awaitable[None]], channel: str, account: str, line: Line) -> None:
    """Returns once `set_up` has gone well; a platform that cannot be reached only postpones it.

    Raises Trouble.
    """
    failures = 0
    while True:
        try:
            return await set_up()
        except TryLater as error:
            failures += 1
            line.failed(error)
            pause = pause_after(failures, error.after).total_seconds()
            log.warning(
                "platform not reached",
                channel=channel,
                account=account,
                reason=str(error),
                tries=failures,
                seconds=pause,
            )
        await asyncio.sleep(pause)
