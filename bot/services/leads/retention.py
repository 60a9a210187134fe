"""What is personal in a request leaves some time after its end, here and in the chats of staff."""

from __future__ import annotations

from datetime import datetime

from bot.domain.messages import Say, Subject
from bot.services.context import Context
from bot.services.notify import change
from bot.store.leads import queries as leads
from bot.store.messages import outbox as parcels
from bot.words import _

AT_ONCE = 200


def expire(context: Context, before: datetime) -> int:
    """Blanks requests that ended before then, and their cards where a platform can edit; returns how many, AT_ONCE at
    most. A copy that cannot be edited is not written about: that would only ring a bell for what is long over.
    """
    numbers = leads.expired(context.tx, before, AT_ONCE)
    for number in numbers:
        parcels.withdraw(context.tx, about=Subject.lead(number))
        words = _("Request {number} is over; its name and number are no longer kept.", number=str(number))
        for key, address, group in parcels.cards(context.tx, Subject.lead(number)):
            if context.edits(address):
                change(context, key, address, Say(words), "expired", group=group)
    if len(numbers) < AT_ONCE:
        leads.expire_leads(context.tx, before)
    else:
        leads.blank(context.tx, numbers)
    return len(numbers)
