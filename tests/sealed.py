"""Opens what is sealed, as the row that it belongs to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Row, select

from bot.store.engine.database import Transaction
from bot.store.messages.serialization import read_message
from bot.store.personal_data import PLACES, row_id
from bot.store.tables import metadata, parcel


def opened(tx: Transaction, column: Column[Any], row: Row[*tuple[Any, ...]]) -> str:
    """What that column of a whole row says."""
    values = row._mapping
    return tx.unseal(column, row_id([values[one] for one in PLACES[column]]), values[column])


def everything(tx: Transaction, *, without: frozenset[str] = frozenset()) -> str:
    """Every value of every table, opened where it is sealed, in one long text."""
    found = []
    for table in metadata.sorted_tables:
        if table.name in without:
            continue
        for row in tx.connection.execute(select(table)):
            for column, value in zip(table.columns, row, strict=True):
                opens = column in PLACES and value is not None
                found.append(opened(tx, column, row) if opens else str(value))
    return "\n".join(found)


def texts(tx: Transaction, chat: str, state: str | None = None) -> list[str]:
    """What the parcels to that chat say that are not blanked, in order."""
    posted = select(parcel).where(parcel.c.chat == chat, parcel.c.body.is_not(None)).order_by(parcel.c.number)
    rows = tx.connection.execute(posted if state is None else posted.where(parcel.c.state == state))
    return [read_message(opened(tx, parcel.c.body, row)).text for row in rows]
