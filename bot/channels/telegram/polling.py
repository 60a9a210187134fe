"""Fetches Telegram's updates: nothing is acknowledged before it is on record.

Nothing but a cancel ends the loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeAlias

import structlog
from telegram.error import RetryAfter, TelegramError

from bot.channels.interface import Json, TryLater, pause_after
from bot.channels.telegram.errors import told
from bot.channels.telegram.incoming import NAME

WAIT_SECONDS = 25
Fetch: TypeAlias = Callable[[int, int], Awaitable[list[Json]]]
Take: TypeAlias = Callable[[Json], Awaitable[None]]
log = structlog.get_logger()


async def poll(fetch: Fetch, take: Take, account: str) -> None:
    """Takes updates one by one, in order.

    The offset passes an update only when `take` has returned.

    fetch   the updates from an offset on, waiting some seconds for the first; raises TelegramError
    take    raises TryLater where an update could not be kept; it comes again after a pause
    """
    offset = failures = 0
    while True:
        try:
            for update in await fetch(offset, WAIT_SECONDS):
                await take(update)
                offset = update["update_id"] + 1
            failures = 0
        except (TelegramError, TryLater) as error:
            failures += 1
            pause = pause_after(failures, told(error) if isinstance(error, RetryAfter) else timedelta(0))
            log.warning(
                "polling pauses",
                **{"channel": NAME, "account": account, "error": type(error).__name__},
                **{"tries": failures, "seconds": pause.total_seconds()},
            )
            await asyncio.sleep(pause.total_seconds())
