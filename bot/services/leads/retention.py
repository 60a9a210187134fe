"""Erases what is personal some time after a request's end, here and in the chats of staff."""

from __future__ import annotations

from datetime import datetime

from bot.domain.events.leads import EventKind, LeadEvent
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.store.leads import queries as leads
from bot.store.messages import outbox as parcels

AT_ONCE = 200


def expire(context: Context, before: datetime) -> int:
    """Blanks requests that ended before then, and their cards; returns how many."""
    numbers = leads.expired(context.tx, before, AT_ONCE)
    for number in numbers:
        lead = leads.get(context.tx, number)
        assert lead is not None
        parcels.withdraw(context.tx, about=lead.subject)
        tell(LeadEvent(EventKind.EXPIRED, lead), context)
    if len(numbers) < AT_ONCE:
        leads.expire_leads(context.tx, before)
    else:
        leads.blank(context.tx, numbers)
    return len(numbers)
