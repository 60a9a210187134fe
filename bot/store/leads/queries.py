"""Requests to be called. Name, phone and notes are sealed; phones are found by blind index.

Each citizen who asks has a request of their own, also where others asked for the same phone; "first wins" is one
UPDATE, so it does not depend on who looked when.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select, union

from bot.domain.calls.known import Prefer
from bot.domain.leads import Lead, LeadState
from bot.domain.phone import PhoneNumber
from bot.store.engine.database import Transaction
from bot.store.leads.asking import Asked, add, asked_since, correct, prefer, share, unshare
from bot.store.leads.erasure import blank, expire_leads, expired, forget
from bot.store.leads.history import asker, step, steps
from bot.store.leads.overdue import Rules, late
from bot.store.leads.transitions import By, missed, move, take
from bot.store.tables import lead, staff

__all__ = [
    "Asked",
    "By",
    "add",
    "asked_since",
    "asker",
    "blank",
    "correct",
    "expire_leads",
    "expired",
    "forget",
    "get",
    "held",
    "let_lie",
    "locked",
    "missed",
    "move",
    "of_citizen",
    "of_staff",
    "open_by_phone",
    "prefer",
    "recent_by_phone",
    "same_phone",
    "share",
    "step",
    "steps",
    "take",
    "unshare",
    "waiting",
]

_HIGHEST = 2**63 - 1
_LEADS: Select[Any] = select(
    lead.c.number,
    lead.c.citizen_id,
    lead.c.state,
    lead.c.name,
    lead.c.phone,
    lead.c.commune,
    lead.c.asked_at,
    lead.c.asked_by_other,
    lead.c.taken_by,
    staff.c.name.label("taken_name"),
    lead.c.taken_at,
    lead.c.call_on,
    lead.c.changed_at,
    lead.c.topic,
    lead.c.shared,
    lead.c.tray.is_not(None).label("unchecked"),
    lead.c.prefer,
    lead.c.channel,
    lead.c.source,
    lead.c.meeting,
    lead.c.called_at,
).join(staff, staff.c.id == lead.c.taken_by, isouter=True)
_THIS = lead.c.number == bindparam("this")
_GET = _LEADS.where(_THIS)
_same = lead.alias("same")
_family = union(
    select(lead.c.number).where(_THIS),
    select(_same.c.number).join(lead, lead.c.phone_blind == _same.c.phone_blind).where(_THIS, _same.c.open),
).subquery()
_LOCK = (
    select(lead.c.number).where(lead.c.number.in_(select(_family.c.number))).order_by(lead.c.number).with_for_update()
)
_THESE = _LEADS.where(lead.c.number.in_(bindparam("numbers", expanding=True))).order_by(lead.c.number.desc())
_LOCKED = _THESE.with_for_update(of=lead, skip_locked=True)
_PHONE = lead.c.phone_blind.in_(bindparam("phone", expanding=True))
_OPEN_BY_PHONE = _LEADS.where(_PHONE, lead.c.open).order_by(lead.c.number)
_RECENT_BY_PHONE = _LEADS.where(_PHONE, lead.c.asked_at >= bindparam("since")).order_by(lead.c.number.desc())
_OF_STAFF = _LEADS.where(lead.c.taken_by == bindparam("who"), lead.c.open).order_by(lead.c.number)
_HELD = select(lead.c.taken_by, func.count()).where(lead.c.open, lead.c.taken_by.is_not(None)).group_by(lead.c.taken_by)
_WAITING = _LEADS.where(lead.c.open, lead.c.state == LeadState.NEW.value).order_by(lead.c.number)
_WAITING_IN = _WAITING.where(lead.c.commune.in_(bindparam("communes", expanding=True)))
_OTHERS = _LEADS.where(lead.c.open, lead.c.taken_by.is_not(None), lead.c.taken_by != bindparam("who"))
_OF_CITIZEN = _LEADS.where(lead.c.citizen_id == bindparam("who")).order_by(lead.c.number)


def get(tx: Transaction, number: int, *, lock: bool = False) -> Lead | None:
    """The lead of that number; `lock` keeps others from changing it meanwhile.

    The lock lasts until this transaction ends, and is on the open leads for the same phone too, in the order of their
    numbers: they may be taken together.
    """
    if not 0 < number <= _HIGHEST:
        return None
    if lock:
        # Apart: a transaction that had to wait would be shown the new row beside the old holder's name.
        tx.connection.execute(_LOCK, {"this": number})
    return _first(tx, _GET, this=number)


def locked(tx: Transaction, numbers: Collection[int]) -> list[Lead]:
    """Locks those of these leads that no other transaction has locked, and returns them."""
    return _all(tx, _LOCKED, numbers=list(numbers))


def these(tx: Transaction, numbers: Collection[int]) -> list[Lead]:
    """The leads of those numbers, latest first."""
    return _all(tx, _THESE, numbers=list(numbers))


def held(tx: Transaction) -> dict[int, int]:
    """How many open requests each member of staff has who has any."""
    return {row[0]: row[1] for row in tx.connection.execute(_HELD)}


def open_by_phone(tx: Transaction, phone: PhoneNumber) -> list[Lead]:
    """The open leads for that phone, of any citizen, the oldest first."""
    return _all(tx, _OPEN_BY_PHONE, phone=tx.vault.blinds(phone))


def recent_by_phone(tx: Transaction, phone: PhoneNumber, since: datetime) -> list[Lead]:
    """The leads for that phone since then, of any citizen, open or not, latest first."""
    return _all(tx, _RECENT_BY_PHONE, phone=tx.vault.blinds(phone), since=since)


def same_phone(tx: Transaction, lead: Lead) -> list[Lead]:
    """The other open requests for its phone: one call may be for all of them."""
    if not lead.phone:
        return []
    return [other for other in open_by_phone(tx, lead.phone) if other.number != lead.number and not other.in_tray]


def of_staff(tx: Transaction, staff_id: int) -> list[Lead]:
    """The open leads that the member of staff has."""
    return _all(tx, _OF_STAFF, who=staff_id)


def waiting(tx: Transaction, communes: frozenset[str]) -> list[Lead]:
    """The requests that nobody has, of these communes (none: of all), the oldest first."""
    return _all(tx, _WAITING_IN, communes=sorted(communes)) if communes else _all(tx, _WAITING)


def let_lie(tx: Transaction, communes: frozenset[str], but: int, rules: Rules) -> list[Lead]:
    """What others in these communes (none: in all) have, and is late by these rules."""
    late_ones = _OTHERS.where(late(rules)).order_by(lead.c.number)
    if communes:
        return _all(tx, late_ones.where(lead.c.commune.in_(sorted(communes))), who=but)
    return _all(tx, late_ones, who=but)


def of_citizen(tx: Transaction, citizen_id: int) -> list[Lead]:
    """The leads of the citizen."""
    return _all(tx, _OF_CITIZEN, who=citizen_id)


def _first(tx: Transaction, statement: Select[Any], **bound: object) -> Lead | None:
    row = tx.connection.execute(statement, bound).first()
    return None if row is None else _lead(tx, row)


def _all(tx: Transaction, statement: Select[Any], **bound: object) -> list[Lead]:
    return [_lead(tx, row) for row in tx.connection.execute(statement, bound)]


def _lead(tx: Transaction, row: Row[*tuple[Any, ...]]) -> Lead:
    return Lead(
        number=row.number,
        citizen=row.citizen_id,
        state=LeadState(row.state),
        name=tx.unseal(lead.c.name, row.number, row.name),
        phone=PhoneNumber(tx.unseal(lead.c.phone, row.number, row.phone)),
        commune=row.commune,
        asked_at=row.asked_at,
        asked_by_other=row.asked_by_other,
        taken_by=row.taken_by,
        taken_name=tx.unseal(staff.c.name, row.taken_by, row.taken_name),
        taken_at=row.taken_at,
        call_on=row.call_on,
        since=row.changed_at,
        topic=row.topic,
        shared=row.shared,
        unchecked=bool(row.unchecked),
        prefer=Prefer(row.prefer) if row.prefer else None,
        channel=row.channel,
        source=row.source,
        meeting=row.meeting,
        called_at=row.called_at,
    )
