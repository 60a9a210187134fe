"""Erases what is personal in leads: at a citizen's word or after a time. Counts stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, delete, false, select, update

from bot.domain.leads import LeadState
from bot.store.engine.database import Transaction
from bot.store.tables import lead, lead_before, lead_extra, lead_step

_HERS = lead.c.citizen_id == bindparam("who")
_WITHDRAW = update(lead).where(_HERS, lead.c.open).values(state=LeadState.WITHDRAWN.value, open=False, call_on=None)
_NUMBERS = select(lead.c.number).where(_HERS).order_by(lead.c.number)
_ENDED = select(lead.c.number).where(lead.c.open == false(), lead.c.changed_at < bindparam("before"))
_EXPIRED = _ENDED.where(lead.c.phone.is_not(None)).order_by(lead.c.changed_at, lead.c.number).limit(bindparam("most"))
_LATE_NOTES = update(lead_step).where(lead_step.c.lead.in_(_ENDED), lead_step.c.note.is_not(None)).values(note=None)
_THOSE: BindParameter[int] = bindparam("numbers", expanding=True)
_BLANK = (
    update(lead)
    .where(lead.c.number.in_(_THOSE))
    .values(name=None, phone=None, phone_blind=None, topic="", prefer="", source="", meeting=None)
)
_BLANK_NOTES = update(lead_step).where(lead_step.c.lead.in_(_THOSE)).values(note=None)
_NO_WAY_BACK = delete(lead_before).where(lead_before.c.lead.in_(_THOSE))
_NOTHING_WITH_IT = delete(lead_extra).where(lead_extra.c.lead.in_(_THOSE))
_ALL = 2**31


def forget(tx: Transaction, citizen_id: int) -> list[int]:
    """Withdraws the citizen's leads and blanks what is personal; returns their numbers."""
    who = {"who": citizen_id}
    tx.connection.execute(_WITHDRAW, who)
    numbers = list(tx.connection.execute(_NUMBERS, who).scalars())
    blank(tx, numbers)
    return numbers


def expired(tx: Transaction, before: datetime, most: int) -> list[int]:
    """The numbers of the first leads ended before then that still hold something personal."""
    return list(tx.connection.execute(_EXPIRED, {"before": before, "most": most}).scalars())


def blank(tx: Transaction, numbers: Sequence[int]) -> None:
    """Takes name, phone and notes out of those requests, for good."""
    if numbers:
        tx.connection.execute(_BLANK, {"numbers": list(numbers)})
        tx.connection.execute(_BLANK_NOTES, {"numbers": list(numbers)})
        tx.connection.execute(_NO_WAY_BACK, {"numbers": list(numbers)})
        tx.connection.execute(_NOTHING_WITH_IT, {"numbers": list(numbers)})


def expire_leads(tx: Transaction, before: datetime) -> int:
    """Blanks leads that ended before then, and notes written since; returns how many leads."""
    numbers = expired(tx, before, _ALL)
    blank(tx, numbers)
    tx.connection.execute(_LATE_NOTES, {"before": before})
    return len(numbers)
