"""Meetings: made, moved, found; all of it is public."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from bot.domain.meetings import Meeting, MeetingState, Plan
from bot.domain.outreach.results import Heads
from bot.store.engine.database import Transaction
from bot.store.tables import meeting, next_number

_PLAN = tuple(field.name for field in fields(Plan))
_THIS = meeting.c.number == bindparam("this")
_NEXT = select(next_number(meeting.c.number))
_ADD = insert(meeting).values(state=MeetingState.PLANNED.value).returning(meeting.c.number)
_CHANGE = update(meeting).where(_THIS).values({name: bindparam(f"new_{name}") for name in (*_PLAN, "moved")})
_BECOME = (
    update(meeting).where(_THIS, meeting.c.state.in_(bindparam("was", expanding=True))).values(state=bindparam("to"))
)
_GET = select(meeting).where(_THIS)
_BETWEEN = (
    select(meeting)
    .where(meeting.c.starts >= bindparam("since"), meeting.c.starts < bindparam("until"))
    .where(meeting.c.state.in_(bindparam("states", expanding=True)))
    .order_by(meeting.c.starts, meeting.c.number)
    .limit(bindparam("most"))
)
_LAST_OF = (
    select(meeting)
    .where(meeting.c.made_by == bindparam("by"), meeting.c.starts > bindparam("since"))
    .where(meeting.c.starts <= bindparam("until"), meeting.c.state.in_(["announced", "held", "reported"]))
    .order_by(meeting.c.starts.desc(), meeting.c.number.desc())
    .limit(1)
)
_COUNTED = tuple(f"counted_{name}" for name in ("present", "women", "khmer"))
_COUNT = update(meeting).where(_THIS).values({name: bindparam(f"new_{name}") for name in _COUNTED})
_IN = _BETWEEN.where(meeting.c.commune.in_(bindparam("communes", expanding=True)))


def add(tx: Transaction, plan: Plan, made_by: int, now: datetime) -> Meeting:
    """Adds a planned meeting."""
    row = {name: getattr(plan, name) for name in _PLAN} | {"made_by": made_by, "made_at": now}
    if not tx.shared:
        row["number"] = tx.connection.scalar(_NEXT)
    number: int = tx.connection.execute(_ADD, row).scalar_one()
    return Meeting(number, plan, MeetingState.PLANNED, made_by)


def get(tx: Transaction, number: int, *, lock: bool = False) -> Meeting | None:
    """The meeting of that number.

    Locked, nobody else's seats are counted before this transaction ends.
    """
    statement = _GET.with_for_update() if lock else _GET
    row = tx.connection.execute(statement, {"this": number}).first()
    return None if row is None else read(row)


def change(tx: Transaction, number: int, plan: Plan, moved: int) -> None:
    """From now on the meeting is as the plan says."""
    row = {f"new_{name}": getattr(plan, name) for name in _PLAN}
    tx.connection.execute(_CHANGE, {"this": number, "new_moved": moved, **row})


def count(tx: Transaction, number: int, heads: Heads) -> None:
    """From now on so many were counted in the hall: present, women and Khmer."""
    row = {f"new_{name}": getattr(heads, name.removeprefix("counted_")) for name in _COUNTED}
    tx.connection.execute(_COUNT, {"this": number, **row})


def become(tx: Transaction, number: int, state: MeetingState, *was: MeetingState) -> bool:
    """Whether it was in one of these states, and is in the other now."""
    bound = {"this": number, "to": state.value, "was": [one.value for one in was]}
    return tx.connection.execute(_BECOME, bound).rowcount == 1


def between(
    tx: Transaction,
    since: datetime,
    until: datetime,
    most: int,
    *,
    communes: Collection[str] = (),
    states: Collection[MeetingState] = (MeetingState.ANNOUNCED,),
) -> list[Meeting]:
    """Those that start from `since` on and before `until`, the earliest first.

    communes    their codes; none: everywhere
    """
    bound = {"since": since, "until": until, "most": most, "states": [state.value for state in states]}
    statement = _BETWEEN if not communes else _IN
    rows = tx.connection.execute(statement, bound | ({"communes": sorted(communes)} if communes else {}))
    return [read(row) for row in rows]


def last_of(tx: Transaction, made_by: int, since: datetime, until: datetime) -> Meeting | None:
    """Their latest one that began after `since` and by `until`, as far as it took place."""
    row = tx.connection.execute(_LAST_OF, {"by": made_by, "since": since, "until": until}).first()
    return None if row is None else read(row)


def read(row: Row[*tuple[Any, ...]]) -> Meeting:
    """The meeting of a row of the table."""
    plan = Plan(**{name: getattr(row, name) for name in _PLAN})
    counted = Heads(*(getattr(row, name) for name in _COUNTED))
    return Meeting(row.number, plan, MeetingState(row.state), row.made_by, row.moved, row.scanned, counted)
