"""Pushes new lines to open pages, told by this process or found by a look once a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.channels.webchat import Webchat
from bot.store.engine.database import Database, Transaction
from bot.store.messages import chat_lines, inbox, outbox
from bot.store.messages.chat_lines import ChatLine
from bot.web.chat.changes import WINDOW, Mark, changes, lacks_only_newer, mark, versions

POLL = 1.0
# Edits and deletions by other processes make no new line, so every so often all that a page shows is looked at.
LOOKS = 10
SOON = 0.03
"""What has been said is settled a moment later, and of that no bell tells."""


@dataclass(frozen=True)
class Push:
    """One event for an open page.

    event   "hello" (connected), "line" (add or replace), "gone" (take away), "all" (replace what is shown)
    mark    empty but for the last event of a change: a page that got only a part does not know the whole
    """

    event: Literal["hello", "line", "gone", "all"]
    lines: tuple[ChatLine, ...] = ()
    gone: int = 0
    mark: str = ""


@dataclass(frozen=True)
class Watch:
    """Watches one chat's lines for a page."""

    db: Database
    webchat: Webchat
    chat: str
    clock: Callable[[], datetime]

    async def last(self, most: int) -> list[ChatLine]:
        return await self.db.read(lambda tx: chat_lines.last(tx, self.chat, most))

    async def after(self, number: int) -> list[ChatLine]:
        return await self.db.read(lambda tx: chat_lines.after(tx, self.chat, number))

    async def pushes(self, shown: Mark) -> AsyncIterator[Push]:
        """Yields what a page that shows `shown` lacks, then every change, without end."""
        with self.webchat.listening(self.chat) as bell:
            lines = await self.last(2 * WINDOW)
            yield Push("hello")
            seen = versions([line for line in lines if line.number <= shown.newest][-WINDOW:])
            if not lacks_only_newer(shown, lines):
                lines = lines[-WINDOW:]
                seen = versions(lines)
                yield Push("all", tuple(lines), mark=str(mark(lines)))
            while True:
                change = changes(seen, lines, whole=len(lines) < 2 * WINDOW)
                pushes = [Push("gone", gone=number) for number in change.gone]
                pushes += [Push("line", (line,)) for line in change.put]
                for push in pushes[:-1]:
                    yield push
                for push in pushes[-1:]:
                    yield Push(push.event, push.lines, push.gone, str(mark(lines)))
                kept = {number: seen[number] for number in seen if number not in change.gone}
                seen = {**kept, **versions(change.put)}
                lines = await self._look(bell, max(seen, default=0))

    async def answered(self, after: int, patience: float) -> None:
        """Waits until the bot has said all it has to say after line `after`, or patience is over."""
        with self.webchat.listening(self.chat) as bell:
            try:
                async with asyncio.timeout(patience):
                    while all(line.mine for line in await self.after(after)):
                        await rings(bell, POLL / 2)
                    while await self.db.read(self._more_to_come):
                        await rings(bell, SOON)
            except TimeoutError:
                return

    def _more_to_come(self, tx: Transaction) -> bool:
        """Whether something that came from the chat is not answered yet, or an answer is on its way."""
        place = self.webchat.address(self.chat)
        return inbox.waiting(tx, place) or outbox.due(tx, self.clock(), place) > 0

    async def _look(self, bell: asyncio.Event, newest: int) -> list[ChatLine]:
        for _look in range(LOOKS):
            if await rings(bell, POLL) or await self.after(newest):
                break
        return await self.last(2 * WINDOW)


async def rings(bell: asyncio.Event, seconds: float) -> bool:
    """Whether the bell rang within that time; it is ready to ring again."""
    try:
        async with asyncio.timeout(seconds):
            await bell.wait()
    except TimeoutError:
        return False
    bell.clear()
    return True
