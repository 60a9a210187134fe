"""Counting that waits for nobody: each connection has its rows, summed up by the clock.

A row that many turns share makes each wait for the one before to commit. Rows appended one by one would not, but they
keep the order in which things happened, and so what belonged together: topic and source of one turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Insert, Table, bindparam, delete, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.engine.database import Transaction

TOGETHER = 0


def adding(table: Table) -> Mapping[bool, Insert]:
    """The statement that adds `times` to a cell, by whether the database is shared."""
    cell = cell_of(table)
    row = insert(table).values({name: bindparam(name) for name in (*cell, "times")})
    return {
        shared: row.values(slot=slot).on_conflict_do_update(
            index_elements=[*cell, "slot"], set_={"times": table.c.times + row.excluded.times}
        )
        for shared, slot in ((False, literal(TOGETHER)), (True, func.pg_backend_pid()))
    }


def sum_up(tx: Transaction, table: Table, before: date) -> int:
    """Makes one row of each cell of the days before then; returns how many rows that makes.

    No turn may still be counting for those days: two days ago is safe, for none lasts a day.
    """
    if not tx.shared:
        return 0
    cell = cell_of(table)
    gone = delete(table).where(table.c.day < before, table.c.slot != TOGETHER)
    taken = gone.returning(*(table.c[name] for name in cell), table.c.times).cte("gone")
    whole = select(*(taken.c[name] for name in cell), literal(TOGETHER), func.sum(taken.c.times))
    row = insert(table).from_select([*cell, "slot", "times"], whole.group_by(*(taken.c[name] for name in cell)))
    merged = row.on_conflict_do_update(
        index_elements=[*cell, "slot"], set_={"times": table.c.times + row.excluded.times}
    )
    return tx.connection.execute(merged).rowcount


def cell_of(table: Table) -> tuple[str, ...]:
    """The columns that tell one count from another."""
    return tuple(column.name for column in table.primary_key if column.name != "slot")
