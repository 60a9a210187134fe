"""Parcels given up, for an operator to see and to have sent again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.domain.messages import Address, Subject, SubjectKind
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.tables import parcel


@dataclass(frozen=True)
class ParcelRow:
    """A parcel given up, as the operator sees it: without its words."""

    number: int
    key: str
    address: Address
    kind: str
    due: datetime
    attempts: int
    reason: str
    about: Subject | None


_NEVER = state_is(parcel, "never")
_UNSENT = (
    select(
        parcel.c.number,
        parcel.c.key,
        parcel.c.channel,
        parcel.c.account,
        parcel.c.chat,
        parcel.c.kind,
        parcel.c.due,
        parcel.c.attempts,
        parcel.c.reason,
        parcel.c.subject_kind,
        parcel.c.subject_id,
    )
    .where(_NEVER)
    .order_by(parcel.c.number.desc())
    .limit(bindparam("most"))
)
_RESEND = (
    update(parcel)
    .where(parcel.c.number.in_(bindparam("numbers", expanding=True)), _NEVER)
    .values(state="waiting", at=bindparam("now"), attempts=0, settled_at=None)
)
_ABOUT = select(parcel.c.subject_kind, parcel.c.subject_id).where(parcel.c.number == bindparam("this"))


def unsent(tx: Transaction, limit: int) -> list[ParcelRow]:
    """Parcels that were given up, the latest first."""
    rows = tx.connection.execute(_UNSENT, {"most": limit})
    return [
        ParcelRow(
            row[0], row[1], Address(row[2], row[3], row[4]), row[5], row[6], row[7], row[8], _subject(row[9], row[10])
        )
        for row in rows
    ]


def about(tx: Transaction, number: int) -> Subject | None:
    """What the parcel of that number is about."""
    row = tx.connection.execute(_ABOUT, {"this": number}).first()
    return None if row is None else _subject(*row)


def resend(tx: Transaction, numbers: Sequence[int], now: datetime) -> int:
    """Has given-up parcels tried again from now, as if for the first time; returns how many."""
    return tx.connection.execute(_RESEND, {"numbers": list(numbers), "now": now}).rowcount


def _subject(kind: SubjectKind | None, number: int | None) -> Subject | None:
    return None if kind is None or number is None else Subject(kind, number)
