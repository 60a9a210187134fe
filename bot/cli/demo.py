"""`loa demo` and `loa talk`: Loa tried out here, with its own database and officer."""

from __future__ import annotations

import asyncio
import secrets
import sys
import webbrowser
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console

from bot.assembly.app import Loa, now, running
from bot.assembly.channel_row import row_of
from bot.assembly.channels import WEBCHAT
from bot.channels.terminal import Terminal, typed_lines
from bot.cli.serve import attend, begun, run
from bot.cli.year.simulation import simulate
from bot.domain.calendar import local
from bot.domain.messages import Address, Incoming
from bot.domain.people import Role
from bot.reports.plain_table import plain
from bot.services.staff.membership import code_hash
from bot.settings.settings import Settings, with_demo_key
from bot.store.engine.database import Transaction
from bot.store.messages import outbox
from bot.store.staff import invitations, members
from bot.store.upkeep.migrate import migrate
from bot.web.chat.session import DEMO_OFFICER
from bot.words import FIRST, verbatim

YEAR = "sqlite:///var/year.db"
DEMO = "sqlite:///var/demo.db"
TALK = "sqlite:///var/talk.db"
OFFICER = "Nguyễn Thị Minh"
PATIENCE, MOMENT = 5, 0.02
SOON = 2  # Who tries Loa out waits a moment where citizens wait for slips to be undone.


def demo(
    browser: Annotated[bool, typer.Option(help="Mở trình duyệt")] = True,
    year: Annotated[
        bool, typer.Option("--year", help="Với một năm mô phỏng của cả tỉnh, để xem bảng việc, báo cáo")
    ] = False,
) -> None:
    """Chạy thử trọn vẹn trên máy này, không cần gì thêm: người dân và cán bộ trên một trang."""
    ours = _own(begun("warning"), YEAR if year else DEMO)
    console = Console(stderr=True)

    async def program() -> None:
        async with running(ours, rows=[WEBCHAT]) as loa:
            await hire(loa, loa.webchat.address(DEMO_OFFICER))
            if year:
                console.print(plain("Đang tạo một năm mô phỏng, chừng một, hai phút…"))
                await simulate(loa.db, loa.runtime.knowledge().library, local(now()).date())
            address = f"http://{ours.host}:{ours.port}"
            console.print(plain(f"Loa đang chạy thử ở {address} (Ctrl-C để tắt)"))
            opening = asyncio.create_task(_open(address)) if browser and sys.stdout.isatty() else None
            await attend(loa, demo=True)
            if opening is not None:
                opening.cancel()

    run(program)


def talk(officer: Annotated[bool, typer.Option("--officer", help="Nói với tư cách cán bộ")] = False) -> None:
    """Trò chuyện với Loa ngay trong cửa sổ dòng lệnh này."""
    ours = _own(begun("error"), TALK)
    account = "officer" if officer else "citizen"
    address = Address("terminal", account, account)

    async def program() -> None:
        async with running(ours, rows=[WEBCHAT, row_of(Terminal(account), verbatim("Terminal"))]) as loa:
            await hire(loa, Address("terminal", "officer", "officer"))
            await loa.reception.receive(_said(address, "/start"))
            async for line in typed_lines():
                await loa.reception.receive(_said(address, line))
            await loa.reception.finish()
            await _all_is_said(loa, address)

    run(program)


async def hire(loa: Loa, address: Address) -> None:
    """Makes the person at `address` the officer of all communes, once."""
    code = code_hash(secrets.token_hex(16))

    def work(tx: Transaction) -> None:
        if not members.all_staff(tx):
            invitations.invite(tx, code, OFFICER, Role.OFFICER, [], now() + timedelta(minutes=1), now())
            invitations.redeem(tx, code, address, now(), FIRST)

    await loa.db.run(work)


async def _all_is_said(loa: Loa, address: Address) -> None:
    """Returns once the last replies to what was piped in have been printed."""
    for _look in range(round(PATIENCE / MOMENT)):
        if not await loa.db.read(lambda tx: outbox.due(tx, now(), address)):
            return
        await asyncio.sleep(MOMENT)


def _own(settings: Settings, database: str) -> Settings:
    """Settings for trying out: own database, a key made on the first run, no real channel."""
    tried = {"database": database, "public_url": "", "told_after_seconds": SOON}
    ours = with_demo_key(settings.model_copy(update=tried))
    migrate(ours.database)
    return ours


def _said(address: Address, text: str) -> Incoming:
    return Incoming(secrets.token_hex(8), address, text=text, sender=address.chat)


async def _open(address: str) -> None:
    await asyncio.sleep(1)
    await asyncio.to_thread(webbrowser.open, address)
