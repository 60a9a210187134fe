"""After a restore nothing goes out in bulk until an operator says so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.store.engine.database import Transaction
from bot.store.tables import standstill
from bot.store.tables.recovery import BULK


def stop_bulk(tx: Transaction, now: datetime) -> None:
    """Nothing goes out in bulk from now on."""
    let_bulk_go(tx)
    tx.connection.execute(insert(standstill).values(name=BULK, since=now))


def bulk_waits(tx: Transaction) -> bool:
    """Whether nothing may go out in bulk, because nobody has looked yet."""
    return tx.connection.execute(select(standstill.c.name).where(standstill.c.name == BULK)).first() is not None


def let_bulk_go(tx: Transaction) -> bool:
    """Somebody has looked; False where nothing waited for that."""
    return tx.connection.execute(delete(standstill).where(standstill.c.name == BULK)).rowcount > 0
