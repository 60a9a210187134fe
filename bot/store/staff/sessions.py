"""Sessions at the staff board: codes that open one once, and sessions ended from anywhere.

Only hashes of codes and tokens are kept, so nobody who reads the database can sign in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.people import Staff
from bot.store.engine.database import Transaction
from bot.store.staff import members
from bot.store.tables import staff, staff_code, staff_session

KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Session:
    """A browser in which a member of staff is signed in."""

    id: int
    staff: Staff
    made_at: datetime
    seen_at: datetime
    expires: datetime


_HERS = staff_session.c.staff_id == bindparam("who")
_LIVE = staff_session.c.ended_at.is_(None)
_NO_CODES = delete(staff_code).where(staff_code.c.staff_id == bindparam("who"), staff_code.c.used_at.is_(None))
_CODE = insert(staff_code)
_USE = (
    update(staff_code)
    .where(
        staff_code.c.code_hash == bindparam("hash"),
        staff_code.c.used_at.is_(None),
        staff_code.c.expires > bindparam("now"),
        staff_code.c.staff_id.in_(select(staff.c.id).where(staff.c.active)),
    )
    .values(used_at=bindparam("now"))
    .returning(staff_code.c.staff_id)
)
_BEGIN = insert(staff_session)
_OF = select(
    staff_session.c.id,
    staff_session.c.staff_id,
    staff_session.c.made_at,
    staff_session.c.seen_at,
    staff_session.c.expires,
).where(staff_session.c.token_hash == bindparam("hash"), _LIVE, staff_session.c.expires > bindparam("now"))
_SEEN = (
    update(staff_session)
    .where(staff_session.c.id == bindparam("this"))
    .values(seen_at=bindparam("now"), expires=bindparam("until"))
)
_SIGNED_IN = (
    select(staff_session.c.id, staff_session.c.made_at, staff_session.c.seen_at, staff_session.c.expires)
    .where(_HERS, _LIVE, staff_session.c.expires > bindparam("now"))
    .order_by(staff_session.c.seen_at.desc(), staff_session.c.id)
)
_END_OF = update(staff_session).where(staff_session.c.id == bindparam("this"), _HERS, _LIVE)
_END = update(staff_session).where(staff_session.c.id == bindparam("this"), _LIVE).values(ended_at=bindparam("now"))
_END_ALL = update(staff_session).where(_HERS, _LIVE).values(ended_at=bindparam("now"))
_END_OF_ALL = update(staff_session).where(_LIVE).values(ended_at=bindparam("now"))
_NO_CODES_AT_ALL = delete(staff_code).where(staff_code.c.used_at.is_(None))
_OLD_CODES = delete(staff_code).where(staff_code.c.expires < bindparam("before"))
_OLD_SESSIONS = delete(staff_session).where(staff_session.c.expires < bindparam("before"))


def give_code(tx: Transaction, staff_id: int, code_hash: str, expires: datetime, now: datetime) -> None:
    """Keeps the code that signs a member of staff in once, until it expires; voids earlier ones."""
    tx.connection.execute(_NO_CODES, {"who": staff_id})
    row = {"code_hash": code_hash, "staff_id": staff_id, "made_at": now, "expires": expires}
    tx.connection.execute(_CODE, row)


def enter(tx: Transaction, code_hash: str, token_hash: str, now: datetime, expires: datetime) -> Staff | None:
    """Opens a session for the code; None where it is unknown, used, expired, or its owner left."""
    who: int | None = tx.connection.execute(_USE, {"hash": code_hash, "now": now}).scalar()
    if who is None:
        return None
    for old in (_OLD_CODES, _OLD_SESSIONS):
        tx.connection.execute(old, {"before": now - KEPT})
    row = {"token_hash": token_hash, "staff_id": who, "made_at": now, "seen_at": now, "expires": expires}
    tx.connection.execute(_BEGIN, row)
    return members.get(tx, who)


def of_token(tx: Transaction, token_hash: str, now: datetime) -> Session | None:
    """The session of the token; None where it ended or expired, or the person left."""
    row = tx.connection.execute(_OF, {"hash": token_hash, "now": now}).first()
    member = members.get(tx, row.staff_id) if row is not None else None
    if row is None or member is None or not member.active:
        return None
    return Session(row.id, member, row.made_at, row.seen_at, row.expires)


def signed_in(tx: Transaction, member: Staff, now: datetime) -> list[Session]:
    """The sessions of the member of staff that have not ended, the one used last first."""
    rows = tx.connection.execute(_SIGNED_IN, {"who": member.id, "now": now})
    return [Session(row.id, member, row.made_at, row.seen_at, row.expires) for row in rows]


def seen(tx: Transaction, session: Session, now: datetime, expires: datetime) -> None:
    """Prolongs the session until then."""
    tx.connection.execute(_SEEN, {"this": session.id, "now": now, "until": expires})


def end(tx: Transaction, session_id: int, now: datetime) -> None:
    """Signs out in this browser."""
    tx.connection.execute(_END, {"this": session_id, "now": now})


def end_of(tx: Transaction, staff_id: int, session_id: int, now: datetime) -> bool:
    """Ends one session of that member of staff; False where they have no such one any more."""
    bound = {"this": session_id, "who": staff_id}
    return bool(tx.connection.execute(_END_OF.values(ended_at=now), bound).rowcount)


def end_of_everybody(tx: Transaction, now: datetime) -> int:
    """Ends all sessions of all staff, voids all codes; returns how many ended."""
    tx.connection.execute(_NO_CODES_AT_ALL)
    return tx.connection.execute(_END_OF_ALL, {"now": now}).rowcount


def end_all(tx: Transaction, staff_id: int, now: datetime) -> int:
    """Ends all sessions of the member of staff, voids their code; returns how many ended."""
    tx.connection.execute(_NO_CODES, {"who": staff_id})
    return tx.connection.execute(_END_ALL, {"who": staff_id, "now": now}).rowcount
