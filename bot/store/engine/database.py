"""One engine, two homes: SQLite in one process, PostgreSQL for several.

`await database.run(work)` calls `work(transaction)`, a plain function, in a write transaction: in the one writer thread
on SQLite, where what waits shares a commit, in a greenlet on PostgreSQL. Pages read through `read`, on a connection of
their own.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

from sqlalchemy import URL, Column, Connection, create_engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.util import greenlet_spawn

from bot.store.engine.sqlite import Sqlite
from bot.store.engine.url import parse, where
from bot.store.engine.vault import Vault

T = TypeVar("T")
_Way: TypeAlias = Callable[[Callable[[Connection], Any]], Awaitable[Any]]
RowId: TypeAlias = int | str | bytes | tuple[str, ...]
"""What tells a row from the others of its table, and is known before the row is written: see personal_data.Sealed."""

PAUSES = (0.01, 0.05, 0.25)
_CLASHES = {"40001", "40P01", "55P03", "23505"}
_AWAY = ("08", "53", "57P", "57014", "55P03", "25P03")
_SQLITE_CLASHES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_AWAY = {*_SQLITE_CLASHES, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}


@dataclass(frozen=True, slots=True)
class Transaction:
    """What every query takes: an open transaction, and the vault for what is personal."""

    connection: Connection
    vault: Vault

    def seal(self, column: Column[Any], row: RowId, text: str) -> bytes:
        """The text sealed for that column of that row: copied anywhere else it does not open."""
        return self.vault.seal(text, place(column, row))

    def unseal(self, column: Column[Any], row: RowId, sealed: bytes | None) -> str:
        """The text of that column of that row, or "". Raises Trouble for what is another's."""
        return "" if sealed is None else self.vault.unseal(sealed, place(column, row))

    @property
    def shared(self) -> bool:
        """Whether other writers may work at the same time (PostgreSQL), or only this one (SQLite)."""
        return self.connection.dialect.name == "postgresql"


def place(column: Column[Any], row: RowId) -> bytes:
    """What binds a sealed value to its column and row."""
    parts = row if isinstance(row, tuple) else (row,)
    name = "\0".join(one.hex() if isinstance(one, bytes) else str(one) for one in parts)
    return f"{column.table.name}.{column.name}:{name}".encode()


class Database:
    """Where everything is kept; `open` one per process and `close` it at the end."""

    def __init__(self, home: Sqlite | _Postgres, vault: Vault, where: str) -> None:
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
            return cls(Sqlite(parsed), vault, where(url))
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
        return await self._until_it_goes(self._home.write, work)

    async def once(self, work: Callable[[Transaction], T]) -> T:
        """Like `run`, for work that is one statement, which needs no begin and no commit."""
        return await self._until_it_goes(self._home.once, work)

    async def _until_it_goes(self, way: _Way, work: Callable[[Transaction], T]) -> T:
        for pause in PAUSES:
            try:
                return cast(T, await way(lambda connection: work(Transaction(connection, self._vault))))
            except (DBAPIError, sqlite3.Error) as error:
                if not _is_clash(error):
                    raise
            await asyncio.sleep(pause)
        return cast(T, await way(lambda connection: work(Transaction(connection, self._vault))))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Returns what `work` returns, on a reading connection; what it writes is not kept."""
        return await self._home.read(lambda connection: work(Transaction(connection, self._vault)))

    async def run_if_there(self, work: Callable[[Transaction], T]) -> T | None:
        """Like `run`, for chores that can wait: None where the database is away."""
        return await self._if_there(self.run(work))

    async def read_if_there(self, work: Callable[[Transaction], T]) -> T | None:
        """Like `read`, for chores that can wait: None where the database is away."""
        return await self._if_there(self.read(work))

    async def _if_there(self, doing: Awaitable[T]) -> T | None:
        try:
            return await doing
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


# A plan made while a table was empty would be kept for a campaign's fifty thousand rows, so each is planned anew.
PLANNED = "force_custom_plan"
# Nobody waits for ever: not for a lock, not for a statement, and no forgotten transaction holds up the others.
_SERVER_SETTINGS = {
    "application_name": "loa",
    "jit": "off",
    "plan_cache_mode": PLANNED,
    "random_page_cost": "1.1",
    "lock_timeout": "3s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}


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
        self._unbracketed = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    async def write(self, work: Callable[[Connection], T]) -> T:
        return await greenlet_spawn(_within, self._engine.begin, work)

    async def once(self, work: Callable[[Connection], T]) -> T:
        return await greenlet_spawn(_within, self._unbracketed.begin, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await greenlet_spawn(_within, self._engine.connect, work)

    async def close(self) -> None:
        await greenlet_spawn(self._engine.dispose)


def _within(opened: Callable[[], AbstractContextManager[Connection]], work: Callable[[Connection], T]) -> T:
    with opened() as connection:
        return work(connection)
