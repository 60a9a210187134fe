"""Group chats of staff, in which requests are posted too."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.messages import Address
from bot.store.engine.at_address import same_address
from bot.store.engine.database import Transaction
from bot.store.messages.serialization import read_communes, write_communes
from bot.store.tables import address, parcel, staff_group

_group = upsert(staff_group)
_ADD_GROUP = _group.on_conflict_do_update(
    index_elements=["channel", "account", "chat"], set_={"communes": _group.excluded.communes}
)
_SAME = and_(
    same_address(address, staff_group),
)
_GROUPS = (
    select(staff_group.c.channel, staff_group.c.account, staff_group.c.chat)
    .join(address, _SAME, isouter=True)
    .where(
        address.c.blocked_at.is_(None),
        or_(staff_group.c.communes == "", staff_group.c.communes.contains(bindparam("commune"))),
    )
    .order_by(staff_group.c.channel, staff_group.c.account, staff_group.c.chat)
)


_BY_ID = (
    select(staff_group.c.channel, staff_group.c.account, staff_group.c.chat, staff_group.c.communes)
    .join(address, _SAME)
    .where(address.c.id == bindparam("which"), address.c.blocked_at.is_(None))
)


def move_group(tx: Transaction, was: Address, is_now: Address) -> None:
    """The platform has given the chat another name: all that is said or posted there goes to it.

    Where somebody has opened the group under its new name already, that stays.
    """
    for table in (staff_group, address):
        here, there = _at(table, was), _at(table, is_now)
        known = tx.connection.execute(select(table.c.chat).where(*there)).first() is not None
        if not known:
            tx.connection.execute(update(table).where(*here).values(chat=is_now.chat))
        elif table is staff_group:
            tx.connection.execute(delete(table).where(*here))
    tx.connection.execute(update(parcel).where(*_at(parcel, was)).values(chat=is_now.chat))


def _at(table: Table, place: Address) -> tuple[ColumnElement[bool], ...]:
    return (table.c.channel == place.channel, table.c.account == place.account, table.c.chat == place.chat)


def by_id(tx: Transaction, address_id: int) -> tuple[Address, frozenset[str]] | None:
    """The group chat with that address, and its communes (none: all).

    None where it is none, or may not be written to.
    """
    row = tx.connection.execute(_BY_ID, {"which": address_id}).first()
    return None if row is None else (Address(*row[:3]), read_communes(row[3]))


def add_group(tx: Transaction, address: Address, communes: Iterable[str]) -> None:
    """Has leads of these communes (none: of all) posted in that group chat too."""
    row = {"channel": address.channel, "account": address.account, "chat": address.chat}
    tx.connection.execute(_ADD_GROUP, {**row, "communes": write_communes(communes)})


def groups_of(tx: Transaction, commune: str) -> list[Address]:
    """The group chats for leads of that commune that did not block us."""
    return [Address(*row) for row in tx.connection.execute(_GROUPS, {"commune": f" {commune} "})]
