"""What staff do with requests: list, take, record what came of it, hand over, note."""

from __future__ import annotations

from bot.domain import commands as do
from bot.domain.calendar import VIET_NAM, called_by
from bot.domain.leads import AFTER, Lead, LeadState, Outcome
from bot.domain.messages import Option, Say
from bot.domain.people import Staff
from bot.services.cards import card, line, taken_card
from bot.services.case_cards import state, talk_to
from bot.services.desk import Desk
from bot.services.leads import announce, tell_citizen
from bot.store import cases, leads, parcels, tallies
from bot.store.visitors import Visitor
from bot.words import Words, _, lines

SHOWN = 10
WORK = (Option(">work", _("My requests")),)

TOLD = {
    Outcome.JOINED: _("Welcome to voluntary social insurance, and thank you. If anything is unclear, just ask me."),
    Outcome.UNREACHABLE: _(
        "Staff have called several times and could not reach you. Would you like another call? Type 0."
    ),
    Outcome.WRONG_NUMBER: _(
        "The number you left does not seem to be yours. To be called, please type 0 and check the number."
    ),
}


def carry_out(command: do.Command, visitor: Visitor, desk: Desk) -> tuple[Say, ...]:
    """Carries out what a member of staff did; whoever is none is told so."""
    member = visitor.staff
    if member is None or not member.active:
        return (Say(_("This is for staff only.")),)
    if isinstance(command, do.ShowMyLeads):
        return (_mine(member, desk),)
    assert isinstance(command, do.ShowLead | do.TakeLead | do.RecordOutcome | do.HandOver | do.AddNote)
    lead = leads.get(desk.tx, command.number, lock=True)
    if lead is None or not member.serves(lead.commune):
        return (Say(_("There is no such request among yours."), WORK),)
    match command:
        case do.TakeLead():
            return _take(lead, member, visitor, desk)
        case do.RecordOutcome():
            return _record(command, lead, member, desk)
        case do.HandOver():
            return _hand_over(command, lead, member, desk)
        case do.AddNote():
            leads.step(desk.tx, lead.number, "note", desk.now, member.id, command.note)
            return (_card(lead.number, desk),)
        case do.ShowLead():
            return (_card(lead.number, desk),)


def _mine(member: Staff, desk: Desk) -> Say:
    own = leads.of_staff(desk.tx, member.id)
    waiting = leads.waiting(desk.tx, member.communes)
    live = [*cases.of_staff(desk.tx, member.id), *cases.waiting_for(desk.tx, member.id)]
    if not own and not waiting and not live:
        return Say(_("No request is waiting, and you have none open."))
    listed = [*own, *waiting][:SHOWN]
    words = lines(
        _("You have {own} open requests; {waiting} wait for somebody.", own=len(own), waiting=len(waiting))
        if listed
        else None,
        *(line(lead, desk.commune_name(lead.commune)) for lead in listed),
        *(state(case) for case in live),
    )
    options = tuple(Option(f">lead:{lead.number}", _("Request {number}", number=str(lead.number))) for lead in listed)
    return Say(words, (*options, *(talk_to(case) for case in live)))


def _card(number: int, desk: Desk, heading: Words | None = None) -> Say:
    lead = leads.get(desk.tx, number)
    assert lead is not None
    return card(lead, desk.commune_name(lead.commune), heading, leads.steps(desk.tx, number))


def _take(lead: Lead, member: Staff, visitor: Visitor, desk: Desk) -> tuple[Say, ...]:
    if lead.taken_by == member.id:
        return (_card(lead.number, desk, _("You have this request already.")),)
    if not leads.take(desk.tx, lead.number, member.id, desk.now):
        return (taken_card(lead) if lead.open else Say(_("Request {number} is closed.", number=str(lead.number))),)
    leads.step(desk.tx, lead.number, "taken", desk.now, member.id)
    taken = leads.get(desk.tx, lead.number)
    assert taken is not None
    for key, address, group in parcels.cards(desk.tx, lead.number):
        if group or address != visitor.address:
            own = f"{desk.turn}:taken:{key}"
            desk.post(own, address, "vi", taken_card(taken), kind="edit", edits=key, about=lead.number, group=group)
    words = _(
        "Good news: {staff} of {commune} has taken your request {number} and calls you at the latest by {by}.",
        staff=member.name,
        commune=desk.commune_name(lead.commune),
        number=str(lead.number),
        by=called_by(desk.now),
    )
    joined = _(
        "Good news: your request {number} has been taken; you are called at the latest by {by}.",
        number=str(lead.number),
        by=called_by(desk.now),
    )
    tell_citizen(lead, desk, f"taken:{lead.number}", words, joined=joined)
    return (card(taken, desk.commune_name(lead.commune), _("It is yours. Please call, then tap “Outcome”.")),)


def _record(command: do.RecordOutcome, lead: Lead, member: Staff, desk: Desk) -> tuple[Say, ...]:
    if lead.taken_by != member.id or not lead.open:
        return (_card(lead.number, desk, _("Only whoever has an open request records its outcome.")),)
    state = AFTER[command.outcome]
    leads.change(desk.tx, lead.number, state, desk.now, call_on=command.call_on)
    leads.step(desk.tx, lead.number, state.value, desk.now, member.id, command.note)
    tallies.count(desk.tx, desk.now.astimezone(VIET_NAM).date(), f"outcome:{state.value}", lead.commune)
    if command.outcome is Outcome.TRY_AGAIN and command.call_on is not None:
        again = _(
            "{staff} called and did not reach you, and will call again on {day}.",
            staff=member.name,
            day=command.call_on,
        )
        tell_citizen(lead, desk, f"again:{lead.number}", again)
    elif command.outcome in TOLD:
        tell_citizen(lead, desk, f"outcome:{lead.number}", TOLD[command.outcome])
    return (_card(lead.number, desk, _("Noted, thank you.")),)


def _hand_over(command: do.HandOver, lead: Lead, member: Staff, desk: Desk) -> tuple[Say, ...]:
    if not lead.open or lead.taken_by not in {None, member.id}:
        return (_card(lead.number, desk, _("Only whoever has an open request can hand it over.")),)
    target = desk.commune_name(command.commune)
    leads.hand_over(desk.tx, lead.number, command.commune, desk.now)
    leads.step(desk.tx, lead.number, "handed_over", desk.now, member.id, target)
    moved = leads.get(desk.tx, lead.number)
    assert moved is not None
    announce(moved, desk, _("Handed over by {staff}:", staff=member.name))
    words = _(
        "Your request {number} now lies with {commune}, which calls you.", number=str(lead.number), commune=target
    )
    tell_citizen(lead, desk, f"handed:{lead.number}", words)
    return (Say(_("Request {number} now lies with {commune}.", number=str(lead.number), commune=target), WORK),)


def still_waiting(member: Staff, desk: Desk) -> tuple[Say, ...]:
    """What waits for somebody in her communes: told to whoever has just joined."""
    waiting = leads.waiting(desk.tx, member.communes)
    return tuple(card(lead, desk.commune_name(lead.commune)) for lead in waiting[:SHOWN] if lead.state is LeadState.NEW)
