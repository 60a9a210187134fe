"""Invitations to staff: a code that works once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.domain.messages import Address
from bot.domain.people import Role, Staff
from bot.lazy import lazily
from bot.store.engine.database import Transaction
from bot.store.messages.serialization import read_communes, write_communes
from bot.store.staff.members import CHANGE, get, link
from bot.store.tables import address, invitation, next_number, staff

settle_in: Callable[[Transaction, Address, datetime, str], int] = lazily("bot.store.people.visitors", "settle_in")


@dataclass(frozen=True)
class Invitation:
    """An invitation that nobody has used; admins call it by its `mark`, not its code."""

    code_hash: bytes
    name: str
    role: Role
    communes: frozenset[str]
    made_at: datetime
    expires: datetime

    @property
    def mark(self) -> str:
        return self.code_hash.hex()[:8]


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
_NEXT = select(next_number(staff.c.id))
_HIRE = insert(staff).values(name=b"", active=True).returning(staff.c.id)
_NAME = update(staff).where(staff.c.id == bindparam("who")).values(name=bindparam("called"))
_OPEN = (
    select(invitation)
    .where(invitation.c.used_at.is_(None), invitation.c.expires > bindparam("now"))
    .order_by(invitation.c.made_at, invitation.c.code_hash)
)
_REVOKE = (
    update(invitation)
    .where(invitation.c.code_hash == bindparam("hash"), invitation.c.used_at.is_(None))
    .values(used_at=bindparam("now"), name=None)
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
        "name": tx.seal(invitation.c.name, code_hash, name),
        "role": role.value,
        "communes": write_communes(communes),
        "skills": write_communes(skills),
        "capacity": capacity,
        "made_at": now,
        "expires": expires,
    }
    tx.connection.execute(_INVITE, row)


def waiting(tx: Transaction, now: datetime) -> list[Invitation]:
    """Those that can still be used, the oldest first."""
    return [
        Invitation(
            row.code_hash,
            tx.unseal(invitation.c.name, row.code_hash, row.name),
            Role(row.role),
            read_communes(row.communes),
            row.made_at,
            row.expires,
        )
        for row in tx.connection.execute(_OPEN, {"now": now})
    ]


def revoke(tx: Transaction, code_hash: bytes, now: datetime) -> bool:
    """Nobody can use it any more; False where it was used, or revoked, before."""
    return tx.connection.execute(_REVOKE, {"hash": code_hash, "now": now}).rowcount == 1


def redeem(tx: Transaction, code_hash: bytes, address: Address, now: datetime, language: str) -> Staff | None:
    """Makes the person at that address staff; None for a code unknown, used or expired.

    One who is staff already stays the same person, with the name, role and communes of the invitation.
    """
    invited = tx.connection.execute(_REDEEM, {"hash": code_hash, "now": now}).first()
    if invited is None:
        return None
    name = tx.unseal(invitation.c.name, code_hash, invited.name)
    tx.connection.execute(_USED, {"hash": code_hash})
    which = settle_in(tx, address, now, language)
    known: int | None = tx.connection.execute(_AT, {"which": which}).scalar()
    if known is not None:
        changed = {"called": tx.seal(staff.c.name, known, name), "as_role": invited.role, "of": invited.communes}
        tx.connection.execute(CHANGE, {"who": known, **changed, "can": invited.skills, "most": invited.capacity})
        return get(tx, known)
    row = {"role": invited.role, "communes": invited.communes}
    row |= {"skills": invited.skills, "capacity": invited.capacity}
    if not tx.shared:
        row["id"] = tx.connection.scalar(_NEXT)
    hired = tx.connection.execute(_HIRE, {**row, "language": language, "since": now}).scalar_one()
    tx.connection.execute(_NAME, {"who": hired, "called": tx.seal(staff.c.name, hired, name)})
    link(tx, hired, address, now)
    return get(tx, hired)
