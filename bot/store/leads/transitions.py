"""Moves leads: one UPDATE for each legal move, with its step. Nothing else sets a state."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Update, bindparam, func, select, update

from bot.domain.calendar import local
from bot.domain.leads import CALLED, ENDS, UNDOABLE, Lead, LeadState, Move, after
from bot.store.engine.database import Transaction
from bot.store.leads import before
from bot.store.leads.history import step
from bot.store.tables import lead, lead_step


@dataclass(frozen=True)
class By:
    """Who moves a lead (None: the clock, or the citizen), with a note, a day and where to.

    commune     with HAND_OVER and ASK_AGAIN; to: the member of staff, with GIVE
    turn        in which it happens: what was done in one is undone together
    """

    staff: int | None = None
    note: str = ""
    call_on: date | None = None
    commune: str = ""
    to: int | None = None
    turn: str = ""


_NOW = bindparam("now", type_=lead.c.changed_at.type)
_STANDS = update(lead).where(lead.c.number == bindparam("this"), lead.c.state == bindparam("before"))
_TO: dict[str, Any] = {"state": bindparam("to"), "open": bindparam("is_open"), "changed_at": _NOW}
_FREE: dict[str, Any] = {"taken_by": None, "taken_at": None, "call_on": None}
_TELL = _STANDS.where(lead.c.told_at.is_(None)).values(told_at=_NOW)
_TAKE = _STANDS.values(
    **_TO, taken_by=bindparam("who"), taken_at=_NOW, call_on=None, told_at=func.coalesce(lead.c.told_at, _NOW)
)
_GIVE = _STANDS.values(
    state=bindparam("to"),
    taken_by=bindparam("who"),
    taken_at=_NOW,
    changed_at=_NOW,
    told_at=func.coalesce(lead.c.told_at, _NOW),
)
_CALL = _STANDS.values(**_TO, call_on=bindparam("day"), called_at=func.coalesce(lead.c.called_at, _NOW))
_FREED = _STANDS.values(**_TO, **_FREE)
_MOVED = _STANDS.values(**_TO, **_FREE, commune=bindparam("where"), told_at=None)
_ASKED = _STANDS.values(**_TO, **_FREE, commune=bindparam("where"), asked_at=_NOW, told_at=None, called_at=None)
_ENDED = _STANDS.values(**_TO, call_on=None)
# Nothing waits for the tray: the time in it counts.
_LET_GO = _STANDS.values(state=bindparam("to"), open=bindparam("is_open"))
_STATEMENT: dict[Move, Update] = {
    Move.TELL: _TELL,
    Move.TAKE: _TAKE,
    Move.TAKE_OVER: _TAKE,
    Move.GIVE: _GIVE,
    Move.RELEASE: _FREED,
    Move.HAND_OVER: _MOVED,
    Move.ASK_AGAIN: _ASKED,
    Move.WITHDRAW: _ENDED,
    Move.LET_GO: _LET_GO,
    Move.DISCARD: _ENDED,
    Move.REOPEN: _TAKE,
    **dict.fromkeys(CALLED, _CALL),
}
_VALUES = {how: frozenset(statement.compile().params) for how, statement in _STATEMENT.items()}
_MISSED = (
    select(lead_step.c.at)
    .where(lead_step.c.lead == bindparam("this"), lead_step.c.what == Move.NO_ANSWER.value, ~lead_step.c.undone)
    .where(
        lead_step.c.id
        > func.coalesce(
            select(func.max(lead_step.c.id))
            .where(lead_step.c.lead == bindparam("this"), ~lead_step.c.undone)
            .where(lead_step.c.what.in_([Move.ASK_AGAIN.value, Move.REOPEN.value]))
            .scalar_subquery(),
            0,
        )
    )
)
_TAKE_FIRST = (
    update(lead)
    .where(
        lead.c.number == bindparam("this"),
        lead.c.open,
        lead.c.taken_by.is_(None),
        lead.c.state == LeadState.NEW.value,
    )
    .values(
        state=LeadState.TAKEN.value,
        taken_by=bindparam("who"),
        taken_at=_NOW,
        changed_at=_NOW,
        told_at=func.coalesce(lead.c.told_at, _NOW),
    )
)


def take(tx: Transaction, number: int, staff_id: int, now: datetime, turn: str = "") -> bool:
    """Gives the lead to the member of staff if nobody has it; False where somebody was first."""
    was = before.of(tx, number)
    taken = tx.connection.execute(_TAKE_FIRST, {"this": number, "who": staff_id, "now": now}).rowcount == 1
    if taken:
        done = step(tx, number, Move.TAKE.value, now, staff_id)
        before.keep(tx, number, was, before.Deed(done, turn, staff_id, now, Move.TAKE))
    return taken


def move(tx: Transaction, moved: Lead, how: Move, now: datetime, by: By | None = None) -> bool:
    """Moves the lead, with a step in its history.

    False where the move is not legal, the state has changed since, or the step was told before.
    """
    by = by or By()
    days = missed(tx, moved.number) | {local(now).date()} if how in (Move.NO_ANSWER, Move.GIVE_UP) else frozenset()
    to = after(moved.state, how, days)
    if to is None:
        return False
    bound = {
        "this": moved.number,
        "before": moved.state.value,
        "to": to.value,
        "is_open": to not in ENDS,
        "now": now,
        "who": by.to if how is Move.GIVE else by.staff,
        "day": by.call_on,
        "where": by.commune or moved.commune,
    }
    values = {name: value for name, value in bound.items() if name in _VALUES[how]}
    was = before.of(tx, moved.number) if how in UNDOABLE and by.staff is not None else None
    if tx.connection.execute(_STATEMENT[how], values).rowcount != 1:
        return False
    done = step(tx, moved.number, how.value, now, by.staff, by.note)
    if was is not None and by.staff is not None:
        before.keep(tx, moved.number, was, before.Deed(done, by.turn, by.staff, now, how))
    elif how is not Move.TELL:
        before.drop(tx, moved.number)
    return True


def missed(tx: Transaction, number: int) -> frozenset[date]:
    """The days in Viet Nam of calls in vain since the lead was asked (again)."""
    rows: Collection[datetime] = tx.connection.execute(_MISSED, {"this": number}).scalars().all()
    return frozenset(local(at).date() for at in rows)
