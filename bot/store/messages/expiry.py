"""Forgets what went out, or was given up, some time ago."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, delete, literal_column, or_, select

from bot.store.engine.columns import there_is
from bot.store.engine.database import Transaction
from bot.store.engine.slices import SLICE, a_slice
from bot.store.tables import case_line, lead, parcel
from bot.store.tables.messages import OF_NOBODY, SETTLED

_REQUEST = select(lead.c.number).where(lead.c.number == parcel.c.subject_id, lead.c.phone.is_not(None))
_QUESTION = select(case_line.c.id).where(case_line.c.live_case == parcel.c.subject_id)
_LIVES = or_(
    and_(parcel.c.subject_kind == "lead", there_is(_REQUEST)),
    and_(parcel.c.subject_kind == "case", there_is(_QUESTION)),
)
_OVER = and_(
    parcel.c.state != literal_column("'waiting'"), parcel.c.due < bindparam("before"), bindparam("before") > SETTLED
)
_LISTED = and_(parcel.c.names != "", bindparam("lists_before") <= SETTLED)
_EXPIRE = delete(parcel).where(a_slice(parcel.c.number, and_(_OVER, OF_NOBODY)))
_SUBJECTS = (
    select(parcel.c.number, or_(and_(~_LIVES, ~_LISTED), parcel.c.state != "sent").label("ends"))
    .where(parcel.c.number > bindparam("after"), _OVER, ~OF_NOBODY)
    .order_by(parcel.c.number)
    .limit(SLICE)
)
_DELETE = delete(parcel).where(parcel.c.number.in_(bindparam("numbers", expanding=True)))


def expire_parcels(tx: Transaction, before: datetime) -> int:
    """Deletes a slice of the parcels about nothing that are over before then.

    Returns how many.
    """
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def expire_cards(tx: Transaction, before: datetime, lists_before: datetime, after: int) -> tuple[int, int | None]:
    """Deletes those about a request or a live question, of a slice above the number `after`.

    Returns how many, and the last number looked at: None where there is none left. The rows, without words, stay as
    long as the request or question itself is kept: a withdrawal has still to reach every copy; those of lists that name
    requests, until `lists_before`.
    """
    bound = {"before": before, "lists_before": lists_before, "after": after}
    rows = tx.connection.execute(_SUBJECTS, bound).all()
    if numbers := [number for number, ends in rows if ends]:
        tx.connection.execute(_DELETE, {"numbers": numbers})
    return len(numbers), rows[-1][0] if rows else None
