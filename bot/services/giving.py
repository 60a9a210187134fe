"""A request is given to a colleague by name, or all that somebody has who leaves; everybody concerned hears of it."""

from __future__ import annotations

from bot.domain.calendar import called_by
from bot.domain.leads import Lead, LeadState
from bot.domain.messages import Say
from bot.domain.people import Role, Staff
from bot.services.cards import card, line, taken_card
from bot.services.desk import Desk
from bot.services.leads import announce, tell_citizen
from bot.store import leads, parcels, staff
from bot.words import Words, _, lines

LEADING = frozenset({Role.SUPERVISOR, Role.ADMIN})
LISTED = 10


def give(lead: Lead, to: Staff, giver: Staff, desk: Desk) -> Words:
    """Gives an open request to a colleague who serves its commune; the words say what became of it."""
    if not lead.open or not (giver.role in LEADING or lead.taken_by in {None, giver.id}):
        return _("Only whoever has an open request can hand it over.")
    if not to.serves(lead.commune) or to.id == lead.taken_by:
        return _("Nothing has changed: {name} has it already, or does not serve that commune.", name=to.name)
    given = _move(lead, to, giver, desk)
    heading = _("Given to you by {staff}:", staff=giver.name)
    told = card(given, desk.commune_name(given.commune), heading)
    for address in staff.addresses(desk.tx, to.id) if to.id != giver.id else ():
        key = f"{desk.turn}:given:{lead.number}:{address.channel}:{address.chat}"
        desk.post(key, address, to.language, told, about=lead.number)
    if lead.taken_by not in {None, giver.id}:
        _tell(lead.taken_by or 0, Say(_gone(given)), desk, f"gone:{lead.number}")
    return _("Request {number} now lies with {name}.", number=str(lead.number), name=to.name)


def give_all(leaving: Staff, to: Staff | None, giver: Staff, desk: Desk) -> Words:
    """All open requests of somebody who leaves, as far as the giver may see them: to one colleague, or back to all.

    to   None: each is new again in its commune, and told to its staff; so is one whose commune `to` does not serve
    """
    moved: list[Lead] = []
    back = 0
    for seen in leads.of_staff(desk.tx, leaving.id):
        lead = leads.get(desk.tx, seen.number, lock=True)
        if lead is None or not lead.open or lead.taken_by != leaving.id or not giver.serves(lead.commune):
            continue
        if to is not None and to.serves(lead.commune):
            moved.append(_move(lead, to, giver, desk))
        else:
            _put_back(lead, giver, desk)
            back += 1
    if to is not None and moved:
        _tell_of_all(moved, leaving, to, desk)
    if moved or back:
        left = _("{count} of your requests were handed over by {staff}.", count=len(moved) + back, staff=giver.name)
        _tell(leaving.id, Say(left), desk, "all")
    return _("Handed over: {given} to {name}, {back} back to their communes.", given=len(moved), back=back,
             name=to.name if to is not None else "–")  # fmt: skip


def _move(lead: Lead, to: Staff, giver: Staff, desk: Desk) -> Lead:
    leads.give(desk.tx, lead.number, to.id, desk.now)
    leads.step(desk.tx, lead.number, "given", desk.now, giver.id, to.name)
    given = leads.get(desk.tx, lead.number)
    assert given is not None
    for key, address, group in parcels.cards(desk.tx, lead.number):
        own = f"{desk.turn}:given:{key}"
        desk.post(own, address, "vi", taken_card(given), kind="edit", edits=key, about=lead.number, group=group)
    words = _(
        "{staff} of {commune} now has your request {number} and calls you.",
        staff=to.name,
        commune=desk.commune_name(lead.commune),
        number=str(lead.number),
    )
    if lead.state is LeadState.NEW:
        words = _(
            "Good news: {staff} of {commune} has taken your request {number} and calls you at the latest by {by}.",
            staff=to.name,
            commune=desk.commune_name(lead.commune),
            number=str(lead.number),
            by=called_by(desk.now),
        )
    tell_citizen(lead, desk, f"given:{lead.number}", words)
    return given


def _put_back(lead: Lead, giver: Staff, desk: Desk) -> None:
    leads.hand_over(desk.tx, lead.number, lead.commune, desk.now)
    leads.step(desk.tx, lead.number, "handed_over", desk.now, giver.id, desk.commune_name(lead.commune))
    again = leads.get(desk.tx, lead.number)
    assert again is not None
    announce(again, desk, _("Handed over by {staff}:", staff=giver.name))


def _tell_of_all(moved: list[Lead], leaving: Staff, to: Staff, desk: Desk) -> None:
    """One message for all of them: a hundred cards would bury the one that is urgent."""
    listed = [line(lead, desk.commune_name(lead.commune)) for lead in moved[:LISTED]]
    words = _("{count} requests of {name} are yours now; “việc của tôi” lists them.", count=len(moved),
              name=leaving.name)  # fmt: skip
    _tell(to.id, Say(lines(words, *listed)), desk, "all")


def _gone(lead: Lead) -> Words:
    return _("Request {number} now lies with {name}.", number=str(lead.number), name=lead.taken_name)


def _tell(staff_id: int, say: Say, desk: Desk, key: str) -> None:
    member = staff.get(desk.tx, staff_id)
    for address in staff.addresses(desk.tx, staff_id):
        own = f"{desk.turn}:{key}:{address.channel}:{address.chat}"
        desk.post(own, address, member.language if member else "vi", say)
