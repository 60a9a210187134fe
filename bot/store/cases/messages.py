"""Messages posted to staff about a live question, to be changed or taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select

from bot.domain.messages import Address
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.tables import address, parcel

_ABOUT = and_(parcel.c.subject_kind == "case", parcel.c.subject_id == bindparam("about"))
_AT_STAFF = (
    select(parcel.c.key, parcel.c.channel, parcel.c.account, parcel.c.chat)
    .join(
        address,
        and_(
            address.c.channel == parcel.c.channel,
            address.c.account == parcel.c.account,
            address.c.chat == parcel.c.chat,
        ),
    )
    .where(
        _ABOUT,
        parcel.c.kind == "new",
        address.c.staff_id.is_not(None),
        or_(state_is(parcel, "waiting"), and_(state_is(parcel, "sent"), parcel.c.settled_at >= bindparam("since"))),
    )
    .order_by(parcel.c.number)
)


def at_staff(tx: Transaction, case: int, since: datetime) -> list[tuple[str, Address]]:
    """Key and address of each message about the case that waits for staff, or went since then."""
    rows = tx.connection.execute(_AT_STAFF, {"about": case, "since": since})
    return [(key, Address(channel, account, chat)) for key, channel, account, chat in rows]
