"""Names of requests, opened for a search: the database cannot look into what is sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select

from bot.store.engine.database import Transaction
from bot.store.tables import lead

_NAMES = (
    select(lead.c.number, lead.c.name)
    .where(lead.c.asked_at >= bindparam("since"), lead.c.name.is_not(None))
    .order_by(lead.c.number.desc())
    .limit(bindparam("most"))
)
_AMONG = lead.c.commune.in_(bindparam("communes", expanding=True))


def names(tx: Transaction, communes: frozenset[str], since: datetime, most: int) -> list[tuple[int, str]]:
    """Number and name of the latest requests since then, latest first; no communes means all."""
    statement = _NAMES.where(_AMONG) if communes else _NAMES
    bound = {"since": since, "most": most, **({"communes": sorted(communes)} if communes else {})}
    rows = tx.connection.execute(statement, bound)
    return [(number, tx.unseal(lead.c.name, number, name)) for number, name in rows]
