"""Tables of what a restore must not undo: erasures, numbers given out, what has to wait."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary, ScalarSelect, Table, Text, func, select

from bot.store.engine.columns import NUMBER, Moment, metadata

erasure = Table(
    "erasure",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("who", LargeBinary, nullable=False),
)

erasure_key = Table(
    "erasure_key",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("key", LargeBinary, nullable=False),
)

number_floor = Table(
    "number_floor",
    metadata,
    Column("name", Text, primary_key=True),
    Column("floor", BigInteger, nullable=False),
)

BULK = "bulk"
"""What stands still after a restore."""
standstill = Table(
    "standstill",
    metadata,
    Column("name", Text, primary_key=True),
    Column("since", Moment, nullable=False),
)


def next_number(column: Column[int]) -> ScalarSelect[int]:
    """The next number of a table on SQLite, above any that a database before a restore gave out."""
    floor = select(number_floor.c.floor).where(number_floor.c.name == column.table.name).scalar_subquery()
    highest = select(func.max(column)).scalar_subquery()
    return select(func.max(func.coalesce(highest, 0), func.coalesce(floor, 0)) + 1).scalar_subquery()
