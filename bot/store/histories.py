"""A request's history, and who asked for it. What was done is plain; what was noted is sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, insert, select, union
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.leads import LeadStep
from bot.domain.messages import Address
from bot.store.database import Transaction
from bot.store.tables import address, citizen, lead, lead_asker, lead_step, staff

_STEP = insert(lead_step)
_STEPS = (
    select(lead_step.c.at, lead_step.c.what, staff.c.name, lead_step.c.note)
    .join(staff, staff.c.id == lead_step.c.staff_id, isouter=True)
    .where(lead_step.c.lead == bindparam("this"))
    .order_by(lead_step.c.id)
)
_JOIN = (
    upsert(lead_asker)
    .values(lead=bindparam("this"), citizen_id=bindparam("who"))
    .on_conflict_do_nothing(index_elements=["lead", "citizen_id"])
)
_everybody = union(
    select(lead.c.citizen_id).where(lead.c.number == bindparam("this")),
    select(lead_asker.c.citizen_id).where(lead_asker.c.lead == bindparam("this")),
).subquery()
_ASKERS = (
    select(address.c.channel, address.c.account, address.c.chat, citizen.c.language, citizen.c.id == lead.c.citizen_id)
    .join_from(address, citizen)
    .join(lead, lead.c.number == bindparam("this"))
    .where(address.c.citizen_id.in_(select(_everybody.c.citizen_id)), address.c.blocked_at.is_(None))
    .order_by(address.c.id)
)


def step(tx: Transaction, number: int, what: str, now: datetime, staff_id: int | None = None, note: str = "") -> None:
    """Adds a line to the request's history; only the note may say anything personal."""
    sealed = tx.vault.seal(note) if note else None
    tx.connection.execute(_STEP, {"lead": number, "what": what, "at": now, "staff_id": staff_id, "note": sealed})


def steps(tx: Transaction, number: int) -> list[LeadStep]:
    """The request's history, in order."""
    rows = tx.connection.execute(_STEPS, {"this": number})
    return [LeadStep(at, what, tx.vault.unseal_any(name), tx.vault.unseal_any(note)) for at, what, name, note in rows]


def join(tx: Transaction, number: int, citizen_id: int) -> None:
    """Somebody else asked for the same phone: she hears of the request too."""
    tx.connection.execute(_JOIN, {"this": number, "who": citizen_id})


def askers(tx: Transaction, number: int) -> list[tuple[Address, str, bool]]:
    """Every address of those who asked for it, with its language and whether it is the first one's; not if blocked."""
    rows = tx.connection.execute(_ASKERS, {"this": number})
    return [(Address(*place), language, bool(first)) for *place, language, first in rows]
