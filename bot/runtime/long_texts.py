"""Long texts: searched for before their turns, and few of them at a time.

So who asks shortly never waits behind a crowd of long ones, each of which takes the processor for a while.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.domain.messages import Address

LONG = 200
AT_ONCE = 1


class LongTexts:
    """What came in long, by chat; `foresee` works out what the turn will ask."""

    def __init__(self, foresee: Callable[[str], None]) -> None:
        self._foresee = foresee
        self._waiting: dict[Address, str] = {}
        self._few = asyncio.Semaphore(AT_ONCE)

    def note(self, address: Address, text: str) -> None:
        """This has come in for the next turn of that chat."""
        if len(text) >= LONG:
            self._waiting[address] = text

    @asynccontextmanager
    async def foreseen(self, address: Address) -> AsyncIterator[None]:
        """Within it the next turn of that chat is taken.

        At once, or when its long text has had its place.
        """
        text = self._waiting.pop(address, "")
        if not text:
            yield
            return
        async with self._few:
            await asyncio.to_thread(self._foresee, text)
            yield
