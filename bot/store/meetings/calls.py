"""Guests to be called: no message reaches them, and they left a number for that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.domain.phone import PhoneNumber
from bot.store.engine.database import Transaction
from bot.store.tables import guest

_THIS = guest.c.id == bindparam("this")
_MINE = (
    select(guest.c.id)
    .where(guest.c.meeting == bindparam("of"), guest.c.citizen_id == bindparam("who"), guest.c.state != "left")
    .order_by(guest.c.id)
    .limit(1)
)
_LEAVE = update(guest).where(_THIS).values(phone=bindparam("sealed"))
_PUT = (
    update(guest)
    .where(guest.c.id.in_(bindparam("those", expanding=True)), guest.c.phone.is_not(None), guest.c.state != "left")
    .values(to_call=bindparam("now"), called_at=None, called_by=None)
)
_OF = (
    select(guest.c.id, guest.c.phone, guest.c.companions, guest.c.called_at)
    .where(guest.c.meeting == bindparam("of"), guest.c.to_call.is_not(None), guest.c.phone.is_not(None))
    .order_by(guest.c.to_call, guest.c.id)
)
_MEETING = select(guest.c.meeting).where(_THIS)
_NUMBER = select(guest.c.phone).where(_THIS)
_CALLED = update(guest).where(_THIS, guest.c.to_call.is_not(None), guest.c.called_at.is_(None))
_FORGET = update(guest).where(guest.c.citizen_id == bindparam("who")).values(phone=None, to_call=None)


@dataclass(frozen=True)
class ToCall:
    """A guest to be called: of their party of so many, at that number."""

    guest: int
    phone: PhoneNumber
    party: int
    called_at: datetime | None


def leave(tx: Transaction, meeting: int, citizen: int, phone: PhoneNumber) -> bool:
    """Keeps a number for calls about that meeting; False where they are not registered for it."""
    this: int | None = tx.connection.execute(_MINE, {"of": meeting, "who": citizen}).scalar()
    if this is not None:
        tx.connection.execute(_LEAVE, {"this": this, "sealed": tx.seal(guest.c.phone, this, phone)})
    return this is not None


def put(tx: Transaction, those: Collection[int], now: datetime) -> int:
    """Puts those of these guests on the list who left a number; returns how many."""
    return tx.connection.execute(_PUT, {"those": list(those), "now": now}).rowcount if those else 0


def of_meeting(tx: Transaction, number: int) -> list[ToCall]:
    """Whom to call about that meeting, and who has been called."""
    return [
        ToCall(row.id, PhoneNumber(tx.unseal(guest.c.phone, row.id, row.phone)), 1 + row.companions, row.called_at)
        for row in tx.connection.execute(_OF, {"of": number})
    ]


def meeting_of(tx: Transaction, guest_id: int) -> int | None:
    """The number of the guest's meeting."""
    found: int | None = tx.connection.execute(_MEETING, {"this": guest_id}).scalar()
    return found


def called(tx: Transaction, guest_id: int, by: int, now: datetime) -> bool:
    """They have been called; False where they were not to be, or were already."""
    return tx.connection.execute(_CALLED.values(called_at=now, called_by=by), {"this": guest_id}).rowcount == 1


def number_of(tx: Transaction, guest_id: int) -> PhoneNumber | None:
    """The number that the guest left, if any."""
    sealed = tx.connection.execute(_NUMBER, {"this": guest_id}).scalar()
    return PhoneNumber(tx.unseal(guest.c.phone, guest_id, sealed)) if sealed is not None else None


def forget(tx: Transaction, citizen: int) -> bool:
    """Nobody calls them about a meeting any more; False where nobody was to."""
    return tx.connection.execute(_FORGET.where(guest.c.phone.is_not(None)), {"who": citizen}).rowcount > 0
