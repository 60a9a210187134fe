"""A request is given to a colleague by name, or all that somebody has who leaves; everybody concerned hears of it."""

from __future__ import annotations

from bot.domain.leads import Lead, Move
from bot.domain.messages import Say
from bot.domain.people import Role, Staff
from bot.services.context import Context
from bot.services.leads.cards import line
from bot.services.leads.staff_notices import TOLD, seen
from bot.services.leads.transitions import advance
from bot.services.notify import notify
from bot.store.leads import queries as leads
from bot.store.leads.queries import By
from bot.store.staff import members as staff
from bot.words import Words, _, lines

LEADING = frozenset({Role.SUPERVISOR, Role.ADMIN})
LISTED = 10


def give(lead: Lead, to: Staff, giver: Staff, context: Context) -> Words:
    """Gives an open request to a colleague who serves its commune; the words say what became of it."""
    if not may_give(lead, giver):
        return _("Only whoever has an open request can hand it over.")
    if not to.sees(lead) or to.id == lead.taken_by:
        return _("Nothing has changed: {name} has it already, or does not serve that commune.", name=to.name)
    given = _move(
        lead, to, giver, context, _("Given to you by {staff}:", staff=giver.name) if to.id != giver.id else None
    )
    if lead.taken_by not in {None, giver.id}:
        _tell(lead.taken_by or 0, Say(_gone(given)), context, f"gone:{lead.number}")
    return _("Request {number} now lies with {name}.", number=str(lead.number), name=to.name)


def may_give(lead: Lead, giver: Staff) -> bool:
    """Whether it is hers to give: it is open, and hers, nobody's, or in the charge of somebody who leads."""
    return lead.open and (giver.role in LEADING or lead.taken_by in {None, giver.id})


def give_all(leaving: Staff, to: Staff | None, giver: Staff, context: Context) -> Words:
    """All open requests of somebody who leaves, as far as the giver may see them: to one colleague, or back to all.

    to   None: each is new again in its commune, and told to its staff; so is one whose commune `to` does not serve
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
    if to is not None and moved:
        _tell_of_all(moved, leaving, to, context)
    if moved or back:
        left = _("{count} of your requests were handed over by {staff}.", count=len(moved) + back, staff=giver.name)
        _tell(leaving.id, Say(left), context, "all")
    return _("Handed over: {given} to {name}, {back} back to their communes.", given=len(moved), back=back,
             name=to.name if to is not None else "–")  # fmt: skip


def _move(lead: Lead, to: Staff, giver: Staff, context: Context, heading: Words | None = None) -> Lead:
    given = advance(lead, Move.GIVE, context, By(giver.id, to.name, to=to.id), heading=heading)
    assert given is not None
    return given


def _put_back(lead: Lead, giver: Staff, context: Context) -> None:
    advance(lead, Move.RELEASE, context, By(giver.id), heading=_("Handed over by {staff}:", staff=giver.name))


def _tell_of_all(moved: list[Lead], leaving: Staff, to: Staff, context: Context) -> None:
    """One message for all of them: a hundred cards would bury the one that is urgent."""
    seen(to, moved[:LISTED], context, TOLD)
    listed = [line(lead, context.commune_name(lead.commune)) for lead in moved[:LISTED]]
    words = _("{count} requests of {name} are yours now; “việc của tôi” lists them.", count=len(moved),
              name=leaving.name)  # fmt: skip
    _tell(to.id, Say(lines(words, *listed)), context, "all")


def _gone(lead: Lead) -> Words:
    return _("Request {number} now lies with {name}.", number=str(lead.number), name=lead.taken_name)


def _tell(staff_id: int, say: Say, context: Context, event: str) -> None:
    if (member := staff.get(context.tx, staff_id)) is not None:
        notify(context, member, say, event)
