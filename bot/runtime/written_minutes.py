"""Minutes as Word files, made when a channel sends them: files that came over no channel."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.channels.interface import Undeliverable
from bot.channels.media.forwarding import Files
from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.domain.messages import Media
from bot.domain.outreach.results import MINUTES
from bot.library.library import Library
from bot.reports.documents.minutes import NAME, gathered
from bot.reports.documents.order import filled
from bot.store.engine.database import Database, Transaction
from bot.store.meetings import queries
from bot.words import Language


def with_minutes(
    files: Files, db: Database, library: Callable[[], Library], language: Language, clock: Callable[[], datetime]
) -> Files:
    """The same files, and the way to the minutes of meetings; one is made at a time."""
    one_at_a_time = asyncio.Lock()

    async def fetch(media: Media) -> bytes:
        known, today = library(), local(clock()).date()

        def read(tx: Transaction) -> dict[str, object] | None:
            meeting = queries.get(tx, int(media.ref))
            return gathered(tx, meeting, known, language, today) if meeting is not None else None

        values, template = await db.read(read), known.documents.get(NAME)
        if values is None or template is None:
            raise Undeliverable("there are no such minutes", file=True)
        try:
            async with one_at_a_time:
                return await asyncio.to_thread(filled, template, values)
        except Trouble as trouble:
            raise Undeliverable(str(trouble), file=True) from trouble

    files.add(MINUTES, "", fetch)
    return files
