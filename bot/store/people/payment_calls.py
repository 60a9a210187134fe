"""Who left a number to be called about paying, and is to be called now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, or_, select, update

from bot.domain.outreach.payments import Method
from bot.domain.phone import PhoneNumber
from bot.store.engine.database import Transaction
from bot.store.tables import address, payment_reminder
from bot.words import YearMonth

_p = payment_reminder.c
_THIS = _p.id == bindparam("this")
_WAITS = _p.to_call.is_not(None)
_THEIRS = _p.address_id.in_(select(address.c.id).where(address.c.citizen_id == bindparam("who")))
_LEAVE = update(payment_reminder).where(_THIS).values(phone=bindparam("sealed"), commune=bindparam("place"))
_PUT = (
    update(payment_reminder)
    .where(_THIS, _p.phone.is_not(None), _p.to_call.is_(None), _p.called_at.is_(None))
    .values(to_call=bindparam("now", type_=_p.to_call.type), tries=0)
)
_OPEN = (
    select(payment_reminder)
    .where(_WAITS, or_(_p.taken_by.is_(None), _p.taken_by == bindparam("me")))
    .order_by(_p.to_call, _p.id)
    .limit(bindparam("most"))
)
_OPEN_IN = _OPEN.where(_p.commune.in_(bindparam("communes", expanding=True)))
_ONE = select(payment_reminder).where(_THIS, _WAITS)
_TAKE = update(payment_reminder).where(_THIS, _WAITS, _p.taken_by.is_(None)).values(taken_by=bindparam("me"))
_FREE = update(payment_reminder).where(_THIS, _WAITS).values(taken_by=None)
_TRY = update(payment_reminder).where(_THIS, _WAITS).values(tries=_p.tries + 1).returning(_p.tries)
_END = (
    update(payment_reminder)
    .where(_THIS, _WAITS)
    .values(to_call=None, taken_by=None, called_at=bindparam("now", type_=_p.called_at.type))
)
_OFF = update(payment_reminder).where(_THIS).values(to_call=None, taken_by=None)
_FORGET = (
    update(payment_reminder)
    .where(_THEIRS, _p.phone.is_not(None))
    .values(phone=None, commune="", to_call=None, taken_by=None)
)


@dataclass(frozen=True)
class PayerToCall:
    """Somebody to be called: `number` is of their reminder, `taken_by` who of the staff calls."""

    number: int
    address_id: int
    phone: PhoneNumber
    commune: str
    method: Method
    until: YearMonth
    taken_by: int | None
    tries: int


def leave(tx: Transaction, number: int, phone: PhoneNumber, commune: str) -> None:
    """Keeps the number that may be called, and whose collector calls."""
    sealed = tx.seal(_p.phone, number, phone)
    tx.connection.execute(_LEAVE, {"this": number, "sealed": sealed, "place": commune})


def number_of(tx: Transaction, number: int) -> PhoneNumber | None:
    """The number that may be called, if they left one."""
    sealed = tx.connection.execute(select(_p.phone).where(_THIS), {"this": number}).scalar()
    return PhoneNumber(tx.unseal(_p.phone, number, sealed)) if sealed is not None else None


def put(tx: Transaction, number: int, now: datetime) -> bool:
    """They are to be called; False without a number, or after a call since their last word."""
    return tx.connection.execute(_PUT, {"this": number, "now": now}).rowcount == 1


def waiting(tx: Transaction, communes: Collection[str], me: int, most: int) -> list[PayerToCall]:
    """Whom nobody calls yet, or that member of staff does; of these communes, none: of all."""
    bound = {"me": me, "most": most}
    found = (
        tx.connection.execute(_OPEN_IN, {**bound, "communes": sorted(communes)})
        if communes
        else tx.connection.execute(_OPEN, bound)
    )
    return [_payer(tx, row) for row in found]


def get(tx: Transaction, number: int, *, lock: bool = False) -> PayerToCall | None:
    """Somebody who is to be called; None where they are not, or not any more.

    Locked, nobody else takes or ends the call before this transaction ends.
    """
    row = tx.connection.execute(_ONE.with_for_update() if lock else _ONE, {"this": number}).first()
    return None if row is None else _payer(tx, row)


def take(tx: Transaction, number: int, me: int) -> bool:
    """That member of staff calls; False where somebody else does, or nobody is to."""
    return tx.connection.execute(_TAKE, {"this": number, "me": me}).rowcount == 1


def free(tx: Transaction, number: int) -> bool:
    """Anybody may call them again; False where nobody is to."""
    return tx.connection.execute(_FREE, {"this": number}).rowcount == 1


def tried(tx: Transaction, number: int) -> int:
    """They were called in vain; returns how often by now."""
    return int(tx.connection.execute(_TRY, {"this": number}).scalar() or 0)


def end(tx: Transaction, number: int, now: datetime) -> None:
    """They have been called."""
    tx.connection.execute(_END, {"this": number, "now": now})


def off(tx: Transaction, number: int) -> None:
    """They have answered after all: nobody is to call them for the time being."""
    tx.connection.execute(_OFF, {"this": number})


def forget(tx: Transaction, citizen: int) -> bool:
    """Nobody calls them about paying any more; False where nobody might."""
    return tx.connection.execute(_FORGET, {"who": citizen}).rowcount > 0


def _payer(tx: Transaction, row: Row[*tuple[Any, ...]]) -> PayerToCall:
    until = YearMonth(row.paid_until.year, row.paid_until.month)
    phone = PhoneNumber(tx.unseal(_p.phone, row.id, row.phone))
    return PayerToCall(row.id, row.address_id, phone, row.commune, Method(row.method), until, row.taken_by, row.tries)
