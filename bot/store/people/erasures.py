"""What a restore has to do again: erasures, withdrawals, and members of staff who left.

Each is a row that says who by a blinded id: under a key of its own, which outlives a change of keys.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import insert, select

from bot.domain.messages import Address
from bot.domain.outreach.subscriptions import Purpose
from bot.store.engine.database import Transaction
from bot.store.tables import address, erasure, erasure_key, next_number

What: TypeAlias = Literal["forget", "call", "sharing", "attached", "contact", "staff"] | Purpose
ONLY = 1
_NEXT = select(next_number(erasure.c.id))


def record(tx: Transaction, what: What, citizen: int, now: datetime) -> None:
    """A citizen took something back: at each address, or by their row where they have none."""
    places = select(address.c.channel, address.c.account, address.c.chat).where(address.c.citizen_id == citizen)
    named = [name_of(Address(*row)) for row in tx.connection.execute(places)]
    _add(tx, what, named or [name_of_citizen(citizen)], now)


def record_leaving(tx: Transaction, staff: int, now: datetime) -> None:
    """A member of staff left."""
    _add(tx, "staff", [name_of_staff(staff)], now)


def name_of(place: Address) -> str:
    return "\0".join(("address", place.channel, place.account, place.chat))


def name_of_citizen(citizen: int) -> str:
    return f"citizen\0{citizen}"


def name_of_staff(staff: int) -> str:
    return f"staff\0{staff}"


def known_key(tx: Transaction) -> bytes | None:
    """The key that blinds, if there is one yet."""
    sealed = tx.connection.execute(select(erasure_key.c.key)).scalar()
    return None if sealed is None else base64.b64decode(tx.unseal(erasure_key.c.key, ONLY, sealed))


def key(tx: Transaction) -> bytes:
    """The key that blinds; drawn when it is first needed."""
    if (known := known_key(tx)) is not None:
        return known
    drawn = secrets.token_bytes(32)
    keep_key(tx, drawn)
    return drawn


def keep_key(tx: Transaction, drawn: bytes) -> None:
    """Keeps a key where there is none yet."""
    sealed = tx.seal(erasure_key.c.key, ONLY, base64.b64encode(drawn).decode())
    tx.connection.execute(insert(erasure_key).values(id=ONLY, key=sealed))


def blinded(drawn: bytes, name: str) -> bytes:
    return hmac.digest(drawn, name.encode(), hashlib.sha256)


def _add(tx: Transaction, what: What, names: Iterable[str], now: datetime) -> None:
    drawn = key(tx)
    rows = [{"at": now, "what": what, "who": blinded(drawn, name)} for name in names]
    for row in rows:
        number = {} if tx.shared else {"id": tx.connection.scalar(_NEXT)}
        tx.connection.execute(insert(erasure), {**row, **number})
