"""Requests that staff write for people without an app, and erase for them."""

from __future__ import annotations

import hashlib

from bot.domain.calls.known import BY_STAFF
from bot.domain.commands.leads import WriteRequest
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.messages import Say
from bot.domain.outreach.facts import Step
from bot.domain.people import Staff
from bot.domain.rights import Act, may_at_all, may_read, may_with
from bot.services.context import Context
from bot.services.facts import count_request
from bot.services.leads.announcements import tell
from bot.services.leads.cards import take
from bot.services.leads.withdraw import withdraw
from bot.store.leads import queries as leads
from bot.store.leads.asking import Asked
from bot.store.people import consents, erasures, without_app
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk.actions import TO_WORK
from bot.words import FIRST, Words, _, in_language

WRITTEN = "written"


def write(command: WriteRequest, member: Staff, context: Context) -> tuple[Say, ...]:
    """Keeps it, with who read the consent aloud and when; it is a request like any other."""
    if not may_at_all(Act.WRITE, member):
        audit.looked(context.tx, member.id, Audited.WRITE, [], context.now, refused=True)
        return (Say(_("Only staff who see to requests can write one."), TO_WORK),)
    number = keep(command, member, context)
    lead = leads.get(context.tx, number)
    assert lead is not None
    mine = (take(lead),) if lead.waits and may_read(member, lead) else ()
    return (Say(kept(number, command, context), (*mine, *TO_WORK)),)


def keep(command: WriteRequest, member: Staff, context: Context) -> int:
    """Writes it down and tells staff; returns its number."""
    call, consent = command.call, context.knowledge.library.consent
    who = without_app.add(context.tx, FIRST, context.now)
    digest = hashlib.sha256(in_language(FIRST, consent.text).encode()).hexdigest()
    given = consents.give(
        context.tx, who, call.consent, call.purposes, BY_STAFF, digest, context.now, read_by=member.id
    )
    lead = leads.add(context.tx, who, call, Asked(given, BY_STAFF, command.where.value), context.now)
    leads.step(context.tx, lead.number, WRITTEN, context.now, member.id)
    audit.looked(context.tx, member.id, Audited.WRITE, [lead.number], context.now)
    tell(LeadEvent(EventKind.ASKED, lead), context)
    count_request(lead, context, Step.REQUEST)
    return lead.number


def kept(number: int, command: WriteRequest, context: Context) -> Words:
    """What is said of it to who wrote it."""
    by = context.duty(command.call.commune).hours.called_by(context.now)
    return _(
        "Written: request {number} of {name}, with {commune}, to be called by {by}. Please give them the number; "
        "“xóa yêu cầu {number}” erases it when they ask for that.",
        number=str(number),
        name=command.call.name,
        commune=context.commune_name(command.call.commune),
        by=by,
    )


def erase(number: int, member: Staff, context: Context) -> tuple[Say, ...]:
    """Erases a request of somebody without an app, and all that is kept of them."""
    lead = leads.get(context.tx, number, lock=True)
    if lead is None or lead.in_tray or not member.sees(lead):
        audit.looked(context.tx, member.id, Audited.ERASE, [number], context.now, refused=True)
        return (Say(_("There is no such request among yours."), TO_WORK),)
    if not without_app.is_one(context.tx, lead.citizen) or not may_with(Act.HAND_ON, member, lead):
        audit.looked(context.tx, member.id, Audited.ERASE, [number], context.now, refused=True)
        said = _("Staff erase only what staff wrote, and only who has it or is in charge; others erase their own.")
        return (Say(said, TO_WORK),)
    audit.looked(context.tx, member.id, Audited.ERASE, [number], context.now)
    erasures.record(context.tx, "forget", lead.citizen, context.now)
    withdraw(number, context)
    consents.withdraw(context.tx, lead.citizen, context.now)
    leads.forget(context.tx, lead.citizen)
    return (Say(_("Done: name, number and notes of request {number} are erased.", number=str(number)), TO_WORK),)
