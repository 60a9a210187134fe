"""People who talk to Loa, and whose messages are sent until they are taken, some of them twice."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.chaos.record import Record, Taken

SYLLABLES = (
    *("An", "Bảo", "Chi", "Diễm", "Đào", "Giang", "Hạnh", "Khuê", "Lý", "Mai"),
    *("Nga", "Oanh", "Phượng", "Quế", "Sương", "Thảo", "Uyên", "Vân", "Xuân", "Yến"),
)
PATIENCE = 900.0


class Silence(Exception):
    """Somebody waited in vain for a message."""


@dataclass(frozen=True)
class Citizen:
    """`number` tells her from the others, in her name, her chat and her phone."""

    number: int

    @property
    def chat(self) -> str:
        return f"citizen{self.number}"

    @property
    def phone(self) -> str:
        return f"09{self.number:08d}"

    @property
    def spoken(self) -> str:
        """The phone as cards show it."""
        return f"{self.phone[:4]} {self.phone[4:7]} {self.phone[7:]}"

    @property
    def name(self) -> str:
        hundreds, rest = divmod(self.number, len(SYLLABLES) ** 2)
        tens, ones = divmod(rest, len(SYLLABLES))
        return " ".join(["Lan", *(SYLLABLES[place % len(SYLLABLES)] for place in (hundreds, tens, ones))])

    @property
    def code(self) -> str:
        """What tells her lines from all others, and is no name or number, which a live talk hides."""
        return "qx" + "".join(chr(ord("a") + int(digit)) for digit in f"{self.number:04d}")

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.name, self.phone, self.spoken)


Send = Callable[[dict[str, str]], Awaitable[None]]


@dataclass
class Person:
    """Somebody in a chat: what was heard there is looked at in order, and what is said goes out until it is taken."""

    chat: str
    record: Record
    send: Send
    looked: int = 0
    said: dict[str, str] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=lambda: count(1))

    async def says(self, text: str, **more: str) -> None:
        id = f"{self.chat}.{next(self.numbers)}"
        self.said[text] = id
        await self.send({"id": id, "chat": self.chat, "text": text, "message": id} | more)
        await asyncio.sleep(random.uniform(0, 0.3))

    async def shows(self, media: str, text: str) -> None:
        """Sends a photo."""
        await self.says(text, kind="unreadable", media=media)

    async def changes(self, was: str, text: str) -> None:
        """Edits what was written."""
        await self.says(text, kind="edited", message=self.said[was])

    async def taps(self, label: str) -> None:
        """The newest button of that label in the chat."""
        for one in reversed(self.record.of(self.chat)):
            if (token := one.token(label)) is not None:
                await self.says("", kind="tap", token=token, message=one.id)
                return
        raise Silence(f"{self.chat} has no button {label!r}")

    def passes_over(self) -> None:
        """All that was heard by now is not looked at any more."""
        self.looked = len(self.record.of(self.chat))

    async def hears(self, *parts: str, within: float = PATIENCE, anywhere: bool = False) -> Taken:
        """The next message that says all of that; what stands before it is passed over, but for `anywhere`."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                while True:
                    looked = 0 if anywhere else self.looked
                    for place, one in enumerate(self.record.of(self.chat)[looked:], looked + 1):
                        if all(re.search(part, one.text, re.IGNORECASE) for part in parts):
                            self.looked = self.looked if anywhere else place
                            return one
                    await asyncio.sleep(0.05)
        last = [one.text for one in self.record.of(self.chat)[-2:]]
        raise Silence(f"{self.chat} never heard {parts}, but {last}")


class Post:
    """What stands between people and Loa: it delivers again what was not answered, to whichever process there is."""

    def __init__(self, sockets: Sequence[Path]) -> None:
        self._sockets = sockets
        self.redelivered = 0

    async def send(self, message: dict[str, str]) -> None:
        """Until it is taken, and now and then once more."""
        line = json.dumps(message).encode() + b"\n"
        while not await self.once(line):
            self.redelivered += 1
            await asyncio.sleep(random.uniform(0.05, 0.3))
        if random.random() < 0.1:
            self.redelivered += 1
            await self.once(line)

    async def once(self, line: bytes) -> bool:
        """Whether it was taken."""
        try:
            async with asyncio.timeout(5):
                reader, writer = await asyncio.open_unix_connection(random.choice(self._sockets))
                writer.write(line)
                answer = await reader.readline()
                writer.close()
        except (OSError, TimeoutError):
            return False
        return answer == b"ok\n"
