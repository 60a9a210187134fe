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
from bot.store.engine.database import Database, RowId, Transaction
from bot.store.engine.vault import Vault
from bot.store.personal_data import BLIND, PLACES, by_table, row_id
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


async def rotate(database: Database, size: int = BATCH, *, bound: bool = True) -> Rotated:
    """Seals everything with the first key; may be stopped and begun again at any time.

    bound   whether values are to open in their own rows alone; if not: as a release before can read them
    """
    done = unread = 0
    for columns in by_table().values():
        batch = await database.run(partial(next_batch, columns=columns, after=None, size=size, bound=bound))
        while batch.last is not None:
            done, unread = done + batch.done, unread + batch.unread
            batch = await database.run(partial(next_batch, columns=columns, after=batch.last, size=size, bound=bound))
    return Rotated(done, unread)


def left(tx: Transaction) -> int:
    """How many rows are not sealed with the first key."""
    counted = 0
    for columns in by_table().values():
        stale = select(func.count()).select_from(columns[0].table).where(_stale(columns, tx.vault, True))
        counted += int(tx.connection.execute(stale).scalar_one())
    return counted


def next_batch(tx: Transaction, columns: Sequence[Column[Any]], after: Any, size: int, bound: bool = True) -> Batch:
    """Seals anew the next rows of a table that need it, by primary key, after `after`."""
    (key,) = columns[0].table.primary_key.columns
    onwards = true() if after is None else key > literal(after, key.type)
    rows = tx.connection.execute(
        select(key, *columns, *PLACES[columns[0]])
        .where(_stale(columns, tx.vault, bound), onwards)
        .order_by(key)
        .limit(size)
    ).all()
    done = sum(_seal_anew(tx, key, columns, row, bound) for row in rows)
    return Batch(rows[-1][0] if rows else None, done, len(rows) - done)


def _seal_anew(
    tx: Transaction, key: Column[Any], columns: Sequence[Column[Any]], row: Row[*tuple[Any, ...]], bound: bool
) -> bool:
    """Seals the row anew; False where no key opens it.

    One that has changed since it was read was sealed anew by that.
    """
    texts = {}
    values, this = row[1 : 1 + len(columns)], row_id(row[1 + len(columns) :])
    try:
        for column, sealed in zip(columns, values, strict=True):
            if sealed is not None and not sealed.startswith(_mark(tx.vault, bound)):
                texts[column] = _text(tx, column, this, sealed)
    except Trouble:
        return False
    unchanged = and_(*(column == row[n] for n, column in enumerate(columns, start=1) if column in texts))
    fresh = {
        column.name: tx.seal(column, this, text) if bound else tx.vault.seal(text) for column, text in texts.items()
    }
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


def _text(tx: Transaction, column: Column[Any], row: RowId, sealed: bytes) -> str:
    """What it says; a release before bound nothing to its row."""
    if tx.vault.is_bound(sealed):
        return tx.unseal(column, row, sealed)
    return tx.vault.unseal(sealed)


def _mark(vault: Vault, bound: bool) -> bytes:
    """How begins what needs no sealing anew."""
    return vault.bound_mark if bound else vault.mark


def _stale(columns: Sequence[Column[Any]], vault: Vault, bound: bool) -> ColumnElement[bool]:
    mark = _mark(vault, bound)
    return or_(*(and_(column.is_not(None), func.substr(column, 1, len(mark)) != mark) for column in columns))
