"""Leases for what outlives a transaction: a row with owner, end and fence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.engine.columns import DRIFT
from bot.store.engine.database import Transaction
from bot.store.tables import lease


@dataclass(frozen=True)
class Lease:
    """Held by `owner`; `fence` grows with each change of hands, so late writes are refused."""

    name: str
    owner: str
    fence: int


_new = insert(lease).values(name=bindparam("called"), owner=bindparam("by"), until=bindparam("till"), fence=1)
_TAKE = _new.on_conflict_do_update(
    index_elements=["name"],
    set_={"owner": _new.excluded.owner, "until": _new.excluded.until, "fence": lease.c.fence + 1},
    where=or_(
        lease.c.until <= bindparam("now", type_=lease.c.until.type),
        lease.c.until > bindparam("latest", type_=lease.c.until.type),
        lease.c.owner == _new.excluded.owner,
    ),
).returning(lease.c.fence)
_MINE = (lease.c.name == bindparam("called")) & (lease.c.fence == bindparam("fenced"))
_LET_GO = update(lease).where(_MINE).values(owner="", until=bindparam("now"))
_HOLD = update(lease).where(_MINE, lease.c.owner == bindparam("by")).values(owner=bindparam("by"))


def take(tx: Transaction, name: str, owner: str, now: datetime, until: datetime) -> Lease | None:
    """The lease, held until then by `owner`; None while somebody else holds it.

    All take it for the same time: one that ends much later than this one was taken before the clock was set back.
    """
    bound = {"called": name, "by": owner, "now": now, "till": until, "latest": until + DRIFT}
    fence: int | None = tx.connection.execute(_TAKE, bound).scalar()
    return None if fence is None else Lease(name, owner, fence)


def held(tx: Transaction, mine: Lease) -> bool:
    """Whether nobody else has taken it since; if so, nobody does before this transaction ends."""
    bound = {"called": mine.name, "fenced": mine.fence, "by": mine.owner}
    return tx.connection.execute(_HOLD, bound).rowcount == 1


def let_go(tx: Transaction, mine: Lease, now: datetime) -> None:
    """Others may take it; one that was taken by others meanwhile is left alone."""
    tx.connection.execute(_LET_GO, {"called": mine.name, "fenced": mine.fence, "now": now})
