"""People who write to us nowhere: staff asked for them, and see to their rights."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, insert, select

from bot.store.engine.database import Transaction
from bot.store.tables import address, citizen

_NEW = insert(citizen).returning(citizen.c.id)
_PLACES = select(func.count()).select_from(address).where(address.c.citizen_id == bindparam("who"))


def add(tx: Transaction, language: str, now: datetime) -> int:
    """Somebody without any address; returns the id."""
    who: int = tx.connection.execute(_NEW, {"language": language, "since": now}).scalar_one()
    return who


def is_one(tx: Transaction, citizen_id: int) -> bool:
    """Whether they have no address."""
    return not tx.connection.execute(_PLACES, {"who": citizen_id}).scalar_one()
