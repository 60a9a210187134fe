"""Citizens who ask to be called, and whose messages are sent until they are taken, some of them twice."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


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
    def says(self) -> tuple[str, ...]:
        name = f"Lan {chr(ord('A') + self.number % 26)}"
        return ("gặp cán bộ", "Đồng ý cả hai", name, self.phone, "xa my long cau ngang tra vinh", "Có, đúng rồi")


class Platform:
    """What stands between people and Loa: it delivers again what was not answered, to whichever process there is."""

    def __init__(self, sockets: Sequence[Path]) -> None:
        self._sockets = sockets
        self.redelivered = 0

    async def talk(self, citizen: Citizen) -> None:
        """All that she says, each message after the one before was taken."""
        for step, text in enumerate(citizen.says):
            message = json.dumps({"id": f"{citizen.chat}.{step}", "chat": citizen.chat, "text": text}).encode() + b"\n"
            while not await self._delivered(message):
                self.redelivered += 1
                await asyncio.sleep(random.uniform(0.05, 0.3))
            if random.random() < 0.1:
                self.redelivered += 1
                await self._delivered(message)
            await asyncio.sleep(random.uniform(0, 0.5))

    async def _delivered(self, message: bytes) -> bool:
        try:
            async with asyncio.timeout(5):
                reader, writer = await asyncio.open_unix_connection(random.choice(self._sockets))
                writer.write(message)
                answer = await reader.readline()
                writer.close()
        except (OSError, TimeoutError):
            return False
        return answer == b"ok\n"
