"""SQL is compiled once for all databases of a test process, instead of anew for each of some thousand.

A program opens one database and compiles each statement once; a third of a story's time went into doing so for each
test and each restart. Statements are found again by dialect, so here all dialects of a kind count as the same one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite


class CompiledOnce:
    """What both dialects are given: a common memory of statements, and equality."""

    compiled: dict[Any, Any]

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=cls.compiled)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class Postgres(CompiledOnce, PGDialect_asyncpg):  # type: ignore[misc]
    supports_statement_cache = True
    compiled: dict[Any, Any] = {}  # noqa: RUF012 - it is meant to be shared


class Sqlite(CompiledOnce, SQLiteDialect_pysqlite):  # type: ignore[misc]
    supports_statement_cache = True
    compiled: dict[Any, Any] = {}  # noqa: RUF012 - it is meant to be shared


def compile_once() -> None:
    """From now on, every engine of this process."""
    registry.register("postgresql.asyncpg", __name__, "Postgres")
    registry.register("sqlite", __name__, "Sqlite")
