"""Staff: invited with a code that works once, found by the communes they serve, told in their own chats and groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.messages import Address
from bot.domain.people import Role, Staff
from bot.store.engine.database import Transaction
from bot.store.messages.serialization import read_communes, write_communes
from bot.store.people.visitors import settle_in
from bot.store.tables import address, invitation, staff, staff_group

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
_MEMBERS: Select[Any] = select(
    staff.c.id,
    staff.c.name,
    staff.c.role,
    staff.c.language,
    staff.c.communes,
    staff.c.active,
    staff.c.skills,
    staff.c.capacity,
    staff.c.away_from,
    staff.c.away_until,
).order_by(staff.c.id)
_ONE = _MEMBERS.where(staff.c.id == bindparam("who"))
_ACTIVE_IN_ROLES = _MEMBERS.where(staff.c.active, staff.c.role.in_(bindparam("roles", expanding=True)))
_SERVING = _ACTIVE_IN_ROLES.where(or_(staff.c.communes == "", staff.c.communes.contains(bindparam("commune"))))
_LEAST_TOLD = (
    select(staff.c.id)
    .where(staff.c.id.in_(bindparam("among", expanding=True)))
    .order_by(staff.c.told_at.asc().nulls_first(), staff.c.id)
    .limit(1)
)
_TOLD = update(staff).where(staff.c.id == bindparam("who")).values(told_at=bindparam("now"))
_AWAY = (
    update(staff)
    .where(staff.c.id == bindparam("who"))
    .values(away_from=bindparam("first"), away_until=bindparam("day"))
)
_REMOVE = update(staff).where(staff.c.id == bindparam("who"), staff.c.active).values(active=False)
_AT = select(staff.c.id).join_from(address, staff).where(address.c.id == bindparam("which"), staff.c.active)
_LINK = update(address).where(address.c.id == bindparam("which")).values(staff_id=bindparam("who"))
_ADDRESSES = (
    select(address.c.channel, address.c.account, address.c.chat)
    .where(address.c.staff_id == bindparam("who"), address.c.blocked_at.is_(None))
    .order_by(address.c.id)
)
_READS = _MEMBERS.join(address, address.c.staff_id == staff.c.id).where(
    address.c.channel == bindparam("on"), address.c.account == bindparam("by"), address.c.chat == bindparam("of")
)
_group = upsert(staff_group)
_ADD_GROUP = _group.on_conflict_do_update(
    index_elements=["channel", "account", "chat"], set_={"communes": _group.excluded.communes}
)
_GROUPS = (
    select(staff_group.c.channel, staff_group.c.account, staff_group.c.chat)
    .join(
        address,
        and_(
            address.c.channel == staff_group.c.channel,
            address.c.account == staff_group.c.account,
            address.c.chat == staff_group.c.chat,
        ),
        isouter=True,
    )
    .where(
        address.c.blocked_at.is_(None),
        or_(staff_group.c.communes == "", staff_group.c.communes.contains(bindparam("commune"))),
    )
    .order_by(staff_group.c.channel, staff_group.c.account, staff_group.c.chat)
)


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
    """Whoever brings the code of this hash before it expires becomes staff."""
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
    """Makes whoever writes from that address staff, as the invitation says; None for a code unknown, used or expired.

    Somebody who is staff already stays the same person, with the name, role and communes of the invitation.
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
    tx.connection.execute(_LINK, {"which": which, "who": hired})
    return get(tx, hired)


def all_staff(tx: Transaction) -> list[Staff]:
    """Everybody, former ones too."""
    return [_member(tx, row) for row in tx.connection.execute(_MEMBERS)]


def get(tx: Transaction, staff_id: int) -> Staff | None:
    """The member of staff, a former one too."""
    row = tx.connection.execute(_ONE, {"who": staff_id}).first()
    return None if row is None else _member(tx, row)


def remove(tx: Transaction, staff_id: int) -> bool:
    """She is staff no longer, and her name stays in the history only; False where she was none."""
    return tx.connection.execute(_REMOVE, {"who": staff_id}).rowcount == 1


def of_commune(tx: Transaction, code: str) -> list[Staff]:
    """The officers and collectors who serve that commune."""
    return _serving(tx, code, Role.OFFICER, Role.COLLECTOR)


def supervisors(tx: Transaction, code: str) -> list[Staff]:
    """The supervisors who serve that commune; where there are none, the admins."""
    return _serving(tx, code, Role.SUPERVISOR) or in_roles(tx, Role.ADMIN)


def in_roles(tx: Transaction, *roles: Role) -> list[Staff]:
    """Active staff in these roles, wherever they serve."""
    bound = {"roles": [role.value for role in roles]}
    return [_member(tx, row) for row in tx.connection.execute(_ACTIVE_IN_ROLES, bound)]


def least_told(tx: Transaction, among: Collection[int]) -> int | None:
    """Which of these has been told of something new longest ago."""
    found: int | None = tx.connection.execute(_LEAST_TOLD, {"among": list(among)}).scalar()
    return found


def told(tx: Transaction, staff_id: int, now: datetime) -> None:
    """She has been told of something new."""
    tx.connection.execute(_TOLD, {"who": staff_id, "now": now})


def away(tx: Transaction, staff_id: int, until: date | None, since: date | None = None) -> None:
    """She is absent until that day has passed, from `since` on (None: from now on); until None: she is back."""
    tx.connection.execute(_AWAY, {"who": staff_id, "first": since, "day": until})


def addresses(tx: Transaction, staff_id: int) -> list[Address]:
    """Where she can be written to: her own chats, but those that blocked us."""
    return [Address(*row) for row in tx.connection.execute(_ADDRESSES, {"who": staff_id})]


def link(tx: Transaction, staff_id: int, address: Address, now: datetime) -> None:
    """That address is hers too. A member of staff that is not there is a LookupError."""
    member = get(tx, staff_id)
    if member is None:
        raise LookupError(staff_id)
    which = settle_in(tx, address, now, member.language)
    tx.connection.execute(_LINK, {"which": which, "who": staff_id})


def at(tx: Transaction, place: Address) -> Staff | None:
    """The member of staff who reads at that address."""
    row = tx.connection.execute(_READS, {"on": place.channel, "by": place.account, "of": place.chat}).first()
    return None if row is None else _member(tx, row)


def add_group(tx: Transaction, address: Address, communes: Iterable[str]) -> None:
    """Requests of these communes (none: of all) are told in that group chat too, from now on."""
    row = {"channel": address.channel, "account": address.account, "chat": address.chat}
    tx.connection.execute(_ADD_GROUP, {**row, "communes": write_communes(communes)})


def groups_of(tx: Transaction, commune: str) -> list[Address]:
    """The group chats where requests of that commune are told, but those that blocked us."""
    return [Address(*row) for row in tx.connection.execute(_GROUPS, {"commune": f" {commune} "})]


def _serving(tx: Transaction, code: str, *roles: Role) -> list[Staff]:
    bound = {"commune": f" {code} ", "roles": [role.value for role in roles]}
    return [_member(tx, row) for row in tx.connection.execute(_SERVING, bound)]


def _member(tx: Transaction, row: Row[*tuple[Any, ...]]) -> Staff:
    return Staff(
        row.id,
        tx.vault.unseal(row.name),
        Role(row.role),
        row.language,
        read_communes(row.communes),
        row.active,
        read_communes(row.skills),
        row.capacity,
        row.away_from,
        row.away_until,
    )
