"""Anonymous counts of what happened on a day, by commune and by where people came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.engine.database import Transaction
from bot.store.tables import tally

# Turns that count the same thing at once would wait for each other's commit, so each connection has a row of its own.
SLOTS = 64


@dataclass(frozen=True)
class Tally:
    """How often `what` happened on that day; commune and came_from may be ""."""

    day: date
    what: str
    commune: str
    came_from: str
    times: int


_insert = insert(tally).values({name: bindparam(name) for name in ("day", "what", "commune", "came_from", "times")})
_COUNT = {
    shared: _insert.values(slot=slot).on_conflict_do_update(
        index_elements=["day", "what", "commune", "came_from", "slot"],
        set_={"times": tally.c.times + _insert.excluded.times},
    )
    for shared, slot in ((False, literal(0)), (True, func.pg_backend_pid() % SLOTS))
}
_BETWEEN = (
    select(tally.c.day, tally.c.what, tally.c.commune, tally.c.came_from, func.sum(tally.c.times).label("times"))
    .where(tally.c.day >= bindparam("first"), tally.c.day <= bindparam("last"))
    .group_by(tally.c.day, tally.c.what, tally.c.commune, tally.c.came_from)
    .order_by(tally.c.day, tally.c.what, tally.c.commune, tally.c.came_from)
)
_TOTAL = select(func.coalesce(func.sum(tally.c.times), 0)).where(
    tally.c.what == bindparam("what"), tally.c.day >= bindparam("first"), tally.c.day <= bindparam("last")
)


def count(tx: Transaction, day: date, what: str, commune: str = "", came_from: str = "", by: int = 1) -> None:
    """It happened once more, or `by` times."""
    row = {"day": day, "what": what, "commune": commune, "came_from": came_from, "times": by}
    tx.connection.execute(_COUNT[tx.shared], row)


def total(tx: Transaction, what: str, first: date, last: date) -> int:
    """How often it happened from the first day to the last."""
    return int(tx.connection.execute(_TOTAL, {"what": what, "first": first, "last": last}).scalar_one())


def between(tx: Transaction, first: date, last: date) -> list[Tally]:
    """Every count from the first day to the last, in the order of days."""
    rows = tx.connection.execute(_BETWEEN, {"first": first, "last": last})
    return [Tally(row.day, row.what, row.commune, row.came_from, int(row.times)) for row in rows]
