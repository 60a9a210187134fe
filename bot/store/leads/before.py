"""What a request was before the last act of staff, so that a slip can be undone.

One row a request; what else happens to it takes the row away: only the very last act can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Row, bindparam, delete, insert, select, update

from bot.domain.leads import LeadState, Move
from bot.store.engine.database import Transaction
from bot.store.tables import lead, lead_before, lead_step

Was: TypeAlias = Mapping[str, Any]
"""The columns that an act changes, as they were."""


@dataclass(frozen=True)
class Deed:
    """An act of a member of staff: its step, its turn, who did it, when, and which move it was."""

    step: int
    turn: str
    by: int
    at: datetime
    move: Move


@dataclass(frozen=True)
class Before:
    """The last act on a request, and what it was before."""

    lead: int
    deed: Deed
    state: LeadState
    commune: str
    taken_by: int | None
    was: Was


_COLUMNS = ("state", "open", "commune", "taken_by", "taken_at", "call_on", "changed_at", "told_at", "called_at")
_THIS = lead_before.c.lead == bindparam("this")
_WAS = select(*(lead.c[name] for name in _COLUMNS)).where(lead.c.number == bindparam("this"))
_KEEP, _DROP = insert(lead_before), delete(lead_before).where(_THIS)
_OF_LEAD = select(lead_before).where(_THIS)
_LAST_BY = (
    select(lead_before)
    .where(lead_before.c.done_by == bindparam("who"))
    .order_by(lead_before.c.done_at.desc(), lead_before.c.step.desc())
    .limit(1)
)
_TOGETHER = (
    select(lead_before)
    .where(lead_before.c.turn == bindparam("in_turn"), lead_before.c.done_by == bindparam("who"))
    .order_by(lead_before.c.lead)
)
_PUT_BACK = (
    update(lead).where(lead.c.number == bindparam("this")).values({name: bindparam(f"was_{name}") for name in _COLUMNS})
)
_UNDONE = update(lead_step).where(lead_step.c.id == bindparam("row")).values(undone=True)


def of(tx: Transaction, number: int) -> Was:
    """What the request is now, as far as acts change it."""
    row = tx.connection.execute(_WAS, {"this": number}).mappings().first()
    return dict(row) if row is not None else {}


def keep(tx: Transaction, number: int, was: Was, deed: Deed) -> None:
    """Keeps what it was before that act."""
    drop(tx, number)
    done = {"done_by": deed.by, "done_at": deed.at, "move": deed.move.value}
    tx.connection.execute(_KEEP, {"lead": number, "step": deed.step, "turn": deed.turn, **done, **was})


def drop(tx: Transaction, number: int) -> None:
    """From now on nothing of it can be undone."""
    tx.connection.execute(_DROP, {"this": number})


def last_of(tx: Transaction, number: int) -> Before | None:
    """What was done last with that request, if staff did it and nothing has come since."""
    return _first(tx.connection.execute(_OF_LEAD, {"this": number}).first())


def last_by(tx: Transaction, staff_id: int) -> Before | None:
    """What that member of staff did last, with whatever request."""
    return _first(tx.connection.execute(_LAST_BY, {"who": staff_id}).first())


def together(tx: Transaction, deed: Deed) -> list[Before]:
    """All that was done in the same turn and can still be undone, by number."""
    rows = tx.connection.execute(_TOGETHER, {"in_turn": deed.turn, "who": deed.by})
    return [_before(row) for row in rows]


def put_back(tx: Transaction, before: Before) -> None:
    """The request is what it was before that act, whose step is marked as a slip."""
    bound = {f"was_{name}": before.was[name] for name in _COLUMNS}
    tx.connection.execute(_PUT_BACK, {"this": before.lead, **bound})
    tx.connection.execute(_UNDONE, {"row": before.deed.step})
    drop(tx, before.lead)


def _first(row: Row[*tuple[Any, ...]] | None) -> Before | None:
    return None if row is None else _before(row)


def _before(row: Row[*tuple[Any, ...]]) -> Before:
    deed = Deed(row.step, row.turn, row.done_by, row.done_at, Move(row.move))
    was = {name: row._mapping[name] for name in _COLUMNS}
    return Before(row.lead, deed, LeadState(row.state), row.commune, row.taken_by, was)
