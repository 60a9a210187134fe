"""Staff: found by the communes they serve, and by the chats in which they read."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select, update

from bot.domain.messages import Address
from bot.domain.people import Role, Staff
from bot.lazy import lazily
from bot.store.engine.at_address import address_values, at_address
from bot.store.engine.database import Transaction
from bot.store.messages.serialization import read_communes, write_communes
from bot.store.tables import address, staff

settle_in: Callable[[Transaction, Address, datetime, str], int] = lazily("bot.store.people.visitors", "settle_in")

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
CHANGE = (
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
_LINK = (
    update(address)
    .where(address.c.id == bindparam("which"))
    .values(staff_id=bindparam("who"), staff_since=bindparam("now"))
)
_PLACES = (
    select(
        address.c.id,
        address.c.staff_id,
        address.c.channel,
        address.c.account,
        address.c.chat,
        address.c.staff_since,
        address.c.blocked_at,
    )
    .join(staff, staff.c.id == address.c.staff_id)
    .where(staff.c.active)
    .order_by(staff.c.id, address.c.staff_since.asc().nulls_first(), address.c.id)
)
_PLACES_OF = _PLACES.where(staff.c.id == bindparam("who"))
_LET_GO = (
    update(address)
    .where(address.c.id == bindparam("which"), address.c.staff_id == bindparam("whose"))
    .values(staff_id=None, staff_since=None, conversation=None)
)
_ADDRESSES = (
    select(address.c.channel, address.c.account, address.c.chat)
    .where(address.c.staff_id == bindparam("who"), address.c.blocked_at.is_(None))
    .order_by(address.c.id)
)
_one, _two = address.alias("one"), address.alias("two")
_SAME_PERSON = (
    select(_one.c.id)
    .join(_two, _two.c.citizen_id == _one.c.citizen_id)
    .where(_one.c.staff_id == bindparam("first"), _two.c.staff_id == bindparam("second"))
    .limit(1)
)
_READS = _MEMBERS.join(address, address.c.staff_id == staff.c.id).where(at_address(address))


@dataclass(frozen=True)
class StaffAddress:
    """An address of a member of staff, also one that blocked us; since: when it became theirs."""

    id: int
    staff: int
    address: Address
    since: datetime | None
    blocked: bool


def all_staff(tx: Transaction) -> list[Staff]:
    """Everybody, former ones too."""
    return [_member(tx, row) for row in tx.connection.execute(_MEMBERS)]


def get(tx: Transaction, staff_id: int) -> Staff | None:
    """The member of staff, a former one too."""
    row = tx.connection.execute(_ONE, {"who": staff_id}).first()
    return None if row is None else _member(tx, row)


def same_person(tx: Transaction, first: int, second: int) -> bool:
    """Whether two memberships are one person's: the same, or read at addresses that are linked."""
    linked = tx.connection.execute(_SAME_PERSON, {"first": first, "second": second}).first()
    return first == second or linked is not None


def remove(tx: Transaction, staff_id: int) -> bool:
    """Ends a membership; the name stays in the history only. False where there was none."""
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


def edit(tx: Transaction, member: Staff) -> None:
    """Keeps name, role, communes, skills and capacity as they are given."""
    row = {"who": member.id, "called": tx.seal(staff.c.name, member.id, member.name), "as_role": member.role.value}
    row |= {"of": write_communes(member.communes), "can": write_communes(member.skills), "most": member.capacity}
    tx.connection.execute(CHANGE, row)


def least_told(tx: Transaction, among: Collection[int]) -> int | None:
    """Which of these has been told of something new longest ago."""
    found: int | None = tx.connection.execute(_LEAST_TOLD, {"among": list(among)}).scalar()
    return found


def told(tx: Transaction, staff_id: int, now: datetime) -> None:
    """Records that the member of staff has been told of something new."""
    tx.connection.execute(_TOLD, {"who": staff_id, "now": now})


def away(tx: Transaction, staff_id: int, until: date | None, since: date | None = None) -> None:
    """Records an absence from `since` (None: now) through `until` (None: they are back)."""
    tx.connection.execute(_AWAY, {"who": staff_id, "first": since, "day": until})


def addresses(tx: Transaction, staff_id: int) -> list[Address]:
    """The chats of the member of staff that did not block us."""
    return [Address(*row) for row in tx.connection.execute(_ADDRESSES, {"who": staff_id})]


def places(tx: Transaction, staff_id: int | None = None) -> list[StaffAddress]:
    """Every address of the member of staff (None: of all active ones), the oldest first."""
    rows = tx.connection.execute(_PLACES) if staff_id is None else tx.connection.execute(_PLACES_OF, {"who": staff_id})
    return [StaffAddress(row[0], row[1], Address(*row[2:5]), row[5], row[6] is not None) for row in rows]


def let_go(tx: Transaction, place: StaffAddress) -> bool:
    """The address is no member of staff's any more, and what was under way there is forgotten.

    False where it was not theirs any more.
    """
    return tx.connection.execute(_LET_GO, {"which": place.id, "whose": place.staff}).rowcount == 1


def link(tx: Transaction, staff_id: int, address: Address, now: datetime) -> None:
    """Makes the address one of the member of staff. Raises LookupError where there is none."""
    member = get(tx, staff_id)
    if member is None:
        raise LookupError(staff_id)
    which = settle_in(tx, address, now, member.language)
    tx.connection.execute(_LINK, {"which": which, "who": staff_id, "now": now})


def at(tx: Transaction, place: Address) -> Staff | None:
    """The member of staff who reads at that address."""
    row = tx.connection.execute(_READS, address_values(place)).first()
    return None if row is None else _member(tx, row)


def _serving(tx: Transaction, code: str, *roles: Role) -> list[Staff]:
    bound = {"commune": f" {code} ", "roles": [role.value for role in roles]}
    return [_member(tx, row) for row in tx.connection.execute(_SERVING, bound)]


def _member(tx: Transaction, row: Row[*tuple[Any, ...]]) -> Staff:
    return Staff(
        row.id,
        tx.unseal(staff.c.name, row.id, row.name),
        Role(row.role),
        row.language,
        read_communes(row.communes),
        row.active,
        read_communes(row.skills),
        row.capacity,
        row.away_from,
        row.away_until,
    )
