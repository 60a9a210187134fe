"""Copies of what staff were told, found at an address or by what they tell of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, func, or_, select, update

from bot.domain.messages import Address, Subject
from bot.store.engine.at_address import address_values, at_address
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.messages.serialization import subjects
from bot.store.tables import address, guest, lead, live_case, parcel, recipient


@dataclass(frozen=True)
class Copy:
    """A message to staff that tells of requests or questions; sent: it may be read by now."""

    number: int
    key: str
    address: Address
    reader: int
    subjects: tuple[Subject, ...]
    sent: bool
    listed: bool


_p = parcel.c
_e = parcel.alias("change")
_CHANGES = select(func.coalesce(func.max(_e.c.number), 0)).where(_e.c.edits == _p.key, _e.c.kind == "edit")
# The last change that has arrived tells of nothing, and none that tells of something comes after it.
_IS_EMPTY = (
    _CHANGES.where(_e.c.state == "sent", _e.c.subject_kind.is_(None)).scalar_subquery()
    > _CHANGES.where(_e.c.state.in_(["waiting", "sent"]), _e.c.subject_kind.is_not(None)).scalar_subquery()
)
_UNDER_WAY = and_(_p.state == "withdrawn", _p.worker != "")
_COPIES: Select[Any] = (
    select(
        _p.number,
        _p.key,
        _p.channel,
        _p.account,
        _p.chat,
        _p.reader,
        _p.subject_kind,
        _p.subject_id,
        _p.names,
        _p.kind,
        or_(_p.state == "sent", _p.worker != "").label("sent"),
    )
    .where(
        _p.reader.is_not(None),
        _p.kind.in_(["new", "edit"]),
        or_(_p.state.in_(["waiting", "sent", "never"]), _UNDER_WAY),
        or_(_p.subject_kind.is_not(None), _p.names != ""),
        ~_IS_EMPTY,
    )
    .order_by(_p.number)
)
_AT = _COPIES.where(
    _p.reader == bindparam("who"),
    at_address(parcel),
)
_OF = _COPIES.where(_p.subject_kind == bindparam("of_kind"), _p.subject_id == bindparam("of_id"))
_LISTS = _COPIES.where(_p.names != "", _p.names.contains(bindparam("name")))
_WITHDRAW = (
    update(parcel)
    .where(_p.number == bindparam("this"), or_(state_is(parcel, "waiting"), state_is(parcel, "never")))
    .values(state="withdrawn", body=None)
    .returning(_p.worker)
)
_DROP = update(parcel).where(_p.number == bindparam("this")).values(state="withdrawn", body=None, worker="")
_EMPTIED = update(parcel).where(_p.number == bindparam("this")).values(subject_kind=None, subject_id=None, names="")
_WITHDRAW_READER = (
    update(parcel)
    .where(_p.reader == bindparam("who"), or_(state_is(parcel, "waiting"), state_is(parcel, "never")))
    .values(state="withdrawn", body=None)
)
_READERS = 1
"""The class of the advisory locks that are named by a member of staff."""
_SHOWS = (
    select(lead.c.number, func.pg_advisory_xact_lock_shared(_READERS, bindparam("who", type_=Integer)))
    .where(lead.c.number.in_(bindparam("numbers", expanding=True)))
    .with_for_update(read=True, of=lead)
)
_SWEEPS = select(func.pg_advisory_xact_lock(_READERS, bindparam("who", type_=Integer)))
_PLACE = and_(at_address(address), address.c.staff_id.is_(None))
_ASKED = {
    "lead": select(address.c.citizen_id == lead.c.citizen_id)
    .select_from(lead.join(address, _PLACE))
    .where(lead.c.number == bindparam("this")),
    "case": select(or_(address.c.citizen_id == live_case.c.citizen_id, address.c.id == live_case.c.address_id))
    .select_from(live_case.join(address, _PLACE))
    .where(live_case.c.number == bindparam("this")),
    "guest": select(or_(address.c.citizen_id == guest.c.citizen_id, address.c.id == guest.c.address_id))
    .select_from(guest.join(address, _PLACE))
    .where(guest.c.id == bindparam("this")),
    "recipient": select(address.c.id == recipient.c.address_id)
    .select_from(recipient.join(address, _PLACE))
    .where(recipient.c.id == bindparam("this")),
}


def may_be_told(tx: Transaction, subject: Subject, place: Address) -> bool:
    """Whether the citizen at that address may be told of it: they asked for it."""
    return (
        tx.connection.execute(_ASKED[subject.kind], {"this": subject.id, **address_values(place)}).scalar() is not False
    )


def shows(tx: Transaction, reader: int, numbers: Collection[int]) -> None:
    """Says that this transaction posts to that member of staff what tells of these requests.

    Until it has ended, no right to them ends, nor the reader's to anything (see `sweeps`), so that ending one finds all
    that was posted. On SQLite only one writes at a time.
    """
    if tx.shared:
        tx.connection.execute(_SHOWS, {"who": reader, "numbers": sorted(numbers)}).all()


def sweeps(tx: Transaction, reader: int) -> None:
    """Waits for all who post to that member of staff, so that everything can be taken from them."""
    if tx.shared:
        tx.connection.execute(_SWEEPS, {"who": reader}).all()


def at(tx: Transaction, place: Address, reader: int) -> list[Copy]:
    """What went, or is to go, to that member of staff at that address."""
    return _all(tx, _AT, **address_values(place), who=reader)


def of(tx: Transaction, subject: Subject) -> list[Copy]:
    """Every copy about that subject, and the lists that name it if it is a request."""
    found = _all(tx, _OF, of_kind=subject.kind, of_id=subject.id)
    return found + _all(tx, _LISTS, name=f" {subject.id} ") if subject.kind == "lead" else found


def withdraw(tx: Transaction, copy: Copy) -> bool:
    """Blanks it where it is not sent; False where it is on its way by now, or has arrived."""
    worker = tx.connection.execute(_WITHDRAW, {"this": copy.number}).scalar()
    return worker == ""


def drop(tx: Transaction, number: int) -> None:
    """Withdraws a parcel that was claimed and is not sent."""
    tx.connection.execute(_DROP, {"this": number})


def emptied(tx: Transaction, copy: Copy) -> None:
    """Records that it tells of nothing any more."""
    tx.connection.execute(_EMPTIED, {"this": copy.number})


def withdraw_all(tx: Transaction, reader: int) -> int:
    """Blanks whatever is unsent to that member of staff; returns how much that was."""
    return tx.connection.execute(_WITHDRAW_READER, {"who": reader}).rowcount


def _all(tx: Transaction, statement: Select[Any], **bound: object) -> list[Copy]:
    return [
        Copy(row.number, row.key, Address(*row[2:5]), row.reader, subjects(*row[6:9]), bool(row.sent), row.names != "")
        for row in tx.connection.execute(statement, bound)
        if row.kind == "new" or not row.sent
    ]
