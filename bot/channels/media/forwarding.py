"""What somebody sent over one channel is fetched there when another channel is to carry it.

Nothing is kept between.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.channels.interface import TryLater, Undeliverable
from bot.domain.messages import Media
from bot.store.messages.outbox import Parcel

# A talk goes on: whoever waits for a photo would wait for all that is said after it, too.
MOST_TRIES = 4

Fetch: TypeAlias = Callable[[Media], Awaitable[bytes]]
"""The bytes of what came over the channel. Raises Undeliverable where they are gone, TryLater where not now."""


class Files:
    """The ways to fetch, by channel and account; each channel adds its own."""

    def __init__(self) -> None:
        self._ways: dict[tuple[str, str], Fetch] = {}

    def add(self, channel: str, account: str, fetch: Fetch) -> None:
        self._ways[channel, account] = fetch

    async def fetch(self, media: Media) -> bytes:
        """The bytes. Raises Undeliverable, TryLater."""
        way = self._ways.get((media.channel, media.account))
        if way is None:
            raise Undeliverable("nobody can fetch it any more")
        return await way(media)

    async def carried(self, parcel: Parcel, media: Media) -> bytes:
        """What the parcel passes on.

        Raises TryLater; Undeliverable(file=True) where it is gone or takes too long.
        """
        try:
            return await self.fetch(media)
        except Undeliverable as error:
            raise Undeliverable(str(error), file=True) from error
        except TryLater as error:
            if parcel.attempts < MOST_TRIES:
                # Its own platform is in trouble, not the one that this parcel goes to; and nothing of it has gone.
                raise TryLater(str(error), error.after) from error
            raise Undeliverable(str(error), file=True) from error
