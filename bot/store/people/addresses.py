"""Addresses: whose they are, and where else a person can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select

from bot.domain.messages import Address
from bot.store.engine.database import Transaction
from bot.store.tables import address, citizen, staff


@dataclass(frozen=True)
class Owner:
    """Whose an address is; `staff` is the number of a member of staff, if it is one."""

    citizen: int
    staff: int | None


_AT = and_(
    address.c.channel == bindparam("on"), address.c.account == bindparam("by"), address.c.chat == bindparam("of")
)
_HEARD = select(address.c.talked_at).where(_AT)
_OWNER = select(address.c.citizen_id, address.c.staff_id).where(_AT)
_LANGUAGE = (
    select(func.coalesce(staff.c.language, citizen.c.language))
    .select_from(
        address.join(citizen, citizen.c.id == address.c.citizen_id).outerjoin(staff, staff.c.id == address.c.staff_id)
    )
    .where(_AT)
)
_OTHERS = (
    select(address.c.channel, address.c.account, address.c.chat)
    .where(
        or_(
            address.c.citizen_id == bindparam("who"),
            and_(address.c.staff_id.is_not(None), address.c.staff_id == bindparam("member")),
        ),
        ~_AT,
        address.c.blocked_at.is_(None),
    )
    .order_by(address.c.talked_at.desc(), address.c.id)
)


def last_heard(tx: Transaction, place: Address) -> datetime | None:
    """When somebody last wrote to us from there; None where nobody ever did."""
    moment: datetime | None = tx.connection.execute(_HEARD, _place(place)).scalar()
    return moment


def owner(tx: Transaction, place: Address) -> Owner | None:
    """Whose address that is; None for one that we do not know."""
    row = tx.connection.execute(_OWNER, _place(place)).first()
    return None if row is None else Owner(row[0], row[1])


def language(tx: Transaction, place: Address) -> str:
    """The code of the language that is read there; "" where nobody ever wrote from there."""
    return str(tx.connection.execute(_LANGUAGE, _place(place)).scalar() or "")


def others(tx: Transaction, place: Address, whose: Owner) -> list[Address]:
    """The person's other addresses that did not block us, the last one written from first."""
    bound = {**_place(place), "who": whose.citizen, "member": whose.staff}
    return [Address(*row) for row in tx.connection.execute(_OTHERS, bound)]


def _place(place: Address) -> dict[str, object]:
    return {"on": place.channel, "by": place.account, "of": place.chat}
