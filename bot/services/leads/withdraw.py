"""A citizen ends her request: nobody calls any more, and every copy of it in the chats of staff is emptied."""

from __future__ import annotations

from bot.domain.calendar import local
from bot.domain.leads import Lead, Move
from bot.domain.messages import Say, Subject
from bot.services.context import Context
from bot.services.leads.cards import enumerated
from bot.services.leads.staff_notices import same_phone
from bot.services.notify import change, notify
from bot.store.leads import queries as leads
from bot.store.messages import outbox as parcels
from bot.store.scheduling import due
from bot.store.staff import members as staff
from bot.store.statistics import tallies
from bot.words import Words, _, lines


def end(number: int, context: Context) -> bool:
    """Withdraws it, and whatever of it still waits to be sent; False where it was over already."""
    parcels.withdraw(context.tx, about=Subject.lead(number))
    lead = leads.get(context.tx, number, lock=True)
    if lead is None or not leads.move(context.tx, lead, Move.WITHDRAW, context.now):
        return False
    due.drop(context.tx, "lead", number)
    tallies.count(context.tx, local(context.now).date(), "withdrawn", lead.commune)
    words = _("Request {number} has been withdrawn by the citizen. Please do not call.", number=str(number))
    for key, address, group in parcels.cards(context.tx, Subject.lead(number)):
        change(context, key, address, Say(words), "withdrawn", group=group)
    _tell_holder(lead, words, context)
    return True


def _tell_holder(lead: Lead, words: Words, context: Context) -> None:
    """Whoever has the request gets a message of its own too, for edits make no sound."""
    member = staff.get(context.tx, lead.taken_by) if lead.taken_by is not None else None
    if member is None:
        return
    same = same_phone(lead, member, context)
    still = _("Request {numbers}, for the same phone, is still open.", numbers=enumerated(same)) if same else None
    notify(context, member, Say(lines(words, still)), f"heard:{lead.number}")


def end_doubles(citizen: int, context: Context) -> None:
    """Of her open requests for one phone, asked for at places that are linked by now, the furthest one stays."""
    stay: dict[str, Lead] = {}
    still = [lead for lead in leads.of_citizen(context.tx, citizen) if lead.open]
    for lead in sorted(still, key=lambda one: (one.waits, one.number)):
        if stay.setdefault(lead.phone, lead) is not lead:
            end(lead.number, context)
