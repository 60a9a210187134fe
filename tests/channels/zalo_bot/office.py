"""All of Loa as `loa serve` runs it, with a Zalo Bot, Minh invited as xã Mỹ Long's officer and Hoa as administrator."""

from __future__ import annotations

import asyncio
import socket
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

import uvicorn
from pydantic import SecretStr

from bot.assembly import app as assembly
from bot.assembly.app import Loa, running
from bot.domain.calendar import VIET_NAM, next_working_day
from bot.domain.people import Role
from bot.runtime import content_versions
from bot.services.staff.membership import code_hash
from bot.settings.settings import Settings
from bot.store.engine.database import Transaction
from bot.store.staff import invitations
from tests.content import knowing
from tests.stories.conftest import MY_LONG, ROOT

STARTED = datetime.now(UTC)
# Staff hear of requests while the office is open, so whenever this is run it is the next working day's morning.
DAY = next_working_day(STARTED.astimezone(VIET_NAM).date())
MORNING = datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=VIET_NAM)
CODE, ADMIN = "GAPLAI2026", "QUANTRI2026"


def now() -> datetime:
    return MORNING.astimezone(UTC) + (datetime.now(UTC) - STARTED)


def settings(database: str, url: str, token: str, **more: Any) -> Settings:
    return Settings(
        told_after_seconds=0,
        database=database,
        key=SecretStr(b64encode(bytes(range(32))).decode()),
        content=ROOT / "content",
        locales=ROOT / "locales",
        zalo_bot_token=SecretStr(token),
        zalo_bot_api=url,
        zalo_bot_per_second=1000,
        zalo_bot_per_chat_second=1000,
        zalo_bot_poll_seconds=0.02,
        **more,
    )


@asynccontextmanager
async def office(database: str, url: str, token: str, *, webhook: bool = False, **more: Any) -> AsyncIterator[Loa]:
    """A running Loa; with `webhook` the outside reaches it, and it serves its pictures."""
    listening = socket.create_server(("127.0.0.1", 0))
    public = f"http://127.0.0.1:{listening.getsockname()[1]}" if webhook else ""
    with mock.patch.object(assembly, "now", now), mock.patch.object(content_versions, "Knowing", knowing):
        async with running(settings(database, url, token, public_url=public, **more)) as here:
            server = uvicorn.Server(uvicorn.Config(here.app(), log_config=None, lifespan="off"))
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            await here.db.run(invite)
            yield here
            server.should_exit = server.force_exit = True
            await serving


def invite(tx: Transaction) -> None:
    later = now() + timedelta(days=1)
    invitations.invite(tx, code_hash(CODE), "Minh", Role.OFFICER, [MY_LONG], later, now())
    invitations.invite(tx, code_hash(ADMIN), "Hoa", Role.ADMIN, [], later, now())
