"""The list of erasures of a running Loa: brought up to date at start, meanwhile, at the end."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial

import structlog

from bot.runtime.clockwork import regularly
from bot.runtime.supervisor import Loop
from bot.settings.settings import Settings
from bot.store.engine.database import Database
from bot.store.upkeep import version
from bot.store.upkeep.erasure_list import bring_up
from bot.store.upkeep.key_check import check_key

log = structlog.get_logger()
LISTED = timedelta(seconds=5)


async def ready_to_work(settings: Settings, db: Database, stack: AsyncExitStack) -> None:
    """Checks tables and key; lists erasures at start and at the end, as a loop does meanwhile."""
    await version.check(db)
    await db.read(check_key)
    if (file := settings.erasure_list) is None:
        log.warning("no_erasure_list")
        return
    await db.run(partial(bring_up, file=file))
    stack.push_async_callback(db.run_if_there, partial(bring_up, file=file))


def listing(settings: Settings, db: Database) -> list[Loop]:
    """The loop that keeps the list up to date, where it has a place."""
    if (file := settings.erasure_list) is None:
        return []
    return [Loop("erasures", partial(regularly, db.run_if_there, partial(bring_up, file=file), LISTED))]
