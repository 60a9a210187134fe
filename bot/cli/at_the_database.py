"""One transaction of a command, beside whatever is running."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.settings.settings import Settings
from bot.store.engine.database import Database, Transaction
from bot.store.upkeep import version
from bot.store.upkeep.key_check import check_key

T = TypeVar("T")


def at_the_database(
    settings: Settings, work: Callable[[Transaction], T], *, writes: bool = True, any_key: bool = False
) -> T:
    """What `work` returns, done in one transaction beside whatever is running.

    Raises Trouble where the database has other tables than this release, or was written with another key (`any_key`:
    that does not matter).
    """

    async def go() -> T:
        database = Database.open(settings.database, settings.vault, connections=2)
        try:
            await version.check(database)
            if not any_key:
                await database.read(check_key)
            return await (database.run(work) if writes else database.read(work))
        finally:
            await database.close()

    return asyncio.run(go())
