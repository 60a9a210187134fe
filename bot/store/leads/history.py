"""A lead's history, and the addresses of its citizen. Steps are plain, notes are sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.domain.leads import LeadStep
from bot.domain.messages import Address
from bot.store.engine.database import Transaction
from bot.store.tables import address, citizen, lead, lead_step, staff

_STEP = insert(lead_step).returning(lead_step.c.id)
_NOTE = update(lead_step).where(lead_step.c.id == bindparam("this")).values(note=bindparam("sealed"))
_STEPS = (
    select(
        lead_step.c.id,
        lead_step.c.at,
        lead_step.c.what,
        lead_step.c.staff_id,
        staff.c.name,
        lead_step.c.note,
        lead_step.c.undone,
    )
    .join(staff, staff.c.id == lead_step.c.staff_id, isouter=True)
    .where(lead_step.c.lead == bindparam("this"))
    .order_by(lead_step.c.id)
)
_ASKER = (
    select(address.c.channel, address.c.account, address.c.chat, citizen.c.language)
    .join_from(address, citizen)
    .join(lead, lead.c.citizen_id == citizen.c.id)
    .where(lead.c.number == bindparam("this"), address.c.blocked_at.is_(None))
    .order_by(address.c.id)
)


def step(tx: Transaction, number: int, what: str, now: datetime, staff_id: int | None = None, note: str = "") -> int:
    """Adds a line to the history and returns its row; only the note may be personal."""
    row = {"lead": number, "what": what, "at": now, "staff_id": staff_id}
    this: int = tx.connection.execute(_STEP, row).scalar_one()
    if note:
        tx.connection.execute(_NOTE, {"this": this, "sealed": tx.seal(lead_step.c.note, this, note)})
    return this


def steps(tx: Transaction, number: int) -> list[LeadStep]:
    """The request's history, in order."""
    rows = tx.connection.execute(_STEPS, {"this": number})
    return [
        LeadStep(at, what, tx.unseal(staff.c.name, who, name), tx.unseal(lead_step.c.note, this, note), undone)
        for this, at, what, who, name, note, undone in rows
    ]


def asker(tx: Transaction, number: int) -> list[tuple[Address, str]]:
    """The addresses of the lead's citizen that did not block us, each with its language."""
    return [(Address(*place), language) for *place, language in tx.connection.execute(_ASKER, {"this": number})]
