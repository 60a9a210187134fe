"""New addresses of staff: a code is typed there, then a tap at an old one, or they lapse.

Only digests of the codes are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.messages import Address
from bot.store.engine.database import Transaction
from bot.store.tables import address, new_address


@dataclass(frozen=True)
class NewAddress:
    """An address that waits for the word of the member of staff it says it belongs to."""

    id: int
    staff: int
    address: Address
    expires: datetime


_n = new_address.c
_VALID = _n.expires > bindparam("now")
_VOID = delete(new_address).where(_n.staff_id == bindparam("who"))
_OFFER = insert(new_address)
_BRING = (
    update(new_address)
    .where(_n.code_hash == bindparam("typed"), _n.address_id.is_(None), _VALID)
    .values(address_id=bindparam("which"), code_hash=bindparam("tapped"), expires=bindparam("until"))
    .returning(_n.staff_id)
)
_ANSWER = (
    delete(new_address)
    .where(_n.staff_id == bindparam("who"), _n.code_hash == bindparam("tapped"), _n.address_id.is_not(None), _VALID)
    .returning(_n.address_id)
)
_WAITING = (
    select(_n.id, _n.staff_id, address.c.channel, address.c.account, address.c.chat, _n.expires)
    .join(address, address.c.id == _n.address_id)
    .where(_VALID)
    .order_by(_n.staff_id, _n.id)
)
_SETTLE = delete(new_address).where(_n.id == bindparam("this"), _n.address_id.is_not(None), _VALID)
_EXPIRE = delete(new_address).where(_n.expires < bindparam("now"))


def offer(tx: Transaction, staff_id: int, typed: bytes, expires: datetime) -> None:
    """Keeps the code that is typed at the new address; voids what was under way."""
    void(tx, staff_id)
    tx.connection.execute(_OFFER, {"staff_id": staff_id, "code_hash": typed, "expires": expires})


def bring(
    tx: Transaction, typed: bytes, address_id: int, tapped: bytes, now: datetime, expires: datetime
) -> int | None:
    """Has the address wait for a tap with the second code; returns whose it may become."""
    bound = {"typed": typed, "which": address_id, "tapped": tapped, "now": now, "until": expires}
    found: int | None = tx.connection.execute(_BRING, bound).scalar()
    return found


def answer(tx: Transaction, staff_id: int, tapped: bytes, now: datetime) -> int | None:
    """Uses the tapped code up; returns the id of the address that waited for it."""
    found: int | None = tx.connection.execute(_ANSWER, {"who": staff_id, "tapped": tapped, "now": now}).scalar()
    return found


def waiting(tx: Transaction, now: datetime) -> list[NewAddress]:
    """The addresses that wait, by the member of staff."""
    rows = tx.connection.execute(_WAITING, {"now": now})
    return [NewAddress(row[0], row[1], Address(*row[2:5]), row[5]) for row in rows]


def settle(tx: Transaction, number: int, now: datetime) -> bool:
    """It waits no longer: an admin has decided. False where it did not wait."""
    return tx.connection.execute(_SETTLE, {"this": number, "now": now}).rowcount == 1


def void(tx: Transaction, staff_id: int) -> None:
    """Nothing of the member of staff is under way any more."""
    tx.connection.execute(_VOID, {"who": staff_id})


def expire_new_addresses(tx: Transaction, now: datetime) -> int:
    """Deletes what has lapsed; returns how many."""
    return tx.connection.execute(_EXPIRE, {"now": now}).rowcount
