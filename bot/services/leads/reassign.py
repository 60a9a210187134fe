"""Gives a request to a colleague, or all requests of an officer who leaves."""

from __future__ import annotations

from bot.domain.events.leads import EventKind
from bot.domain.leads import Lead, Move
from bot.domain.people import Staff
from bot.domain.rights import Act, may_with
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.services.leads.batches import tell_of_all
from bot.services.leads.outcomes import LeadOutcome, NotReassigned, NotYours, Reassigned
from bot.services.leads.transitions import advance
from bot.store.leads import queries as leads
from bot.store.leads.queries import By


def reassign(lead: Lead, to: Staff, giver: Staff, context: Context) -> LeadOutcome:
    """Gives an open request to a colleague who serves its commune."""
    if not may_give(lead, giver):
        return NotYours("give")
    if not to.sees(lead) or to.id == lead.taken_by:
        return NotReassigned(to)
    kind = EventKind.GIVEN_FIRST if lead.waits else EventKind.GIVEN
    event = advance(lead, Move.GIVE, context, By(giver.id, to.name, to=to.id), kind=kind, who=giver.name)
    assert event is not None
    tell(event, context)
    return Reassigned(to)


def may_give(lead: Lead, giver: Staff) -> bool:
    """Whether they may give it: it is open, and theirs, nobody's, or in their charge."""
    return lead.open and may_with(Act.HAND_ON, giver, lead)


def reassign_all(leaving: Staff, to: Staff | None, giver: Staff, context: Context) -> tuple[int, int]:
    """Gives all open requests of an officer who leaves to a colleague, or back to communes.

    to   None: each is new again in its commune, and told to its staff; so is one whose commune `to` does not serve

    Returns how many were given, and how many are back with their communes.
    """
    moved: list[Lead] = []
    back = 0
    for held in leads.of_staff(context.tx, leaving.id):
        lead = leads.get(context.tx, held.number, lock=True)
        if lead is None or not lead.open or lead.taken_by != leaving.id or not giver.sees(lead):
            continue
        if to is not None and to.sees(lead):
            moved.append(_move(lead, to, giver, context))
        else:
            _put_back(lead, giver, context)
            back += 1
    if moved or back:
        tell_of_all(moved, back, leaving, to, giver, context)
    return len(moved), back


def _move(lead: Lead, to: Staff, giver: Staff, context: Context) -> Lead:
    by = By(giver.id, to.name, to=to.id)
    event = advance(lead, Move.GIVE, context, by, kind=EventKind.GIVEN_WITH_ALL, who=giver.name)
    assert event is not None
    tell(event, context)
    return event.lead


def _put_back(lead: Lead, giver: Staff, context: Context) -> None:
    event = advance(lead, Move.RELEASE, context, By(giver.id), kind=EventKind.PUT_BACK, who=giver.name)
    assert event is not None
    tell(event, context)
