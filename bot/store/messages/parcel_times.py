"""When parcels that wait may be looked at again, where that is not what was written down."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, select, update

from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.tables import parcel

APART = timedelta(seconds=30)
"""A wait that began so much later than now began before the clock was set back; so far apart are no two machines'."""
_WAITING = state_is(parcel, "waiting")
_NOW = bindparam("now", type_=parcel.c.at.type)
DUE_BY_NOW = case((parcel.c.due > _NOW, _NOW), else_=parcel.c.due)
"""When one was due that has been claimed: never later than now, though the clock may have been set back since.

Were it still to come, what is posted now to the same chat would go before it. Bound is `now`.
"""
_TAKE_BACK = (
    update(parcel)
    .where(_WAITING, parcel.c.worker != "")
    .values(worker="", doubts=parcel.c.doubts + 1, at=_NOW, due=DUE_BY_NOW, timed_at=_NOW)
)
_TAKE_BACK_FROM = _TAKE_BACK.where(parcel.c.worker == bindparam("by"))
_RENEW = (
    update(parcel)
    .where(_WAITING, parcel.c.bulk.in_([False, True]), parcel.c.worker != "", parcel.c.at > bindparam("before"))
    .values(at=bindparam("until"), timed_at=_NOW)
)
_MINE = and_(parcel.c.number == bindparam("this"), parcel.c.fence == bindparam("fenced"))
_HELD = select(parcel.c.number).where(_MINE, _WAITING)
_LET_GO = update(parcel).where(_MINE, parcel.c.state == "withdrawn").values(worker="")
_MEND = (
    update(parcel)
    .where(_WAITING, parcel.c.bulk.in_([False, True]), parcel.c.at > _NOW, parcel.c.timed_at > bindparam("latest"))
    .values(
        at=case((parcel.c.worker == "", _NOW), else_=bindparam("until", type_=parcel.c.at.type)),
        due=DUE_BY_NOW,
        timed_at=_NOW,
    )
)


def take_back(tx: Transaction, worker: str | None, now: datetime) -> int:
    """Ends the leases of a worker that has died (None: of all); returns how many."""
    if worker is None:
        return tx.connection.execute(_TAKE_BACK, {"now": now}).rowcount
    return tx.connection.execute(_TAKE_BACK_FROM, {"now": now, "by": worker}).rowcount


def renew(tx: Transaction, now: datetime, ahead: timedelta, lease: timedelta) -> None:
    """Holds whatever any worker has under way for another lease: it only seems to be over.

    ahead   by so much the clock has been set forward just now
    """
    tx.connection.execute(_RENEW, {"now": now, "before": now - ahead, "until": now + lease})


def held(tx: Transaction, number: int, fence: int) -> bool:
    """Whether a claim still holds; a parcel that was withdrawn since is let go of, unsent."""
    let_go(tx, number, fence)
    return tx.connection.execute(_HELD, {"this": number, "fenced": fence}).first() is not None


def let_go(tx: Transaction, number: int, fence: int) -> None:
    """Ends the claim on a parcel that was withdrawn since and has not arrived."""
    tx.connection.execute(_LET_GO, {"this": number, "fenced": fence})


def mend_times(tx: Transaction, now: datetime, lease: timedelta) -> int:
    """Ends waits that began at a time still to come; returns how many.

    The clock has been set back since. What is under way is held for one lease.
    """
    bound = {"now": now, "latest": now + APART, "until": now + lease}
    return tx.connection.execute(_MEND, bound).rowcount
