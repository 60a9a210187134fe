"""One engine, two homes: SQLite in one process, PostgreSQL for several.

`await database.run(work)` calls `work(transaction)`, a plain function, in a write transaction: in the one writer thread
on SQLite, in a greenlet on PostgreSQL. Pages read through `read`, on a connection of their own.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.pool import NullPool
from sqlalchemy.util import greenlet_spawn

from bot.store.engine.url import parse, where
from bot.store.engine.vault import Vault

T = TypeVar("T")

BUSY_TIMEOUT = 10_000
PAUSES = (0.01, 0.05, 0.25)
_CLASHES = {"40001", "40P01", "55P03", "23505"}
_AWAY = ("08", "53", "57P")
_SQLITE_CLASHES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_AWAY = {*_SQLITE_CLASHES, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}


@dataclass(frozen=True, slots=True)
class Transaction:
    """What every query takes: an open transaction, and the vault for what is personal."""

    connection: Connection
    vault: Vault

    @property
    def shared(self) -> bool:
        """Whether other writers may work at the same time (PostgreSQL), or only this one (SQLite)."""
        return self.connection.dialect.name == "postgresql"


class Database:
    """Where everything is kept; `open` one per process and `close` it at the end."""

    def __init__(self, home: _Sqlite | _Postgres, vault: Vault, where: str) -> None:
        self._home = home
        self._vault = vault
        self.where = where

    @classmethod
    def open(cls, url: str, vault: Vault, *, connections: int = 10) -> Database:
        """Opens the database of `url`: "sqlite:///var/loa.db" or "postgresql://user@host/name".

        It connects when a connection is first needed, to PostgreSQL at most `connections` times. Raises Trouble for a
        URL of any other kind.
        """
        parsed = parse(url)
        if parsed.get_backend_name() == "sqlite":
            return cls(_Sqlite(parsed), vault, where(url))
        return cls(_Postgres(parsed, connections), vault, where(url))

    @property
    def shared(self) -> bool:
        """Whether other processes may write at the same time (PostgreSQL)."""
        return isinstance(self._home, _Postgres)

    @property
    def made(self) -> bool:
        """Whether there is such a file; what a server has, only the server knows."""
        return self.shared or Path(self.where).exists()

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Returns what `work` returns, in one write transaction; rolls back on an error.

        Work that clashed with another's (a deadlock, a row that somebody else inserted first, a locked file) is done
        again, three times at most, so it must not do anything but reading and writing its transaction.
        """
        for pause in PAUSES:
            try:
                return await self._home.write(lambda connection: work(Transaction(connection, self._vault)))
            except (DBAPIError, sqlite3.Error) as error:
                if not _is_clash(error):
                    raise
            await asyncio.sleep(pause)
        return await self._home.write(lambda connection: work(Transaction(connection, self._vault)))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Returns what `work` returns, on a reading connection; what it writes is not kept."""
        return await self._home.read(lambda connection: work(Transaction(connection, self._vault)))

    async def run_if_there(self, work: Callable[[Transaction], T]) -> T | None:
        """Like `run`, for chores that can wait: None where the database is away."""
        try:
            return await self.run(work)
        except (DBAPIError, sqlite3.Error, OSError, NoConnectionFree) as error:
            if not self.is_away(error):
                raise
            return None

    async def there(self) -> bool:
        """Whether the database answers."""
        try:
            return await self.read(lambda tx: tx.connection.scalar(select(1)) == 1)
        except (DBAPIError, sqlite3.Error, OSError, NoConnectionFree):
            return False

    async def close(self) -> None:
        """Lets go of every connection, after the work under way."""
        await self._home.close()

    @staticmethod
    def is_away(error: BaseException) -> bool:
        """Whether the error means that the database could not be reached; else the work is wrong."""
        origin = _origin(error)
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            return True
        if isinstance(origin, sqlite3.Error):
            return _sqlite_code(origin) in _SQLITE_AWAY
        if isinstance(origin, OSError | NoConnectionFree):
            return True
        return str(getattr(origin, "sqlstate", None) or "").startswith(_AWAY)


def _origin(error: BaseException) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error


def _sqlite_code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _is_clash(error: Exception) -> bool:
    origin = _origin(error)
    if isinstance(origin, sqlite3.Error):
        return _sqlite_code(origin) in _SQLITE_CLASHES
    return getattr(origin, "sqlstate", None) in _CLASHES


class _Sqlite:
    """One writer and one reader, each a thread with a connection for life."""

    def __init__(self, url: URL) -> None:
        self._writer = _Seat(url, "BEGIN IMMEDIATE", "PRAGMA synchronous = FULL")
        self._reader = _Seat(url, "BEGIN", "PRAGMA query_only = ON")

    async def write(self, work: Callable[[Connection], T]) -> T:
        return await self._writer.do(work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await self._reader.do(work)

    async def close(self) -> None:
        await self._reader.close()
        await self._writer.close()


class _Seat:
    """A thread and its connection; `begin` opens its transactions, `pragma` sets it apart."""

    def __init__(self, url: URL, begin: str, pragma: str) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._engine = _sqlite_engine(url, begin, pragma)
        self._connection: Connection | None = None

    async def do(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)

    def _do(self, work: Callable[[Connection], T]) -> T:
        if self._connection is None:
            self._connection = self._engine.connect()
        with self._connection.begin():
            return work(self._connection)

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._leave)
        self._thread.shutdown(wait=False)

    def _leave(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _sqlite_engine(url: URL, begin: str, pragma: str) -> Engine:
    engine = create_engine(url, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # else the driver opens transactions of its own, deferred ones
        for line in (
            f"PRAGMA busy_timeout = {BUSY_TIMEOUT}",
            "PRAGMA journal_mode = WAL",
            "PRAGMA foreign_keys = ON",
            pragma,
        ):
            connection.execute(line)

    @event.listens_for(engine, "begin")
    def open_transaction(connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        raw.execute(begin)

    return engine


# A plan made while a table was empty would be kept for a campaign's fifty thousand rows, so each is planned anew.
_SERVER_SETTINGS = {"application_name": "loa", "jit": "off", "plan_cache_mode": "force_custom_plan"}


class _Postgres:
    """A pool of asyncpg connections; those cut by a restart of the server are replaced.

    The engine is used as `sqlalchemy.ext.asyncio` uses it, whose import would bring in the whole ORM.
    """

    def __init__(self, url: URL, connections: int) -> None:
        self._engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            connect_args={"timeout": 10, "server_settings": _SERVER_SETTINGS},
        )

    async def write(self, work: Callable[[Connection], T]) -> T:
        return await greenlet_spawn(_within, self._engine.begin, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await greenlet_spawn(_within, self._engine.connect, work)

    async def close(self) -> None:
        await greenlet_spawn(self._engine.dispose)


def _within(opened: Callable[[], AbstractContextManager[Connection]], work: Callable[[Connection], T]) -> T:
    with opened() as connection:
        return work(connection)
