"""A Zalo Bot Platform in a box, our channel to it, and an inbox that sometimes fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.interface import TryLater
from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_bot.here import Here
from bot.domain.messages import Incoming
from bot.store.engine.database import Database
from bot.store.engine.vault import Vault
from tests.channels.zalo_bot.emulator import FakeZaloBot

SECRET = "a-secret-of-ours"


class Inbox:
    """What was put on record; `away` is how often that fails first."""

    def __init__(self) -> None:
        self.kept: list[Incoming] = []
        self.away = 0

    async def receive(self, said: Incoming) -> None:
        if self.away:
            self.away -= 1
            raise TryLater("not kept")
        if said not in self.kept:
            self.kept.append(said)

    async def has(self, number: int) -> None:
        async with asyncio.timeout(10):
            while len(self.kept) < number:  # noqa: ASYNC110 - nothing tells when
                await asyncio.sleep(0.01)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    database = Database.open(database_url, Vault(bytes(range(32))), connections=4)
    yield database
    await database.close()


def here(db: Database, **more: Any) -> Here:
    return Here(db, lambda: datetime.now(UTC), more.pop("worker", "one"), floor=more.pop("floor", 0.01), **more)


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZaloBot]:
    async with FakeZaloBot() as zalo:
        yield zalo


@pytest.fixture
async def channel(zalo: FakeZaloBot, db: Database) -> AsyncIterator[ZaloBot]:
    channel = ZaloBot(zalo.token, here(db), api=zalo.url)
    yield channel
    await channel.close()
