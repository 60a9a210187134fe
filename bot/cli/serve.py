"""`loa serve` and `loa deliver`, and how a program goes on until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Annotated

import typer
import uvicorn
import uvloop

from bot.assembly.app import Loa, running
from bot.domain.errors import Trouble
from bot.logs import set_up_logs
from bot.settings.settings import Settings, read_settings
from bot.web.security import for_this_machine
from bot.web.server import server

GRACE = 5


def serve(
    delivers: Annotated[bool, typer.Option("--with-delivery/--without-delivery", help="Gửi tin luôn")] = True,
) -> None:
    """Phục vụ: trang web, Telegram, và gửi tin (trừ khi `loa deliver` chạy riêng)."""
    settings = begun()

    async def program() -> None:
        async with running(settings, delivers=delivers) as loa:
            await attend(loa)

    run(program)


def deliver() -> None:
    """Chỉ gửi tin, khi nhiều tiến trình dùng chung một PostgreSQL."""
    settings = begun()

    async def program() -> None:
        async with running(settings, receives=False):
            gc.freeze()
            await _stopped().wait()

    run(program)


def begun(log_level: str = "") -> Settings:
    """The settings of a long-running program, its log set up; `log_level` overrides a noisy one."""
    here = read_settings()
    set_up_logs(log_level or here.log_level, here.log_format)
    return here


async def attend(loa: Loa, *, demo: bool = False) -> None:
    """Serves the web until a signal says to stop; the server hands the signal on to our handler."""
    stopped = _stopped()
    listening = _listen(loa.settings)
    app = for_this_machine(loa.app(demo=True), loa.settings.host) if demo else loa.app()
    here = server(
        app,
        connections=loa.settings.connections,
        trusted_proxies=loa.settings.trusted_proxies,
        lifespan="off",
        timeout_graceful_shutdown=GRACE,
    )
    # What is there by now stays; looking for garbage among it would hold up those who talk for a tenth of a second.
    gc.freeze()
    # A signal that came before the server listens to them was heard by us alone.
    watching = asyncio.create_task(_end(here, stopped))
    await here.serve(sockets=[listening])
    watching.cancel()
    stopped.set()


async def _end(here: uvicorn.Server, stopped: asyncio.Event) -> None:
    """Has the server end once somebody says to stop."""
    await stopped.wait()
    here.should_exit = True


def run(program: Callable[[], Awaitable[None]]) -> None:
    """Runs it in an event loop of its own; of several Troubles the first is told."""

    async def whole() -> None:
        await program()

    try:
        with suppress(KeyboardInterrupt):
            uvloop.run(whole())
    except* Trouble as troubles:
        raise Trouble(str(troubles.exceptions[0])) from None


def _listen(settings: Settings) -> socket.socket:
    """The web server's socket; raises Trouble where somebody else has the port."""
    listening = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise Trouble(
            f"Không mở được cổng {settings.port} trên {settings.host} (chương trình khác đang dùng?); "
            "hãy đặt LOA_PORT hoặc LOA_HOST khác."
        ) from error
    return listening


def _stopped() -> asyncio.Event:
    """Set when the operator, or the system, asks the program to stop."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped
