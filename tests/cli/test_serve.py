"""A program that serves ends when it is told to, at whatever moment."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from types import SimpleNamespace
from typing import Any

from starlette.applications import Starlette

from bot.cli.serve import attend
from bot.settings.settings import Settings


async def test_told_to_stop_before_the_server_listens_to_signals() -> None:
    """Its handler stands already, the server's does not: such a signal was lost, and the program served on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def app() -> Starlette:
        os.kill(os.getpid(), signal.SIGTERM)
        return Starlette()

    loa: Any = SimpleNamespace(settings=Settings(port=port), app=app)
    async with asyncio.timeout(10):
        await attend(loa)
