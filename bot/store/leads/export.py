"""All that a reader may have of many requests at once, beside what a list shows: for a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, case, func, select

from bot.domain.leads import CALLED, Move
from bot.store.engine.database import Transaction
from bot.store.tables import consent, lead, lead_step


@dataclass(frozen=True)
class Details:
    """What is known of a request.

    channel     over which it was asked for; source: the code by which they had come, or ""
    tries       calls in vain; called: the first call; ended: since when it is over
    consent     version of the text agreed to; notes: what staff wrote, in order
    """

    channel: str
    source: str
    topic: str
    for_other: bool
    shared: bool
    prefer: str
    taken: datetime | None
    called: datetime | None
    ended: datetime | None
    tries: int
    consent: str
    agreed: datetime
    notes: tuple[str, ...] = ()


_AT_ONCE = 500
_THOSE: BindParameter[int] = bindparam("numbers", expanding=True)
_HELD = ~lead_step.c.undone
_TRIES = (
    select(
        lead_step.c.lead,
        func.coalesce(func.sum(case((lead_step.c.what == Move.NO_ANSWER.value, 1), else_=0)), 0).label("tries"),
        func.min(case((lead_step.c.what.in_([one.value for one in CALLED]), lead_step.c.at))).label("called"),
    )
    .where(lead_step.c.lead.in_(_THOSE), _HELD)
    .group_by(lead_step.c.lead)
    .subquery()
)
_DETAILS = (
    select(
        lead.c.number,
        lead.c.channel,
        lead.c.source,
        lead.c.topic,
        lead.c.asked_by_other,
        lead.c.shared,
        lead.c.prefer,
        lead.c.taken_at,
        _TRIES.c.called,
        lead.c.open,
        lead.c.changed_at,
        _TRIES.c.tries,
        consent.c.version,
        consent.c.given_at,
    )
    .join(consent, consent.c.id == lead.c.consent_id)
    .join(_TRIES, _TRIES.c.lead == lead.c.number, isouter=True)
    .where(lead.c.number.in_(_THOSE))
)
_NOTES = (
    select(lead_step.c.lead, lead_step.c.id, lead_step.c.note)
    .where(lead_step.c.lead.in_(_THOSE), lead_step.c.note.is_not(None))
    .order_by(lead_step.c.id)
)


def details(tx: Transaction, numbers: Collection[int], noted: Collection[int]) -> Mapping[int, Details]:
    """Of those requests, by number; notes only of `noted`, whose history the reader may read."""
    found: dict[int, Details] = {}
    wanted = list(numbers)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        notes = _notes(tx, [number for number in some if number in noted])
        for row in tx.connection.execute(_DETAILS, {"numbers": some}):
            found[row.number] = Details(
                row.channel,
                row.source,
                row.topic,
                row.asked_by_other,
                row.shared,
                row.prefer,
                row.taken_at,
                row.called,
                None if row.open else row.changed_at,
                row.tries or 0,
                row.version,
                row.given_at,
                tuple(notes.get(row.number, ())),
            )
    return found


def _notes(tx: Transaction, numbers: Collection[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    if numbers:
        for number, step, note in tx.connection.execute(_NOTES, {"numbers": list(numbers)}):
            found.setdefault(number, []).append(tx.unseal(lead_step.c.note, step, note))
    return found
