"""Columns that are alike on both databases, and where every table is put down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    FromClause,
    Index,
    Integer,
    MetaData,
    Select,
    TypeDecorator,
    literal_column,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
NUMBER = BigInteger().with_variant(Integer, "sqlite")
DRIFT = timedelta(minutes=5)
"""How far apart the clocks of machines that share a database may be; a time beyond it is of a clock set back since."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, aware in code; SQLite, which knows no zones, keeps it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def state_is(table: FromClause, state: str) -> ColumnElement[bool]:
    """The condition with its value written out, so that a partial index can serve the query."""
    column: ColumnElement[str] = table.c.state
    return column == literal_column(f"'{state}'")


def still_is(table: FromClause, state: str) -> ColumnElement[bool]:
    """The condition for a row that is looked up by its key: no partial index can serve it.

    Where PostgreSQL believes that hardly a row is in that state (statistics of the evening before, a campaign of this
    morning), it would read through all of the partial index for each row looked up.
    """
    column: ColumnElement[str] = table.c.state
    return column.concat(literal_column("''")) == literal_column(f"'{state}'")


def partial_index(
    name: str, condition: ColumnElement[bool], *columns: ColumnElement[object], unique: bool = False
) -> None:
    """Puts an index on those rows only for which the condition holds."""
    Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def there_is(those: Select[Any]) -> ColumnElement[bool]:
    """Whether there is a row of those, looked up for each row.

    PostgreSQL makes no join of all of them of it.
    """
    return those.limit(literal_column("1")).scalar_subquery().is_not(None)
