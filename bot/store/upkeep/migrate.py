"""Brings a database to the tables that this release needs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

from bot.lazy import lazily
from bot.store.engine.sqlite import BUSY_TIMEOUT
from bot.store.engine.url import keep_private, parse
from bot.store.upkeep.version import MIGRATIONS

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

# Its import brings in the whole ORM, which only this needs, and only on PostgreSQL.
create_async_engine: Callable[..., AsyncEngine] = lazily("sqlalchemy.ext.asyncio", "create_async_engine")

_ONE_AT_A_TIME = 76_111_097

# Brings in the whole ORM, which only a migration of PostgreSQL needs.
_async_engine = lazily("sqlalchemy.ext.asyncio", "create_async_engine")


def migrate(url: str, revision: str = "head") -> bool:
    """Changes the tables to the revision: "head", "base" (nothing left), a name, "+1" or "-1".

    All or nothing, one process at a time. A SQLite file is made where there is none, its directory with it. Returns
    whether there were no tables before. Not to be called from a running event loop. Raises Trouble for a URL that
    `Database.open` would refuse.
    """
    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        return asyncio.run(_migrate_postgres(url, revision))
    keep_private(Path(parsed.database or ""))
    engine = create_engine(
        parsed, poolclass=NullPool, connect_args={"isolation_level": None, "timeout": BUSY_TIMEOUT / 1000}
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        return _change(connection, revision)


async def _migrate_postgres(url: str, revision: str) -> bool:
    def work(connection: Connection) -> bool:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        return _change(connection, revision)

    async with _async_engine(parse(url), poolclass=NullPool).begin() as connection:
        return bool(await connection.run_sync(work))


def _change(connection: Connection, revision: str) -> bool:
    config = _config()
    config.attributes["connection"] = connection
    back = revision == "base" or revision.startswith("-")
    new = not inspect(connection).has_table("alembic_version")
    (command.downgrade if back else command.upgrade)(config, revision)
    return new


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
