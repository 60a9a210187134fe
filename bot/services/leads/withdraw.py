"""Ends a request for the citizen: nobody calls any more, and every copy of it is emptied."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import Lead, LeadState, Move
from bot.domain.messages import Subject
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.services.leads.cards import enumerated, same_phone
from bot.services.leads.transitions import make
from bot.store.leads import queries as leads
from bot.store.messages import outbox as parcels
from bot.store.scheduling import due
from bot.store.staff import members as staff
from bot.words import Words, _


def withdraw(number: int, context: Context) -> bool:
    """Withdraws it, and whatever of it still waits to be sent; False where it was over already."""
    parcels.withdraw(context.tx, about=Subject.lead(number))
    lead = leads.get(context.tx, number, lock=True)
    if lead is None or not make(lead, Move.WITHDRAW, context):
        return False
    due.drop(context.tx, "lead", number)
    still = _still_open(lead, context)
    ended = replace(lead, state=LeadState.WITHDRAWN)
    tell(LeadEvent(EventKind.WITHDRAWN, ended, former=lead.taken_by, more=still), context)
    return True


def withdraw_doubles(citizen: int, context: Context) -> None:
    """Withdraws all but the furthest of their open requests for one phone.

    They were asked for at places that are linked by now.
    """
    stay: dict[str, Lead] = {}
    still = [lead for lead in leads.of_citizen(context.tx, citizen) if lead.open]
    for lead in sorted(still, key=lambda one: (one.waits, one.number)):
        if stay.setdefault(lead.phone, lead) is not lead:
            withdraw(lead.number, context)


def _still_open(lead: Lead, context: Context) -> Words | None:
    """What else the one who had it has to call that phone for."""
    holder = staff.get(context.tx, lead.taken_by) if lead.taken_by is not None else None
    same = same_phone(lead, holder, context) if holder is not None else []
    return _("Request {numbers}, for the same phone, is still open.", numbers=enumerated(same)) if same else None
