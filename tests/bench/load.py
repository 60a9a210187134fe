"""Citizens in numbers: they post updates to a bot's webhook and wait for its replies."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import aiohttp

from tests.bench.api import PaperApi

SECRET = "bench-secret"


@dataclass
class Crowd:
    """Posts to `hook`. `api` is None where the response itself is the reply (the bare route)."""

    hook: str
    api: PaperApi | None
    updates: Any = None

    def __post_init__(self) -> None:
        self.updates = count(1)

    async def one(self, client: aiohttp.ClientSession, chat: int, text: str) -> tuple[float, float]:
        """Says one thing; seconds until it was acknowledged, and until the reply was there."""
        loop = asyncio.get_running_loop()
        queue = self.api.replied.setdefault(chat, asyncio.Queue()) if self.api else None
        update = message(next(self.updates), chat, text)
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        start = loop.time()
        async with client.post(self.hook, json=update, headers=headers) as response:
            await response.read()
            assert response.status == 200, response.status
        taken = loop.time() - start
        if queue is None:
            return taken, taken
        return taken, await asyncio.wait_for(queue.get(), 30) - start

    async def talk(self, client: aiohttp.ClientSession, chat: int, lines: Sequence[str]) -> None:
        for line in lines:
            await self.one(client, chat, line)

    async def rush(self, client: aiohttp.ClientSession, chats: range, lines: Sequence[str], at_once: int) -> int:
        """Everybody talks, `at_once` of them at a time, each as fast as the bot answers; the number of turns."""
        waiting = iter(chats)

        async def worker() -> None:
            for chat in waiting:
                await self.talk(client, chat, [line.format(n=chat % 10_000) for line in lines])

        await asyncio.gather(*(worker() for _ in range(at_once)))
        return len(chats) * len(lines)

    async def stream(
        self, client: aiohttp.ClientSession, first_chat: int, lines: Sequence[str], rate: float, seconds: float
    ) -> tuple[list[float], list[float]]:
        """One turn every 1/rate seconds, whatever the bot does; the times until acknowledged and until replied."""
        taken: list[float] = []
        replied: list[float] = []
        chats = max(int(rate * 4), 1)
        turn: dict[int, int] = {}
        running: dict[int, asyncio.Task[None]] = {}
        loop = asyncio.get_running_loop()

        async def say(chat: int, before: asyncio.Task[None] | None) -> None:
            if before is not None:
                await before
            line = lines[turn.get(chat, 0) % len(lines)].format(n=chat % 10_000)
            turn[chat] = turn.get(chat, 0) + 1
            ack, reply = await self.one(client, chat, line)
            taken.append(ack)
            replied.append(reply)

        start = loop.time()
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, start + number / rate - loop.time()))
            chat = first_chat + number % chats
            running[chat] = asyncio.create_task(say(chat, running.get(chat)))
        await asyncio.gather(*running.values())
        return taken, replied


def message(number: int, chat: int, text: str) -> dict[str, Any]:
    """An update as Telegram posts it."""
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else None
    person = {"id": chat, "is_bot": False, "first_name": "Lan", "language_code": "vi"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_790_000_000,
            "chat": {"id": chat, "type": "private", "first_name": "Lan"},
            "from": person,
            "text": text,
            **({"entities": entities} if entities else {}),
        },
    }
