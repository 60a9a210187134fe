"""Requests that wait in a tray: too many of them came from one origin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BindParameter, bindparam, func, select, update

from bot.domain.leads import Lead, LeadState
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.tables import lead

_WAITS = lead.c.state == LeadState.IN_TRAY.value
_HOLD = (
    update(lead)
    .where(lead.c.number == bindparam("this"))
    .values(state=LeadState.IN_TRAY.value, tray=bindparam("held_in"))
)
_THOSE: BindParameter[int] = bindparam("numbers", expanding=True)
_CLEAR = update(lead).where(lead.c.number.in_(_THOSE)).values(tray=None)
_NUMBERS = select(lead.c.number).where(lead.c.tray == bindparam("held_in"), _WAITS)


class Tray(NamedTuple):
    """Requests held back together: `number` is that of the tray's first one."""

    number: int
    since: datetime
    requests: int
    citizens: int
    communes: int


def hold(tx: Transaction, number: int, tray: int) -> None:
    """The new request waits in that tray."""
    tx.connection.execute(_HOLD, {"this": number, "held_in": tray})


def clear(tx: Transaction, numbers: Sequence[int]) -> None:
    """Somebody in charge has seen these requests: nothing marks them any more."""
    tx.connection.execute(_CLEAR, {"numbers": list(numbers)})


def waits(tx: Transaction, tray: int) -> bool:
    """Whether any request waits in that tray."""
    return tx.connection.execute(_NUMBERS.limit(1), {"held_in": tray}).first() is not None


def held_in(tx: Transaction, tray: int) -> list[Lead]:
    """The requests that wait in that tray and that nobody else is sorting, the oldest first."""
    numbers = tx.connection.execute(_NUMBERS, {"held_in": tray}).scalars().all()
    return sorted(leads.locked(tx, numbers), key=lambda one: one.number) if numbers else []


def trays(tx: Transaction, communes: frozenset[str]) -> list[Tray]:
    """What waits in trays of these communes (none: of all), the oldest tray first."""
    among = [lead.c.commune.in_(sorted(communes))] if communes else []
    counted = (
        select(
            lead.c.tray,
            func.min(lead.c.asked_at),
            func.count(),
            func.count(lead.c.citizen_id.distinct()),
            func.count(lead.c.commune.distinct()),
        )
        .where(lead.c.tray.is_not(None), _WAITS, *among)
        .group_by(lead.c.tray)
        .order_by(lead.c.tray)
    )
    return [Tray(*row) for row in tx.connection.execute(counted)]
