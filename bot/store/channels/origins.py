"""Origins of requests over the web: how many came lately, and in which tray others wait.

An origin is kept only as a hash under a key that is drawn anew each day; hash and key go after a day.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.pace.rate_limits import Meter
from bot.store.engine.database import Transaction
from bot.store.tables import origin, origin_key

KEPT = timedelta(days=1)
ONLY = 1

_KEY = select(origin_key.c.key).where(origin_key.c.id == ONLY, origin_key.c.made_at > bindparam("since"))
_new_key = insert(origin_key).values(id=ONLY, key=bindparam("key"), made_at=bindparam("at"))
_DRAW = _new_key.on_conflict_do_update(
    index_elements=["id"], set_={"key": _new_key.excluded.key, "made_at": _new_key.excluded.made_at}
)
_THIS = origin.c.hash == bindparam("this")
_MEET = (
    insert(origin)
    .values(hash=bindparam("this"), spent=bindparam("at"), seen_at=bindparam("at"))
    .on_conflict_do_nothing(index_elements=["hash"])
)
_SEEN = select(origin.c.spent, origin.c.tray).where(_THIS).with_for_update()
_SPEND = update(origin).where(_THIS).values(spent=bindparam("until"), seen_at=bindparam("at"))
_OPEN = update(origin).where(_THIS).values(tray=bindparam("number"), seen_at=bindparam("at"))
_TRUST = update(origin).where(origin.c.tray == bindparam("number")).values(spent=bindparam("at"), tray=None)


@dataclass(frozen=True)
class Lately:
    """Whether one more request is too many now; `tray` is the number of the origin's last one."""

    too_many: bool
    tray: int | None


def blind(tx: Transaction, place: str, now: datetime) -> str:
    """The hash of an origin for a day, "" where it is not known."""
    if not place:
        return ""
    sealed = tx.connection.execute(_KEY, {"since": now - KEPT}).scalar()
    if sealed is None:
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        tx.connection.execute(_DRAW, {"key": tx.seal(origin_key.c.key, ONLY, key), "at": now})
    else:
        key = tx.unseal(origin_key.c.key, ONLY, sealed)
    return hmac.digest(base64.b64decode(key), place.encode(), hashlib.sha256).hex()[:32]


def count(tx: Transaction, hashed: str, an_hour: int, now: datetime) -> Lately:
    """Counts a request of the origin; one that is too many uses nothing up."""
    tx.connection.execute(_MEET, {"this": hashed, "at": now})
    spent, tray = tx.connection.execute(_SEEN, {"this": hashed}).one()
    # Only a clock that was set back can owe more than an hour. Kept in a table, so by the wall clock.
    owed = spent.timestamp() if spent <= now + timedelta(hours=1) else None
    meter, moment = Meter(3600 / an_hour, an_hour, owed), now.timestamp()
    if meter.opens(moment) > moment:
        return Lately(True, tray)
    until = datetime.fromtimestamp(meter.after(moment).spent or moment, UTC)
    tx.connection.execute(_SPEND, {"this": hashed, "until": until, "at": now})
    return Lately(False, tray)


def open_tray(tx: Transaction, hashed: str, number: int, now: datetime) -> None:
    """From now on its requests that are too many wait in the tray of that number."""
    tx.connection.execute(_OPEN, {"this": hashed, "number": number, "at": now})


def trust(tx: Transaction, tray: int, now: datetime) -> None:
    """Somebody has let the tray's requests through: its origin begins anew."""
    tx.connection.execute(_TRUST, {"number": tray, "at": now})


def expire_origins(tx: Transaction, now: datetime) -> int:
    """Forgets origins of yesterday, and the key they were hashed under."""
    old = now - KEPT
    tx.connection.execute(delete(origin_key).where(origin_key.c.made_at <= old))
    return tx.connection.execute(delete(origin).where(origin.c.seen_at <= old)).rowcount
