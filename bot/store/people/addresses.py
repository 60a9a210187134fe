"""Addresses: whose they are, and where else a person can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select, update

from bot.domain.messages import Address
from bot.store.engine.at_address import address_values, at_address
from bot.store.engine.database import Transaction
from bot.store.tables import address, citizen, staff


@dataclass(frozen=True)
class Owner:
    """Whose an address is; `staff` is the number of a member of staff, if it is one."""

    citizen: int
    staff: int | None


@dataclass(frozen=True)
class Place:
    """An address, and the language that is read there."""

    address: Address
    language: str


_AT = at_address(address)
_HEARD = select(address.c.talked_at).where(_AT)
_ALOUD = select(address.c.read_aloud).where(_AT)
_READ_ALOUD = update(address).where(_AT).values(read_aloud=bindparam("aloud"))
_OWNER = select(address.c.citizen_id, address.c.staff_id).where(_AT)
_READ = func.coalesce(staff.c.language, citizen.c.language)
_READERS = address.join(citizen, citizen.c.id == address.c.citizen_id).outerjoin(
    staff, staff.c.id == address.c.staff_id
)
_LANGUAGE = select(_READ).select_from(_READERS).where(_AT)
_PLACES = (
    select(address.c.id, address.c.channel, address.c.account, address.c.chat, _READ)
    .select_from(_READERS)
    .where(address.c.id.in_(bindparam("those", expanding=True)), address.c.blocked_at.is_(None))
)
_MEMBER = bindparam("member", type_=address.c.staff_id.type)
_OTHERS = (
    select(address.c.channel, address.c.account, address.c.chat)
    .where(
        or_(
            and_(
                address.c.citizen_id == bindparam("who"), bindparam("member", type_=address.c.staff_id.type).is_(None)
            ),
            address.c.staff_id == _MEMBER,
        ),
        ~_AT,
        address.c.blocked_at.is_(None),
    )
    .order_by(address.c.talked_at.desc(), address.c.id)
)


def last_heard(tx: Transaction, place: Address) -> datetime | None:
    """When somebody last wrote to us from there; None where nobody ever did."""
    moment: datetime | None = tx.connection.execute(_HEARD, address_values(place)).scalar()
    return moment


def owner(tx: Transaction, place: Address) -> Owner | None:
    """Whose address that is; None for one that we do not know."""
    row = tx.connection.execute(_OWNER, address_values(place)).first()
    return None if row is None else Owner(row[0], row[1])


def language(tx: Transaction, place: Address) -> str:
    """The code of the language that is read there; "" where nobody ever wrote from there."""
    return str(tx.connection.execute(_LANGUAGE, address_values(place)).scalar() or "")


def is_read_aloud(tx: Transaction, place: Address) -> bool:
    """Whether what is said there is read aloud too."""
    return bool(tx.connection.execute(_ALOUD, address_values(place)).scalar())


def read_aloud(tx: Transaction, place: Address, aloud: bool) -> None:
    """From now on what is said there is read aloud too, or no more."""
    tx.connection.execute(_READ_ALOUD, {**address_values(place), "aloud": aloud})


def places(tx: Transaction, address_ids: Iterable[int]) -> dict[int, Place]:
    """Those of that many addresses that did not block us, by their number."""
    rows = tx.connection.execute(_PLACES, {"those": sorted(set(address_ids))})
    return {number: Place(Address(*at), language) for number, *at, language in rows}


def others(tx: Transaction, place: Address, whose: Owner) -> list[Address]:
    """The person's other addresses that did not block us, the last one written from first.

    Those of a member of staff are where they work: what a citizen has linked besides is none of them.
    """
    bound = {**address_values(place), "who": whose.citizen, "member": whose.staff}
    return [Address(*row) for row in tx.connection.execute(_OTHERS, bound)]
