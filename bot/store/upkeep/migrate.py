"""Brings a database to the tables that this release needs."""

from __future__ import annotations

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.pool import NullPool

from bot.lazy import later
from bot.store.engine.database import BUSY_TIMEOUT, parse
from bot.store.upkeep.version import MIGRATIONS

_ONE_AT_A_TIME = 76_111_097

# Brings in the whole ORM, which only a migration of PostgreSQL needs.
_async_engine = later("sqlalchemy.ext.asyncio", "create_async_engine")


def migrate(url: str, revision: str = "head") -> None:
    """Changes the tables to that revision: "head", "base" (nothing left), a revision's name, "+1" or "-1".

    All or nothing, one process at a time. A SQLite file is made where there is none, its directory with it. Not to be
    called from a running event loop. Raises Trouble for a URL that `Database.open` would refuse.
    """
    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        asyncio.run(_migrate_postgres(url, revision))
        return
    Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        parsed, poolclass=NullPool, connect_args={"isolation_level": None, "timeout": BUSY_TIMEOUT / 1000}
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        _change(connection, revision)


async def _migrate_postgres(url: str, revision: str) -> None:
    def work(connection: Connection) -> None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        _change(connection, revision)

    async with _async_engine(parse(url), poolclass=NullPool).begin() as connection:
        await connection.run_sync(work)


def _change(connection: Connection, revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    back = revision == "base" or revision.startswith("-")
    (command.downgrade if back else command.upgrade)(config, revision)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
