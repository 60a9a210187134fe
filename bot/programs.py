"""The programs that an operator starts: demo, serve, deliver, talk."""

from __future__ import annotations

import asyncio
import secrets
import signal
import socket
import sys
import webbrowser
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import uvicorn
import uvloop
from pydantic import SecretStr
from rich.console import Console

from bot.assembly import Loa, now, running
from bot.channels.terminal import Terminal, typed_lines
from bot.domain.messages import Address, Incoming
from bot.domain.people import Role
from bot.domain.trouble import Trouble
from bot.services.staff import code_hash
from bot.settings import Settings, with_demo_key
from bot.store import parcels, staff
from bot.store.database import Transaction
from bot.store.migrate import migrate
from bot.web.session import DEMO_OFFICER

DEMO = "sqlite:///var/demo.db"
TALK = "sqlite:///var/talk.db"
OFFICER = "Nguyễn Thị Minh"
GRACE, MOMENT = 5, 0.02


def run_demo(settings: Settings, *, browser: bool = True) -> None:
    """The whole story on one page, without token, server or network; data under var/."""
    ours = _own(settings, DEMO)
    console = Console(stderr=True)

    async def demo() -> None:
        async with running(ours) as loa:
            await hire(loa, loa.webchat.address(DEMO_OFFICER))
            address = f"http://{ours.host}:{ours.port}"
            console.print(f"Loa đang chạy thử ở [bold]{address}[/bold] (Ctrl-C để tắt)")
            opening = asyncio.create_task(_open(address)) if browser and sys.stdout.isatty() else None
            await _web(loa, demo=True)
            if opening is not None:
                opening.cancel()

    _run(demo)


def run_serve(settings: Settings, *, delivers: bool = True) -> None:
    """Pages, webhooks or polling, and delivery unless `loa deliver` does that elsewhere."""

    async def serve() -> None:
        async with running(settings, delivers=delivers) as loa:
            await _web(loa, demo=False)

    _run(serve)


def run_deliver(settings: Settings) -> None:
    """Delivery alone, for when several processes share a PostgreSQL."""

    async def deliver() -> None:
        async with running(settings, receives=False):
            await _stopped().wait()

    _run(deliver)


def run_talk(settings: Settings, *, officer: bool = False) -> None:
    """The same conversation in a terminal; `officer` speaks as the commune's officer of the same little world."""
    ours = _own(settings, TALK)
    account = "officer" if officer else "citizen"
    address = Address("terminal", account, account)

    async def talk() -> None:
        async with running(ours, extra=(Terminal(account),)) as loa:
            await hire(loa, Address("terminal", "officer", "officer"))
            await loa.reception.receive(_said(address, "/start"))
            async for line in typed_lines():
                await loa.reception.receive(_said(address, line))
            await loa.reception.finish()
            await _all_is_said(loa, address)

    _run(talk)


async def hire(loa: Loa, address: Address) -> None:
    """Makes whoever writes from `address` the officer of all communes, once."""
    code = code_hash(secrets.token_hex(16))

    def work(tx: Transaction) -> None:
        if not staff.all_staff(tx):
            staff.invite(tx, code, OFFICER, Role.OFFICER, [], now() + timedelta(minutes=1), now())
            staff.redeem(tx, code, address, now(), "vi")

    await loa.db.run(work)


async def _all_is_said(loa: Loa, address: Address) -> None:
    """Returns once the last replies to what was piped in have been printed."""
    for _look in range(round(GRACE / MOMENT)):
        if not await loa.db.read(lambda tx: parcels.due(tx, now(), address)):
            return
        await asyncio.sleep(MOMENT)


def _own(settings: Settings, database: str) -> Settings:
    """Settings for trying out: a database of its own, a key made on the first run, and no channel of the real world."""
    nothing = {"telegram_token": SecretStr(""), "zalo_oa_id": "", "zalo_bot_token": SecretStr(""), "public_url": ""}
    alone = {"database": database, **nothing}
    ours = with_demo_key(settings.model_copy(update=alone))
    migrate(ours.database)
    return ours


def _said(address: Address, text: str) -> Incoming:
    return Incoming(secrets.token_hex(8), address, text=text, sender=address.chat)


async def _web(loa: Loa, *, demo: bool) -> None:
    """Serves until a signal says to stop. Our handler stands behind that of the server, which hands the signal on."""
    stopped = _stopped()
    listening = _listen(loa.settings)
    config = uvicorn.Config(
        loa.app(demo=demo),
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=GRACE,
    )
    await uvicorn.Server(config).serve(sockets=[listening])
    stopped.set()


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


async def _open(address: str) -> None:
    await asyncio.sleep(1)
    await asyncio.to_thread(webbrowser.open, address)


def _run(program: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await program()

    try:
        with suppress(KeyboardInterrupt):
            uvloop.run(whole())
    except* Trouble as troubles:
        raise Trouble(str(troubles.exceptions[0])) from None
