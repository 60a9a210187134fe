"""How processes that deliver share each account's pace: a row each, by the server's clock.

One that comes takes no more than the others have left, and gets its equal part once they have given some up: at no
moment do all of them together have more than the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Integer, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.engine.database import Transaction
from bot.store.tables import delivery_share

LOST = timedelta(seconds=10)
"""Who was not seen for so long delivers no more; what it has left goes to the others."""
LEAST = 0.01
_ROW = 20_260_001
"""The number of the advisory lock: one process at a time takes its part."""
_LOCK = select(func.pg_advisory_xact_lock(bindparam("lock", type_=Integer)))
_NOW = func.clock_timestamp()
_LOST = delete(delivery_share).where(
    (delivery_share.c.seen_at < _NOW - LOST) | (delivery_share.c.seen_at > _NOW + LOST)
)
_OTHERS = select(delivery_share.c.worker, delivery_share.c.part).where(delivery_share.c.worker != bindparam("me"))
_gone = delete(delivery_share).where(delivery_share.c.worker.in_(bindparam("those", expanding=True)))
_new = insert(delivery_share).values(worker=bindparam("me"), part=bindparam("mine"), seen_at=_NOW)
_TAKE = _new.on_conflict_do_update(
    index_elements=["worker"], set_={"part": _new.excluded.part, "seen_at": _new.excluded.seen_at}
)


def take(tx: Transaction, worker: str, gone: Callable[[str], bool]) -> float:
    """This process's part of each account's pace from now on: 1 at most, 0 where it has to wait.

    gone   whether a process of that name is known not to run any more
    """
    if not tx.shared:
        return 1.0
    tx.connection.execute(_LOCK, {"lock": _ROW})
    tx.connection.execute(_LOST)
    others = {row.worker: row.part for row in tx.connection.execute(_OTHERS, {"me": worker})}
    away = [name for name in others if gone(name)]
    if away:
        tx.connection.execute(_gone, {"those": away})
    left = 1 - sum(part for name, part in others.items() if name not in away)
    mine = min(1 / (len(others) - len(away) + 1), left)
    mine = mine if mine >= LEAST else 0.0
    tx.connection.execute(_TAKE, {"me": worker, "mine": mine})
    return mine


def leave(tx: Transaction, worker: str) -> None:
    """It delivers no more; the others may have its part."""
    if tx.shared:
        tx.connection.execute(_gone, {"those": [worker]})
