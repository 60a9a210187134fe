"""Platforms in boxes for each test: a Telegram and our channel to it, a Zalo Official Account and an office of ours."""

from __future__ import annotations

import io
import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.channels.telegram.channel import Telegram
from bot.logs import set_up_logs
from tests.channels.telegram.emulator import FakeTelegram
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.office import Office, office


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as telegram:
        yield telegram


@pytest.fixture
async def channel(telegram: FakeTelegram) -> AsyncIterator[Telegram]:
    channel = Telegram(telegram.token, api=telegram.url)
    yield channel
    await channel.close()


@pytest.fixture
async def box() -> AsyncIterator[OaEmulator]:
    async with OaEmulator() as box:
        yield box


@pytest.fixture
async def ours(box: OaEmulator, database_url: str) -> AsyncIterator[Office]:
    async with office(box, database_url) as ours:
        await ours.consent()
        yield ours


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The real log, down to its finest level, libraries' debug messages included."""
    stream = io.StringIO()
    set_up_logs("debug", "json", stream)
    loggers = [logging.getLogger(name) for name in ("httpx", "httpcore", "asyncio", "telegram", "aiohttp", "uvicorn")]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield stream
    for logger in loggers:
        logger.setLevel(logging.NOTSET)
    set_up_logs("info", "json", io.StringIO())
