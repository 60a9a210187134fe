"""The one statement that claims parcels: which ones, in which order, and what changes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Integer,
    ScalarSelect,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union_all,
    update,
)

from bot.store.engine.at_address import same_address
from bot.store.engine.columns import state_is, still_is, there_is
from bot.store.tables import parcel, standstill
from bot.store.tables.recovery import BULK

_WAITING = state_is(parcel, "waiting")
_NOW = bindparam("now", type_=parcel.c.at.type)
_MOST: BindParameter[int] = bindparam("most", type_=Integer, literal_execute=True)
_MOST_BULK: BindParameter[int] = bindparam("most_bulk", type_=Integer, literal_execute=True)
_other = parcel.alias("other")
_SAME_CHAT = and_(state_is(_other, "waiting"), same_address(_other, parcel))
_EDITS_THE_SAME = and_(_other.c.edits != "", _other.c.edits == parcel.c.edits)
_HELD = select(_other.c.number).where(_SAME_CHAT, _other.c.at > _other.c.due, _other.c.at > _NOW)
_URGENT = select(_other.c.number).where(_SAME_CHAT, _other.c.bulk == false(), _other.c.at <= _NOW)
_ON_ITS_WAY = select(_other.c.number).where(
    *(_other.c.state == "withdrawn", _other.c.worker != "", _other.c.at > _NOW),
    _other.c.timed_at <= bindparam("latest", type_=parcel.c.at.type),
)
"""Withdrawn while it was being sent: it may arrive until its lease ends, and its id is not known before."""
_UNSETTLED = and_(
    parcel.c.edits != "",
    or_(there_is(_ON_ITS_WAY.where(_other.c.key == parcel.c.edits)), there_is(_ON_ITS_WAY.where(_EDITS_THE_SAME))),
)
_STANDS_STILL = select(standstill.c.name).where(standstill.c.name == BULK)
_LOOKED_BACK = (parcel.c.channel, parcel.c.account, parcel.c.chat, parcel.c.due, parcel.c.number)
_CLAIMED = (
    parcel.c.number,
    parcel.c.key,
    parcel.c.channel,
    parcel.c.account,
    parcel.c.chat,
    parcel.c.body,
    parcel.c.kind,
    parcel.c.edits,
    parcel.c.due,
    parcel.c.attempts,
    parcel.c.doubts,
    parcel.c.fence,
    parcel.c.in_group,
    parcel.c.bulk,
    parcel.c.reader,
    parcel.c.subject_kind,
    parcel.c.subject_id,
    parcel.c.names,
    parcel.c.subscription,
)
_LANES: BindParameter[tuple[str, str]] = bindparam("lanes", expanding=True)


def _claimable(bulk: bool, lanes: bool, shared: bool) -> Select[Any]:
    """The numbers that may be claimed, longest due first, from the index without a sort.

    Not those whose chat has one under way or put off, nor those with another due before them. Bulk ones are a queue of
    their own, behind the rest: a person who writes to us must not wait for an answer until a campaign is over. What the
    queue asks is asked of the parcel once more: locking looks again at its row, and not at the queue, where another
    worker has claimed it meanwhile.
    """
    queue = _queue(bulk, lanes, shared)
    return (
        select(case((_UNSETTLED, None), else_=parcel.c.number).label("number"))
        .join(queue, queue.c.number == parcel.c.number)
        .where(queue.c.behind.is_not(true()), still_is(parcel, "waiting"), parcel.c.at <= _NOW)
        .where(parcel.c.number == _first(bulk), ~there_is(_HELD), ~there_is(_URGENT) if bulk else true())
        .where(~there_is(_STANDS_STILL) if bulk else true())
        .order_by(queue.c.at, queue.c.number)
        .limit(_MOST_BULK if bulk else _MOST)
        .with_for_update(skip_locked=True, of=parcel)
    )


def _queue(bulk: bool, lanes: bool, shared: bool) -> Subquery:
    """What may be looked at now, longest due first.

    behind   that the one before is of the same chat, and due before it: thousands in one chat cost next to nothing.
             SQLite would work it out for all of them first, and finds the first of a chat faster than that.
    """
    behind = _behind() if shared else false()
    return (
        select(parcel.c.number, parcel.c.at, behind.label("behind"))
        .where(tuple_(parcel.c.channel, parcel.c.account).in_(_LANES) if lanes else true())
        .where(_WAITING, parcel.c.bulk == (true() if bulk else false()), parcel.c.at <= _NOW)
        .where(parcel.c.doubts <= bindparam("most_doubts"))
        .order_by(parcel.c.at, parcel.c.number)
        .subquery("queue")
    )


def _behind() -> ColumnElement[bool]:
    before = {column: func.lag(column).over(order_by=(parcel.c.at, parcel.c.number)) for column in _LOOKED_BACK}
    same_chat = and_(*(before[column] == column for column in _LOOKED_BACK[:3]))
    earlier = tuple_(before[parcel.c.due], before[parcel.c.number]) < tuple_(parcel.c.due, parcel.c.number)
    return and_(same_chat, earlier)


def _first(bulk: bool) -> ScalarSelect[int]:
    """The parcel of the same chat that is due first, of its queue."""
    mine = select(_other.c.number).where(_SAME_CHAT, _other.c.bulk == (true() if bulk else false()))
    return mine.order_by(_other.c.due, _other.c.number).limit(literal_column("1")).scalar_subquery()


def _claiming(lanes: bool, shared: bool) -> Executable:
    """Claims what may be claimed, of all lanes or of some; no change of what may still arrive."""
    urgent = _claimable(False, lanes, shared).cte("urgent")
    bulky = _claimable(True, lanes, shared).cte("bulky")
    either = union_all(select(urgent.c.number), select(bulky.c.number)).subquery("either")
    these = select(either.c.number).limit(_MOST)
    # An array, for PostgreSQL may join a list the other way round: every parcel with the whole list.
    claimed = parcel.c.number == func.any(func.array(these.scalar_subquery())) if shared else parcel.c.number.in_(these)
    return (
        update(parcel)
        .where(claimed)
        .values(
            attempts=parcel.c.attempts + 1,
            fence=parcel.c.fence + 1,
            doubts=parcel.c.doubts + case((parcel.c.worker != "", 1), else_=0),
            worker=bindparam("by"),
            at=bindparam("until"),
            timed_at=_NOW,
        )
        .returning(*_CLAIMED)
    )


CLAIM = {(lanes, shared): _claiming(lanes, shared) for lanes in (False, True) for shared in (False, True)}
"""By whether the lanes are named, and whether the database is shared (PostgreSQL).

Bound: now, by, until, latest, most, most_bulk, most_doubts, and lanes: pairs of (channel, account).
"""
