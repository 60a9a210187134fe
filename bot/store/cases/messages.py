"""What was posted about a live question: cards and lines at the staff's addresses, to be changed or taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select, update

from bot.domain.messages import Address
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.tables import address, parcel

_ABOUT = parcel.c.live_case == bindparam("about")
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
_CASE = select(parcel.c.live_case).where(parcel.c.number == bindparam("this"))
_WITHDRAW = (
    update(parcel)
    .where(_ABOUT, or_(state_is(parcel, "waiting"), state_is(parcel, "never")))
    .values(state="withdrawn", body=None)
)


def at_staff(tx: Transaction, case: int, since: datetime) -> list[tuple[str, Address]]:
    """Key and address of each message about that question which waits to go to staff, or went there since then."""
    rows = tx.connection.execute(_AT_STAFF, {"about": case, "since": since})
    return [(key, Address(channel, account, chat)) for key, channel, account, chat in rows]


def about(tx: Transaction, number: int) -> int | None:
    """The number of the live question that a parcel belongs to."""
    case: int | None = tx.connection.execute(_CASE, {"this": number}).scalar()
    return case


def withdraw(tx: Transaction, case: int) -> int:
    """Blanks what was not sent about that question, to whomever; returns how many."""
    return tx.connection.execute(_WITHDRAW, {"about": case}).rowcount
