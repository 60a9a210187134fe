"""The web chat: a line in the chat's own record is the delivery, and open pages are woken.

Pages served by other processes are not woken; they look once in a while (`bot/web/chat/page.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.channels.media.forwarding import Files
from bot.domain.messages import Abilities, Address
from bot.domain.pace.bulk import Bulk
from bot.domain.pace.rate_limits import Pace
from bot.store.engine.database import Database, Transaction
from bot.store.messages import chat_lines
from bot.store.messages.outbox import Parcel

NAME = "webchat"
PACE = Pace(per_second=1000, per_chat_second=100, per_group_minute=6000, burst=100)
ABILITIES = Abilities(
    text_limit=8000,
    buttons=True,
    most_buttons=30,
    token_bytes=64,
    edits=True,
    pictures=True,
    caption_limit=8000,
    media=frozenset({"photo", "voice", "audio", "video", "document"}),
    reaches=False,
    bulk=Bulk(PACE.per_second),
)


class Webchat:
    """The channel "webchat".

    `send` and the pages share one event loop, so a bell is a plain asyncio.Event.

    files   fetch what came over other channels and is shown here
    """

    name = NAME
    abilities = ABILITIES
    pace = PACE

    def __init__(
        self, database: Database, now: Callable[[], datetime], account: str = "web", files: Files | None = None
    ) -> None:
        self.account = account
        self.files = files or Files()
        self._database, self._now = database, now
        self._bells: dict[str, set[asyncio.Event]] = {}

    def address(self, chat: str) -> Address:
        return Address(self.name, self.account, chat)

    async def send(self, parcel: Parcel) -> str:
        """Writes the line, once however often the parcel is tried: its id is the parcel's key.

        A file is fetched when a page shows it; it is looked at here, so that both sides hear of one that is gone.
        """
        if parcel.message.media is not None and parcel.kind == "new":
            await self.files.carried(parcel, parcel.message.media)
        message_id = await self._database.run(lambda tx: write(tx, parcel, self._now()))
        self.ring(parcel.address.chat)
        return message_id

    async def close(self) -> None:
        """Lets every open page look once more; there is nothing to let go of."""
        for chat in list(self._bells):
            self.ring(chat)

    def ring(self, chat: str) -> None:
        """Something changed in this chat: wakes the pages that listen in this process."""
        for bell in self._bells.get(chat, ()):
            bell.set()

    @contextmanager
    def listening(self, chat: str) -> Iterator[asyncio.Event]:
        """A bell that rings when the chat changes; the listener clears it."""
        bell = asyncio.Event()
        self._bells.setdefault(chat, set()).add(bell)
        try:
            yield bell
        finally:
            self._bells[chat].discard(bell)
            if not self._bells[chat]:
                del self._bells[chat]


def write(tx: Transaction, parcel: Parcel, now: datetime) -> str:
    """Adds, changes or takes away the parcel's line.

    Returns the line's id as other parcels know it.
    """
    chat = parcel.address.chat
    match parcel.kind:
        case "new":
            chat_lines.add(tx, chat, parcel.message, now, mine=False, message_id=parcel.key)
            return parcel.key
        case "edit":
            chat_lines.edit(tx, chat, parcel.message_id, parcel.message)
        case "delete":
            chat_lines.delete(tx, chat, parcel.message_id)
    return parcel.message_id
