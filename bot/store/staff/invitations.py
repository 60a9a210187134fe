"""Invitations to staff: a code that works once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.domain.messages import Address
from bot.domain.people import Role, Staff
from bot.store.engine.database import Transaction
from bot.store.messages.serialization import write_communes
from bot.store.people.visitors import settle_in
from bot.store.staff.members import get, link
from bot.store.tables import address, invitation, staff

_INVITE = insert(invitation)
_REDEEM = (
    update(invitation)
    .where(
        invitation.c.code_hash == bindparam("hash"),
        invitation.c.used_at.is_(None),
        invitation.c.expires > bindparam("now"),
    )
    .values(used_at=bindparam("now"))
    .returning(invitation.c.name, invitation.c.role, invitation.c.communes, invitation.c.skills, invitation.c.capacity)
)
_USED = update(invitation).where(invitation.c.code_hash == bindparam("hash")).values(name=None)
_HIRE = insert(staff).values(active=True).returning(staff.c.id)
_CHANGE = (
    update(staff)
    .where(staff.c.id == bindparam("who"))
    .values(
        name=bindparam("called"),
        role=bindparam("as_role"),
        communes=bindparam("of"),
        skills=bindparam("can"),
        capacity=bindparam("most"),
    )
)
_AT = select(staff.c.id).join_from(address, staff).where(address.c.id == bindparam("which"), staff.c.active)


def invite(
    tx: Transaction,
    code_hash: bytes,
    name: str,
    role: Role,
    communes: Iterable[str],
    expires: datetime,
    now: datetime,
    *,
    skills: Iterable[str] = (),
    capacity: int | None = None,
) -> None:
    """Offers a place on the staff to the person who brings the code of this hash in time."""
    row = {
        "code_hash": code_hash,
        "name": tx.vault.seal(name),
        "role": role.value,
        "communes": write_communes(communes),
        "skills": write_communes(skills),
        "capacity": capacity,
        "made_at": now,
        "expires": expires,
    }
    tx.connection.execute(_INVITE, row)


def redeem(tx: Transaction, code_hash: bytes, address: Address, now: datetime, language: str) -> Staff | None:
    """Makes the person at that address staff; None for a code unknown, used or expired.

    One who is staff already stays the same person, with the name, role and communes of the invitation.
    """
    invited = tx.connection.execute(_REDEEM, {"hash": code_hash, "now": now}).first()
    if invited is None:
        return None
    tx.connection.execute(_USED, {"hash": code_hash})
    which = settle_in(tx, address, now, language)
    known: int | None = tx.connection.execute(_AT, {"which": which}).scalar()
    if known is not None:
        changed = {"called": invited.name, "as_role": invited.role, "of": invited.communes}
        tx.connection.execute(_CHANGE, {"who": known, **changed, "can": invited.skills, "most": invited.capacity})
        return get(tx, known)
    row = {"name": invited.name, "role": invited.role, "communes": invited.communes}
    row |= {"skills": invited.skills, "capacity": invited.capacity}
    hired = tx.connection.execute(_HIRE, {**row, "language": language, "since": now}).scalar_one()
    link(tx, hired, address, now)
    return get(tx, hired)
