"""Fetches Telegram's updates: nothing is acknowledged before it is on record.

Nothing but a cancel ends the loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeAlias

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.health import AT_ONCE, LATER, SOON, Line
from bot.channels.interface import Json, TryLater, pause_after
from bot.channels.telegram.errors import told
from bot.channels.telegram.incoming import NAME

WAIT_SECONDS = 25
REVOKED = "401, Telegram không nhận LOA_TELEGRAM_TOKEN"
ANOTHER = "409, chương trình khác cũng đang lấy tin bằng mã bot này"
Fetch: TypeAlias = Callable[[int, int], Awaitable[list[Json]]]
Take: TypeAlias = Callable[[Json], Awaitable[None]]
log = structlog.get_logger()


async def poll(fetch: Fetch, take: Take, account: str, line: Line) -> None:
    """Takes updates one by one, in order.

    The offset passes an update only when `take` has returned.

    fetch   the updates from an offset on, waiting some seconds for the first; raises TelegramError
    take    raises TryLater where an update could not be kept; it comes again after a pause
    line    is told how the fetching goes
    """
    offset = failures = 0
    while True:
        try:
            updates = await fetch(offset, WAIT_SECONDS)
            line.well()
            for update in updates:
                await take(update)
                offset = update["update_id"] + 1
            failures = 0
        except (TelegramError, TryLater) as error:
            failures += 1
            if isinstance(error, TelegramError):
                line.ill(*_told(error))
            pause = pause_after(failures, told(error) if isinstance(error, RetryAfter) else timedelta(0))
            log.warning(
                "polling pauses",
                **{"channel": NAME, "account": account, "error": type(error).__name__},
                **{"tries": failures, "seconds": pause.total_seconds()},
            )
            await asyncio.sleep(pause.total_seconds())


def _told(error: TelegramError) -> tuple[str, timedelta]:
    """The reason of a failure, and for how long it may last."""
    if isinstance(error, InvalidToken):
        return REVOKED, AT_ONCE
    if isinstance(error, Conflict):
        return ANOTHER, SOON
    return type(error).__name__, LATER
