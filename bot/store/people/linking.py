"""Linking: codes that one address asks for and another brings, and making two citizens one.

A code works once and for a short while, and only its blind index is kept. Who brings too many wrong ones has to wait.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from bot.domain.messages import Address
from bot.store.engine.database import Transaction
from bot.store.people import consents
from bot.store.tables import address, citizen, consent, guest, lead, link_code, link_miss, live_case, staff

CODES_LIVE = timedelta(minutes=15)
COUNTED = timedelta(hours=1)

_OFFER = insert(link_code).values(open=True)
_OFFERED = (
    select(func.count())
    .select_from(link_code)
    .where(link_code.c.address_id == bindparam("which"), link_code.c.made_at > bindparam("since"))
)
_REDEEM = (
    update(link_code)
    .where(link_code.c.code_hash == bindparam("hash"), link_code.c.open, link_code.c.made_at > bindparam("since"))
    .values(open=False)
    .returning(link_code.c.address_id)
)
_VOID = update(link_code).where(link_code.c.address_id == bindparam("which")).values(open=False)
_MISS = insert(link_miss)
_MISSES = (
    select(func.count())
    .select_from(link_miss)
    .where(link_miss.c.address_id == bindparam("which"), link_miss.c.at > bindparam("since"))
)
_EXPIRE_CODES = delete(link_code).where(link_code.c.made_at < bindparam("before"))
_EXPIRE_MISSES = delete(link_miss).where(link_miss.c.at < bindparam("before"))
_WHOSE = (
    select(address.c.citizen_id, staff.c.id)
    .outerjoin(staff, and_(staff.c.id == address.c.staff_id, staff.c.active))
    .where(address.c.id == bindparam("which"))
    .with_for_update(of=address)
)
_PLACE = select(address.c.channel, address.c.account, address.c.chat).where(address.c.id == bindparam("which"))
_HERS = (
    select(address.c.channel, address.c.account, address.c.chat)
    .where(address.c.citizen_id == bindparam("who"))
    .order_by(address.c.id)
)
_BOTH = (
    select(citizen.c.id)
    .where(or_(citizen.c.id == bindparam("one"), citizen.c.id == bindparam("other")))
    .order_by(citizen.c.id)
    .with_for_update()
)
_LINKED = (address, consent, lead, live_case, guest)
_MOVES = tuple(
    update(table)
    .where(table.c.citizen_id == bindparam("was"))
    .values(citizen_id=bindparam("becomes"), came_with=func.coalesce(table.c.came_with, bindparam("was")))
    for table in _LINKED
)
_BACK = tuple(
    update(table)
    .where(table.c.citizen_id == bindparam("was"), table.c.came_with == bindparam("party"))
    .values(citizen_id=bindparam("party"), came_with=None)
    for table in _LINKED
)
_CAME_WITH = select(address.c.citizen_id, address.c.came_with).where(address.c.id == bindparam("which"))
_PARTIES = (
    select(address.c.came_with)
    .where(address.c.citizen_id == bindparam("who"), address.c.came_with.is_not(None))
    .distinct()
    .order_by(address.c.came_with)
)
_OF_PARTY = select(address.c.id).where(
    address.c.citizen_id == bindparam("who"), address.c.came_with == bindparam("party")
)
_AFRESH = update(address).where(address.c.id.in_(bindparam("those", expanding=True))).values(conversation=None)
_NEW_CITIZEN = insert(citizen).returning(citizen.c.id)
_PART = (
    update(address)
    .where(address.c.id == bindparam("which"))
    .values(citizen_id=bindparam("who"), came_with=None, conversation=None)
)
_me = address.alias("me")
_OTHERS = select(address.c.id).where(
    address.c.citizen_id == select(_me.c.citizen_id).where(_me.c.id == bindparam("which")).scalar_subquery(),
    address.c.id != bindparam("which"),
)


def offer(tx: Transaction, address_id: int, code: str, now: datetime) -> None:
    """Offers the code for a quarter of an hour: an address that brings it is linked."""
    tx.connection.execute(_OFFER, {"code_hash": _hash(tx, code), "address_id": address_id, "made_at": now})


def offered(tx: Transaction, address_id: int, now: datetime) -> int:
    """How many codes that address has asked for within the hour."""
    return int(tx.connection.execute(_OFFERED, {"which": address_id, "since": now - COUNTED}).scalar_one())


def redeem(tx: Transaction, code: str, now: datetime) -> int | None:
    """Uses the code up and returns the id of its address; None where it is not valid."""
    found: int | None = tx.connection.execute(_REDEEM, {"hash": _hash(tx, code), "since": now - CODES_LIVE}).scalar()
    return found


def void(tx: Transaction, address_id: int) -> None:
    """None of the codes that were asked for there is valid any more."""
    tx.connection.execute(_VOID, {"which": address_id})


def miss(tx: Transaction, address_id: int, now: datetime) -> None:
    """A wrong code was brought there."""
    tx.connection.execute(_MISS, {"address_id": address_id, "at": now})


def misses(tx: Transaction, address_id: int, now: datetime) -> int:
    """How many wrong codes were brought there within the hour."""
    return int(tx.connection.execute(_MISSES, {"which": address_id, "since": now - COUNTED}).scalar_one())


def expire_codes(tx: Transaction, now: datetime) -> int:
    """Deletes codes and misses that count no more; returns how many."""
    before = {"before": now - COUNTED}
    return (
        tx.connection.execute(_EXPIRE_CODES, before).rowcount + tx.connection.execute(_EXPIRE_MISSES, before).rowcount
    )


def whose(tx: Transaction, address_id: int) -> tuple[int, int | None]:
    """The ids of the citizen at that address, and of the active member of staff if there is one.

    Nobody becomes staff there before this transaction ends.
    """
    row = tx.connection.execute(_WHOSE, {"which": address_id}).one()
    return row[0], row[1]


def place(tx: Transaction, address_id: int) -> Address:
    """The address of that id."""
    return Address(*tx.connection.execute(_PLACE, {"which": address_id}).one())


def addresses(tx: Transaction, citizen_id: int) -> list[Address]:
    """Every address of the citizen, the oldest first."""
    return [Address(*row) for row in tx.connection.execute(_HERS, {"who": citizen_id})]


def unite(tx: Transaction, one: int, other: int) -> None:
    """Makes two citizens one: the first to come stays, with their language.

    Addresses, requests and consents move, and remember with whom they came. Both rows are locked, so that nothing is
    added to either meanwhile.
    """
    stays, goes = tx.connection.execute(_BOTH, {"one": one, "other": other}).all()
    becomes = {"was": goes.id, "becomes": stays.id}
    for move in _MOVES:
        tx.connection.execute(move, becomes)


def part(tx: Transaction, address_id: int, language: str, now: datetime) -> list[int]:
    """Undoes links: what came along goes back. Returns the ids of the addresses parted.

    Said at an address that came along, its own party leaves; said at one that was there first, all others do. One
    that was linked before that was kept goes to a new citizen who speaks `language`.
    """
    who, own = tx.connection.execute(_CAME_WITH, {"which": address_id}).one()
    parties = [own] if own is not None else list(tx.connection.execute(_PARTIES, {"who": who}).scalars())
    if not parties:
        _to_somebody_new(tx, address_id, language, now)
        return [address_id]
    parted = [
        one for party in parties for one in tx.connection.execute(_OF_PARTY, {"who": who, "party": party}).scalars()
    ]
    for party in parties:
        for back in _BACK:
            tx.connection.execute(back, {"was": who, "party": party})
    tx.connection.execute(_AFRESH, {"those": parted})
    consents.keep_for(tx, parted)
    for one in parted:
        void(tx, one)
    return parted


def part_others(tx: Transaction, address_id: int, language: str, now: datetime) -> None:
    """Gives the citizen's other addresses to a new citizen each; staff stay staff."""
    for other in tx.connection.execute(_OTHERS, {"which": address_id}).scalars().all():
        _to_somebody_new(tx, other, language, now)


def _to_somebody_new(tx: Transaction, address_id: int, language: str, now: datetime) -> None:
    somebody = tx.connection.execute(_NEW_CITIZEN, {"language": language, "since": now}).scalar_one()
    tx.connection.execute(_PART, {"which": address_id, "who": somebody})
    consents.keep_for(tx, [address_id])


def _hash(tx: Transaction, code: str) -> bytes:
    return tx.vault.blind("link " + "".join(letter for letter in code.upper() if letter.isalnum()))
