"""The terminal as a channel, for `loa talk`: messages are printed, lines are read.

Reading does not hold up the program.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from threading import Thread
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.domain.messages import Abilities
from bot.domain.pace.rate_limits import Pace
from bot.search.text.foreign import clean
from bot.store.messages.outbox import Parcel

NAME = "terminal"
ABILITIES = Abilities(text_limit=100_000, buttons=False, edits=True, reaches=False)
PACE = Pace(per_second=1000, per_chat_second=1000, per_group_minute=60_000, burst=1000)
EDITED = "(đã sửa) "


class Terminal:
    """The channel "terminal".

    Options are shown with numbers, which the talk understands when they are typed.
    """

    name = NAME
    abilities = ABILITIES
    pace = PACE

    def __init__(self, account: str = "local", console: Console | None = None) -> None:
        self.account = account
        self._console = console or Console(highlight=False)

    async def send(self, parcel: Parcel) -> str:
        """Prints the message; what is printed cannot be taken back, so a deletion shows nothing."""
        if parcel.kind != "delete":
            self._console.print(shown(parcel))
        return parcel.key

    async def close(self) -> None:
        """There is nothing to let go of."""


def shown(parcel: Parcel) -> Padding:
    """The message as it is printed: plain text, never mark-up, its options numbered from 1."""
    text = Text(EDITED if parcel.kind == "edit" else "", style="dim")
    text.append(clean(parcel.message.text), style="not dim")
    for number, button in enumerate(parcel.message.buttons, start=1):
        text.append(f"\n  {number}. ", style="bold cyan not dim")
        text.append(clean(button.label), style="cyan not dim")
    return Padding(text, (0, 0, 1, 2))


async def typed_lines(stream: TextIO = sys.stdin) -> AsyncIterator[str]:
    """What is typed, line by line, until the stream ends (Ctrl-D).

    A daemon thread reads, for a read from a terminal cannot be cancelled and must not hold up the end of the program.
    """
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[str | None]()

    def read() -> None:
        for line in stream:
            loop.call_soon_threadsafe(lines.put_nowait, line.rstrip("\r\n"))
        loop.call_soon_threadsafe(lines.put_nowait, None)

    Thread(target=read, name="stdin", daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line
