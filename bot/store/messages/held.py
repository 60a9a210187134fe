"""Messages to citizens that wait a little, for what they tell of may turn out to be a slip."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, or_, select, update

from bot.domain.messages import Subject
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.tables import parcel

_TO_CITIZEN = and_(
    parcel.c.key.startswith(bindparam("in_turn")),
    parcel.c.subject_kind == bindparam("of_kind"),
    parcel.c.subject_id == bindparam("of_id"),
    parcel.c.reader.is_(None),
    ~parcel.c.in_group,
    parcel.c.kind == "new",
)
_WITHDRAW = (
    update(parcel)
    .where(_TO_CITIZEN, or_(state_is(parcel, "waiting"), state_is(parcel, "never")))
    .values(state="withdrawn", body=None)
)
_MAY_BE_READ = select(parcel.c.number).where(_TO_CITIZEN, or_(parcel.c.state == "sent", parcel.c.worker != ""))


def take_back(tx: Transaction, turn: str, about: Subject) -> bool:
    """Withdraws what that turn posted to the citizen about it and is still unsent.

    True where some of it may have been read: it has gone, or goes at this moment.
    """
    bound = {"in_turn": f"{turn}:", "of_kind": about.kind, "of_id": about.id}
    gone = tx.connection.execute(_MAY_BE_READ, bound).first() is not None
    tx.connection.execute(_WITHDRAW, bound)
    return gone
