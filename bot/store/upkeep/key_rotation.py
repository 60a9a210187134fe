"""Seals everything anew with the first of several keys, while Loa goes on working.

A batch is a small transaction, and a row is changed only if it is still what was read: a run that is killed in the
middle has done whole rows, and the next run passes over what is done. Blind indexes are made anew with their column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, and_, exists, func, literal, or_, select, true, update

from bot.domain.errors import Trouble
from bot.store.engine.database import Database, Transaction
from bot.store.personal_data import BLIND, by_table
from bot.store.tables import lead

BATCH = 100


@dataclass(frozen=True)
class Batch:
    """The result for some rows: `last` is the last primary key, None where there were no more."""

    last: Any
    done: int = 0
    unread: int = 0


@dataclass(frozen=True)
class Rotated:
    """Rows sealed anew, and rows that none of the keys opens: these are left as they are."""

    done: int
    unread: int


async def rotate(database: Database, size: int = BATCH) -> Rotated:
    """Seals everything with the first key; may be stopped and begun again at any time."""
    done = unread = 0
    for columns in by_table().values():
        batch = await database.run(partial(next_batch, columns=columns, after=None, size=size))
        while batch.last is not None:
            done, unread = done + batch.done, unread + batch.unread
            batch = await database.run(partial(next_batch, columns=columns, after=batch.last, size=size))
    return Rotated(done, unread)


def left(tx: Transaction) -> int:
    """How many rows are not sealed with the first key."""
    counted = 0
    for columns in by_table().values():
        stale = select(func.count()).select_from(columns[0].table).where(_stale(columns, tx.vault.mark))
        counted += int(tx.connection.execute(stale).scalar_one())
    return counted


def next_batch(tx: Transaction, columns: Sequence[Column[Any]], after: Any, size: int) -> Batch:
    """Seals anew the next rows of a table that need it, by primary key, after `after`."""
    (key,) = columns[0].table.primary_key.columns
    onwards = true() if after is None else key > literal(after, key.type)
    rows = tx.connection.execute(
        select(key, *columns).where(_stale(columns, tx.vault.mark), onwards).order_by(key).limit(size)
    ).all()
    done = sum(_seal_anew(tx, key, columns, row) for row in rows)
    return Batch(rows[-1][0] if rows else None, done, len(rows) - done)


def _seal_anew(tx: Transaction, key: Column[Any], columns: Sequence[Column[Any]], row: Row[*tuple[Any, ...]]) -> bool:
    """Seals the row anew; False where no key opens it.

    One that has changed since it was read was sealed anew by that.
    """
    texts = {}
    try:
        for column, sealed in zip(columns, row[1:], strict=True):
            if sealed is not None and not sealed.startswith(tx.vault.mark):
                texts[column] = tx.vault.unseal(sealed)
    except Trouble:
        return False
    unchanged = and_(*(column == row[n] for n, column in enumerate(columns, start=1) if column in texts))
    fresh = {column.name: tx.vault.seal(text) for column, text in texts.items()}
    if not tx.connection.execute(update(key.table).where(key == row[0], unchanged).values(**fresh)).rowcount:
        return True
    for blind, source in BLIND.items():
        if source in texts:
            blinded = tx.vault.blind(texts[source])
            free = and_(key == row[0], blind.is_not(None), ~_taken(blinded))
            tx.connection.execute(update(key.table).where(free).values(**{blind.name: blinded}))
    return True


def _taken(blinded: bytes) -> ColumnElement[bool]:
    """Whether another open lead has that phone under the new key: then this one keeps the old."""
    other = lead.alias("other")
    return and_(
        lead.c.open, exists().where(other.c.open, other.c.phone_blind == blinded, other.c.number != lead.c.number)
    )


def _stale(columns: Sequence[Column[Any]], mark: bytes) -> ColumnElement[bool]:
    return or_(*(and_(column.is_not(None), func.substr(column, 1, len(mark)) != mark) for column in columns))
