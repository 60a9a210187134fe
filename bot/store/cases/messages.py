"""Messages posted to staff about a live question: to be answered, changed or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, literal_column, or_, select

from bot.domain.messages import Address
from bot.store.engine.at_address import address_values, at_address, same_address
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.tables import address, parcel

_ABOUT = and_(parcel.c.subject_kind == "case", parcel.c.subject_id == bindparam("about"))
_AT_STAFF = (
    select(parcel.c.key, parcel.c.channel, parcel.c.account, parcel.c.chat)
    .join(
        address,
        same_address(address, parcel),
    )
    .where(
        _ABOUT,
        parcel.c.kind == "new",
        address.c.staff_id.is_not(None),
        or_(state_is(parcel, "waiting"), and_(state_is(parcel, "sent"), parcel.c.settled_at >= bindparam("since"))),
    )
    .order_by(parcel.c.number)
)


_AT = (
    select(parcel.c.subject_id)
    .where(
        at_address(parcel),
        parcel.c.message_id == bindparam("as_id"),
        parcel.c.message_id != literal_column("''"),
        parcel.c.subject_kind == "case",
    )
    .order_by(parcel.c.number.desc())
    .limit(1)
)


_RELAYED = (
    select(parcel.c.state, parcel.c.due)
    .where(
        _ABOUT,
        at_address(parcel),
        parcel.c.key.contains(":said:"),
    )
    .order_by(parcel.c.number)
)


@dataclass(frozen=True)
class Relayed:
    """Something that one side said, on its way to the other."""

    state: str
    due: datetime


def relayed(tx: Transaction, case: int, to: Address) -> list[Relayed]:
    """What was said in that question to whom reads there, in order."""
    at = {"about": case, **address_values(to)}
    return [Relayed(*row) for row in tx.connection.execute(_RELAYED, at)]


_SAID_UNDER = (
    select(parcel.c.key)
    .where(
        _ABOUT,
        at_address(parcel),
        parcel.c.kind == "new",
        parcel.c.key.contains(bindparam("as_part")),
    )
    .order_by(parcel.c.number)
    .limit(1)
)


def said_under(tx: Transaction, case: int, to: Address, event: str) -> list[str]:
    """The key of what was posted there under that event of the question, if anything was."""
    at = {"about": case, **address_values(to), "as_part": f":{event}:"}
    return list(tx.connection.execute(_SAID_UNDER, at).scalars())


def question_at(tx: Transaction, address: Address, message_id: str) -> int:
    """The number of the question that the message there is about; 0 where it is about none."""
    at = {**address_values(address), "as_id": message_id}
    return int(tx.connection.execute(_AT, at).scalar() or 0)


def at_staff(tx: Transaction, case: int, since: datetime) -> list[tuple[str, Address]]:
    """Key and address of each message about the case that waits for staff, or went since then."""
    rows = tx.connection.execute(_AT_STAFF, {"about": case, "since": since})
    return [(key, Address(channel, account, chat)) for key, channel, account, chat in rows]
