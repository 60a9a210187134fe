"""Fetches the photos that officers have sent of meetings, and keeps them small and sealed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.media.forwarding import Files
from bot.lazy import lazily
from bot.store.engine.database import Database
from bot.store.meetings import photos
from bot.store.meetings.photos import Waiting

as_jpeg: Callable[[bytes, int], Awaitable[bytes]] = lazily("bot.channels.media.photos", "as_jpeg")

log = structlog.get_logger()

LOOKS = timedelta(seconds=15)
AT_ONCE, MOST_TRIES, MOST_BYTES = 5, 20, 500_000


async def fetch_photos(db: Database, files: Files, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Does so for ever, a few at a time; `pause` is a parameter for tests."""
    while True:
        found = await db.read_if_there(lambda tx: photos.waiting(tx, AT_ONCE)) or []
        for one in found:
            await _fetch(one, db, files)
        await pause(LOOKS.total_seconds())


async def _fetch(one: Waiting, db: Database, files: Files) -> None:
    """One that is gone, or cannot be had after many tries, is dropped."""
    try:
        picture = await as_jpeg(await files.fetch(one.media), MOST_BYTES)
    except (Undeliverable, TryLater) as error:
        gone = isinstance(error, Undeliverable) or one.tries + 1 >= MOST_TRIES
        log.warning("photo_not_fetched", count=one.tries + 1)
        await db.run_if_there(lambda tx: (photos.drop if gone else photos.failed)(tx, one.id))
        return
    await db.run_if_there(lambda tx: photos.keep(tx, one.id, picture))
