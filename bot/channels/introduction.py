"""Telling a platform who we are and where updates go, until it has been told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.channels.interface import TryLater

TRY_AGAIN = 30.0

log = structlog.get_logger()


async def introduced(set_up: Callable[[], Awaitable[None]], channel: str, account: str) -> None:
    """Returns once `set_up` has gone well; a platform that cannot be reached only postpones it.

    Raises Trouble.
    """
    while True:
        try:
            return await set_up()
        except TryLater as error:
            log.warning("platform not reached", channel=channel, account=account, reason=str(error))
        await asyncio.sleep(TRY_AGAIN)
