"""A Zalo Official Account in a box for each test, and an office of ours that has its consent."""

from __future__ import annotations

import io
import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.logs import set_up_logs
from tests.zalo.oa_emulator import OaEmulator
from tests.zalo.oa_office import Office, office


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
