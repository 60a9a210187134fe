"""One transaction of a command that needs all that a turn has, content and channels too."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import TypeVar

from bot.assembly.app import at_rest, now
from bot.services.context import Context
from bot.settings.settings import Settings

T = TypeVar("T")


def in_a_turn(settings: Settings, work: Callable[[Context], T]) -> T:
    """What `work` returns, done in one transaction with all that a turn has."""

    async def go() -> T:
        async with at_rest(settings) as loa:
            turn = f"operator{secrets.token_hex(8)}"
            return await loa.db.run(lambda tx: work(loa.runtime.context(tx, now(), turn)))

    return asyncio.run(go())
