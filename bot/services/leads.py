"""A request to be called: kept with its consent, told to the commune's staff in the same transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

import structlog

from bot.domain.calendar import VIET_NAM, called_by
from bot.domain.commands import RequestCall
from bot.domain.leads import Lead, LeadState
from bot.domain.messages import Address, Option, Say
from bot.domain.people import Staff
from bot.services.cards import anonymous_card, card
from bot.services.desk import Desk
from bot.store import consents, leads, staff, tallies
from bot.store.visitors import Visitor
from bot.words import Words, _

log = structlog.get_logger()

SAME_REQUEST = timedelta(days=30)
MENU = (Option(">menu", _("Menu")), Option(">my-data", _("What you keep about me")))


def request_call(call: RequestCall, visitor: Visitor, desk: Desk) -> tuple[Say, ...]:
    """Keeps the request and tells staff; the same phone joins the open request, or opens her own of 30 days again.

    Whoever asks hears the same words either way, so nobody learns of somebody else's request by trying numbers.
    """
    day_ago = desk.now - timedelta(days=1)
    if leads.asked_since(desk.tx, visitor.citizen.id, day_ago) >= desk.limits.requests_a_day:
        return (_too_many(desk),)
    consent = _keep_consent(call, visitor, desk)
    lead = leads.open_by_phone(desk.tx, call.phone)
    if lead is not None:
        _ask_again(lead, visitor, desk)
    else:
        closed = leads.recent_by_phone(desk.tx, call.phone, desk.now - SAME_REQUEST)
        if closed is not None and closed.citizen == visitor.citizen.id:
            lead = _reopen(closed, call, desk)
        else:
            lead = leads.add(desk.tx, visitor.citizen.id, call, consent, desk.now)
            leads.step(desk.tx, lead.number, "asked", desk.now)
        announce(lead, desk, _("Asked again within thirty days:") if closed is not None else None)
    day = desk.now.astimezone(VIET_NAM).date()
    tallies.count(desk.tx, day, "request", call.commune, visitor.citizen.came_from)
    return (Say(_thanks(lead, call, desk), MENU),)


def announce(lead: Lead, desk: Desk, heading: Words | None = None) -> None:
    """Tells the commune's staff, in private and in their groups; where there are none, the supervisor's desk."""
    name = desk.commune_name(lead.commune)
    reached = _reached(staff.of_commune(desk.tx, lead.commune), desk)
    if not reached:
        reached = _reached(staff.supervisors(desk.tx, lead.commune), desk)
        heading = heading or _("There are no staff in {commune} yet, so this request comes to you.", commune=name)
    for member, address in reached:
        key = f"{desk.turn}:lead:{lead.number}:{address.channel}:{address.chat}"
        desk.post(key, address, member.language, card(lead, name, heading), about=lead.number)
    for group in staff.groups_of(desk.tx, lead.commune):
        key = f"{desk.turn}:lead:{lead.number}:{group.channel}:{group.chat}"
        desk.post(key, group, "vi", anonymous_card(lead, name), about=lead.number, group=True)
    if not reached:
        log.warning("lead_without_staff", lead=lead.number, commune=lead.commune)


def _reached(members: Iterable[Staff], desk: Desk) -> list[tuple[Staff, Address]]:
    return [(member, address) for member in members for address in staff.addresses(desk.tx, member.id)]


def tell_citizen(lead: Lead, desk: Desk, key: str, words: Words, *, joined: Words | None = None) -> None:
    """Says something about her request to whoever asked first, at every address of hers that still listens.

    joined  what those hear who asked for the same phone later: it must tell nothing of the first one's request
    """
    for address, language, first in leads.askers(desk.tx, lead.number):
        said = words if first else joined
        if said is not None:
            own = f"{desk.turn}:{key}:{address.channel}:{address.chat}"
            desk.post(own, address, language, Say(said), about=lead.number)


def _keep_consent(call: RequestCall, visitor: Visitor, desk: Desk) -> int:
    consent = desk.knowledge.library.consent
    shown = consent.text.get(visitor.citizen.language, consent.text["vi"])
    digest = hashlib.sha256(shown.encode()).hexdigest()
    return consents.give(
        desk.tx, visitor.citizen.id, call.consent, call.purposes, visitor.address.channel, digest, desk.now
    )


def _ask_again(lead: Lead, visitor: Visitor, desk: Desk) -> None:
    leads.join(desk.tx, lead.number, visitor.citizen.id)
    leads.step(desk.tx, lead.number, "asked_again", desk.now)
    if lead.taken_by is None:
        announce(lead, desk, _("Asked again, and still nobody has taken it:"))
        return
    for address in staff.addresses(desk.tx, lead.taken_by):
        member = staff.get(desk.tx, lead.taken_by)
        key = f"{desk.turn}:again:{address.channel}:{address.chat}"
        again = card(lead, desk.commune_name(lead.commune), _("The citizen has asked again:"))
        desk.post(key, address, member.language if member else "vi", again, about=lead.number)


def _reopen(closed: Lead, call: RequestCall, desk: Desk) -> Lead:
    leads.hand_over(desk.tx, closed.number, call.commune, desk.now)
    leads.correct(desk.tx, closed.number, call.name, call.phone)
    leads.step(desk.tx, closed.number, "asked_again", desk.now)
    lead = leads.get(desk.tx, closed.number)
    assert lead is not None
    assert lead.state is LeadState.NEW
    return lead


def _thanks(lead: Lead, call: RequestCall, desk: Desk) -> Words:
    if call.for_other:
        return _(
            "Thank you. Your request has number {number}. Somebody from {commune} calls {name} at {phone}, "
            "at the latest by {by}. You hear from me here as soon as somebody has taken it.",
            name=call.name,
            number=str(lead.number),
            commune=desk.commune_name(call.commune),
            phone=call.phone.spoken,
            by=called_by(desk.now),
        )
    return _(
        "Thank you, {name}. Your request has number {number}. Somebody from {commune} calls {phone}, "
        "at the latest by {by}. You hear from me here as soon as somebody has taken it.",
        name=call.name,
        number=str(lead.number),
        commune=desk.commune_name(call.commune),
        phone=call.phone.spoken,
        by=called_by(desk.now),
    )


def _too_many(desk: Desk) -> Say:
    said = _(
        "You have asked {most} times today, and staff have got every one of them, so I do not add another. "
        "In a hurry? Call {hotline}.",
        most=desk.limits.requests_a_day,
        hotline=desk.knowledge.library.home.hotline,
    )
    return Say(said, MENU)
