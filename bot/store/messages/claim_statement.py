"""The one statement that claims parcels: which ones, in which order, and what changes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BindParameter,
    Executable,
    Integer,
    Select,
    and_,
    bindparam,
    false,
    or_,
    select,
    true,
    tuple_,
    union_all,
    update,
)

from bot.store.engine.columns import state_is
from bot.store.tables import parcel

_WAITING = state_is(parcel, "waiting")
_NOW = bindparam("now", type_=parcel.c.at.type)
_MOST: BindParameter[int] = bindparam("most", type_=Integer, literal_execute=True)
_MOST_BULK: BindParameter[int] = bindparam("most_bulk", type_=Integer, literal_execute=True)
_LANES: BindParameter[tuple[str, str]] = bindparam("lanes", expanding=True)


def _claimable(bulk: bool, lanes: bool) -> Select[Any]:
    """The numbers that may be claimed, longest due first, from the index without a sort.

    Not those whose chat has one under way or put off, nor those with another due before them. Bulk ones are a queue of
    their own, behind the rest: a person who writes to us must not wait for an answer until a campaign is over.
    """
    other = parcel.alias("other")
    earlier = tuple_(other.c.due, other.c.number) < tuple_(parcel.c.due, parcel.c.number)
    before = or_(other.c.bulk == false(), earlier) if bulk else and_(other.c.bulk == false(), earlier)
    held = select(other.c.number).where(
        state_is(other, "waiting"),
        other.c.channel == parcel.c.channel,
        other.c.account == parcel.c.account,
        other.c.chat == parcel.c.chat,
        or_(and_(other.c.attempts > 0, other.c.at > _NOW), and_(other.c.at <= _NOW, before)),
    )
    served = tuple_(parcel.c.channel, parcel.c.account).in_(_LANES) if lanes else true()
    return (
        select(parcel.c.number)
        .where(served)
        .where(_WAITING, parcel.c.bulk == (true() if bulk else false()), parcel.c.at <= _NOW, ~held.exists())
        .order_by(parcel.c.at, parcel.c.number)
        .limit(_MOST_BULK if bulk else _MOST)
        .with_for_update(skip_locked=True, of=parcel)
    )


def _claiming(lanes: bool) -> Executable:
    """Claims what may be claimed, of all lanes or of some."""
    urgent = _claimable(False, lanes).cte("urgent")
    bulky = _claimable(True, lanes).cte("bulky")
    either = union_all(select(urgent.c.number), select(bulky.c.number)).subquery("either")
    return (
        update(parcel)
        .where(parcel.c.number.in_(select(either.c.number).limit(_MOST)))
        .values(
            attempts=parcel.c.attempts + 1,
            fence=parcel.c.fence + 1,
            unsure=or_(parcel.c.unsure, parcel.c.worker != ""),
            worker=bindparam("by"),
            at=bindparam("until"),
        )
        .returning(
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
            parcel.c.unsure,
            parcel.c.fence,
            parcel.c.in_group,
            parcel.c.bulk,
        )
    )


CLAIM = {lanes: _claiming(lanes) for lanes in (False, True)}
"""By whether the lanes are named. Bound: now, by, until, most, most_bulk, and lanes: pairs of (channel, account)."""
