"""Conversations that hold something for a short time only: found when that is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.store.engine.database import Transaction
from bot.store.tables import address

_OVER = (
    select(address.c.id, address.c.conversation, address.c.talked_at)
    .where(address.c.held_until <= bindparam("now", type_=address.c.held_until.type))
    .order_by(address.c.held_until)
    .limit(bindparam("most"))
)
# Somebody who has written meanwhile has put down a newer conversation: that one is looked at by itself.
_PUT = (
    update(address)
    .where(address.c.id == bindparam("which"), address.c.talked_at == bindparam("seen", type_=address.c.talked_at.type))
    .values(conversation=bindparam("said"), held_until=None)
)


def over(tx: Transaction, now: datetime, most: int) -> list[tuple[int, str, datetime]]:
    """Row, conversation, and when it was gone on with last, of the first whose time is over."""
    rows = tx.connection.execute(_OVER, {"now": now, "most": most})
    return [(row.id, tx.unseal(address.c.conversation, row.id, row.conversation), row.talked_at) for row in rows]


def put(tx: Transaction, address_id: int, conversation: str, talked_at: datetime) -> None:
    """Keeps it without what it held, unless somebody has gone on with it since."""
    said = tx.seal(address.c.conversation, address_id, conversation) if conversation else None
    tx.connection.execute(_PUT, {"which": address_id, "said": said, "seen": talked_at})
