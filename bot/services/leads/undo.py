"""Undoes a slip of staff within ten minutes; who was told of it hears that."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.commands import leads as do
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import UNDO_WITHIN, Lead
from bot.domain.people import Staff
from bot.domain.rights import may_undo
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.services.leads.outcomes import LeadOutcome, NoSuchLead, NotUndone, Undone
from bot.services.leads.transitions import schedule, uncount
from bot.store.leads import before
from bot.store.leads import queries as leads
from bot.store.leads.before import Before
from bot.store.messages import held


def undo(command: do.Undo, member: Staff, context: Context) -> LeadOutcome:
    """Puts back all that was done in that turn, unless something else has come since."""
    tx = context.tx
    found = before.last_of(tx, command.number) if command.number else before.last_by(tx, member.id)
    if found is None:
        lead = leads.get(tx, command.number)
        hidden = command.number and (lead is None or lead.in_tray or not member.sees(lead))
        return NoSuchLead() if hidden else NotUndone("nothing")
    locked = {one.lead: leads.get(tx, one.lead, lock=True) for one in before.together(tx, found.deed)}
    still = [(one, lead) for one in before.together(tx, found.deed) if (lead := locked.get(one.lead)) is not None]
    if all(one.deed != found.deed for one, _lead in still) or command.step not in {0, found.deed.step}:
        return NotUndone("nothing")
    if not may_undo(member, _as_it_was(*still[0]), found.deed.by):
        return NotUndone("not yours") if member.sees(still[0][1]) else NoSuchLead()
    if context.now - found.deed.at > UNDO_WITHIN:
        return NotUndone("late")
    for one, lead in still:
        _put_back(one, lead, member, context)
    return Undone(tuple(one.lead for one, _lead in still))


def undoable(found: Before | None, member: Staff, context: Context) -> Before | None:
    """What was done last, where that member of staff may undo it now: what a page offers."""
    if found is None or context.now - found.deed.at > UNDO_WITHIN:
        return None
    lead = leads.get(context.tx, found.lead)
    allowed = lead is not None and may_undo(member, _as_it_was(found, lead), found.deed.by)
    return found if allowed else None


def _as_it_was(one: Before, lead: Lead) -> Lead:
    return replace(lead, state=one.state, commune=one.commune, taken_by=one.taken_by, called_at=one.was["called_at"])


def _put_back(one: Before, lead: Lead, member: Staff, context: Context) -> None:
    before.put_back(context.tx, one)
    leads.step(context.tx, lead.number, "undone", context.now, member.id)
    uncount(_as_it_was(one, lead), one.deed.move, one.deed.at, context)
    now = leads.get(context.tx, lead.number)
    assert now is not None
    schedule(now, context)
    was_told = held.take_back(context.tx, one.deed.turn, lead.subject)
    kind = EventKind.UNDONE_FREE if now.waits else EventKind.UNDONE
    former = lead.taken_by if lead.taken_by != now.taken_by else None
    tell(LeadEvent(kind, now, member.name, member.id, former), context, answered=True, asker=was_told)
