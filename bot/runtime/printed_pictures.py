"""Pictures to post, made when a channel sends them: a file that came over no channel."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from bot.channels.interface import Undeliverable
from bot.channels.media.forwarding import Files
from bot.domain.errors import Trouble
from bot.domain.messages import LARGEST_FILE, Media
from bot.domain.outreach.prints import PRINTS, PrintKind
from bot.lazy import lazily
from bot.library.library import Library
from bot.reports.prints.contents import page_of, said_on
from bot.reports.prints.order import printed
from bot.store.engine.database import Database
from bot.store.outreach import codes

as_jpeg: Callable[[bytes, int], Awaitable[bytes]] = lazily("bot.channels.media.photos", "as_jpeg")


def with_prints(
    files: Files, db: Database, library: Callable[[], Library], links: Callable[[str], Mapping[str, str]]
) -> Files:
    """The same files, and the way to those that are printed."""
    one_at_a_time = asyncio.Lock()

    async def fetch(media: Media) -> bytes:
        code, _at, day = media.ref.partition("@")
        known = library()
        poster = await db.read(lambda tx: codes.find(tx, known, code))
        ways = links(code)
        if poster is None or not ways:
            raise Undeliverable("there is no such code, or nowhere to lead to", file=True)
        try:
            page = page_of(said_on(PrintKind.POST, known, date.fromisoformat(day)), poster, ways, known)
            async with one_at_a_time:
                made = await asyncio.to_thread(printed, known.prints.layouts, PrintKind.POST, [page], png=True)
        except Trouble as trouble:
            raise Undeliverable(str(trouble), file=True) from trouble
        return await as_jpeg(made, LARGEST_FILE)

    files.add(PRINTS, "", fetch)
    return files
