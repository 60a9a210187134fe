"""The one place that tells of a request (see `who_hears`); its cards follow what happens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import Lead, Move
from bot.domain.messages import Address, Option, Say
from bot.domain.office_rules import Level
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.people import Staff
from bot.services.context import Context
from bot.services.copies import discard_lists, withhold
from bot.services.leads.cards import anonymous_card, short_card, view
from bot.services.leads.routing import Roster
from bot.services.leads.transitions import make
from bot.services.leads.who_hears import FOLLOW, HEARS, PLAIN
from bot.services.notify import AT_ONCE, Asker, GroupChat, Reader, change, notify
from bot.store.leads import queries as leads
from bot.store.messages import copies
from bot.store.messages import outbox as parcels
from bot.store.people import asking
from bot.store.people.visitors import settle_in
from bot.store.scheduling import due
from bot.store.scheduling.due import What
from bot.store.staff import audit, groups
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.talk.understanding import told_actions
from bot.words import FIRST, Value, Words, _, lines

log = structlog.get_logger()


def tell(event: LeadEvent, context: Context, *, answered: bool = False, asker: bool = True) -> None:
    """Tells everybody concerned.

    In this order: who asked, who is to act, the copies that are out, and who had it before.

    answered    who did it is answered where they did it, so that their own copy there needs no message
    asker       whether the citizen is told of it
    """
    hears, lead = HEARS[event.kind], event.lead
    if asker:
        tell_asker(event, context)
    if hears.office is not None:
        announce(lead, context, None if hears.office is PLAIN else said_to_staff(hears.office, event, context))
    if hears.holder is not None and (holder := _holder(event, context)) is not None:
        post_card(lead, holder, context, said_to_staff(hears.holder, event, context))
    if hears.copies is FOLLOW:
        _refresh(event, context, answered=answered)
    elif hears.copies is not None:
        _end_copies(event, said_to_staff(hears.copies, event, context), context)
    if hears.former is not None and event.former not in {None, event.actor}:
        former = staff.get(context.tx, event.former or 0)
        if former is not None:
            words = lines(said_to_staff(hears.former, event, context), event.more)
            notify(context, former, Say(words), f"{event.kind}:{lead.number}")


def tell_asker(event: LeadEvent, context: Context) -> None:
    """Tells the citizen who asked, at each address; of what may be a slip a little later."""
    hears, lead = HEARS[event.kind], event.lead
    said = hears.for_other if lead.asked_by_other else hears.asker
    if said is None:
        return
    values: dict[str, Value] = {
        "number": str(lead.number),
        "name": lead.name,
        "staff": lead.taken_name,
        "commune": context.commune_name(lead.commune),
        "by": context.duty(lead.commune).hours.called_by(context.now),
        "hotline": context.knowledge.library.home.hotline,
    }
    if lead.call_on is not None:
        values["day"] = lead.call_on
    options = _offered(lead, context) if event.kind is EventKind.JOINED else ()
    say = Say(Words(said.msgid, tuple(values.items())), options)
    later = context.limits.told_after if event.undoable else AT_ONCE
    notify(context, Asker(lead.number), say, f"{event.kind}:{lead.number}", about=lead.subject, later=later)


def _offered(lead: Lead, context: Context) -> tuple[Option, ...]:
    """The button that asks for reminders, where it may be offered; that it was is on record."""
    purpose, now = Purpose.PAYMENT, context.now
    if purpose not in context.knowledge.library.subscribing:
        return ()
    if not asking.may_be_offered(context.tx, lead.citizen, purpose, now):
        return ()
    asking.asked_everywhere(context.tx, lead.citizen, purpose, now)
    return (told_actions.REMIND_ME.option(),)


def announce(lead: Lead, context: Context, heading: Words | None = None) -> None:
    """Tells the commune's staff on duty, in private and in their groups.

    Where nobody is, the next level is told; out of hours, the clock does it in time. From here on the clock sees to it
    that somebody takes the request.
    """
    duty, number = context.duty(lead.commune), lead.number
    if (opens := duty.may_tell(context.now)) > context.now:
        due.put(context.tx, "lead", number, opens, 0)
        return
    due.put(context.tx, "lead", number, duty.due(lead, 1), 1)
    roster = Roster(context)
    level, readers = roster.find(lead.commune, Level.COMMUNE, shared=lead.shared)
    if level is Level.COMMUNE:
        readers = roster.preferred(lead, _language(lead, context), readers)
    else:
        heading = heading or _why_you(lead, roster)
    told = [reader for reader in readers if _one_by_one(reader.member, context, lead.commune)]
    for reader in told:
        post_card(lead, reader, context, heading)
        staff.told(context.tx, reader.member.id, context.now)
    tell_groups(lead, context)
    if told:
        make(lead, Move.TELL, context)
    elif not readers:
        log.error("lead_without_staff", lead=number, commune=lead.commune)


def tell_groups(lead: Lead, context: Context) -> None:
    """Shows the request, without names, in its commune's group chats; a burst comes as a list."""
    for group in groups.groups_of(context.tx, lead.commune):
        if not _few_yet("group", settle_in(context.tx, group, context.now, FIRST), context, lead.commune):
            continue
        replace_card(lead, group, context)
        say = anonymous_card(lead, context.commune_name(lead.commune))
        notify(context, GroupChat(group), say, f"lead:{lead.number}", about=lead.subject)


def post_card(lead: Lead, reader: Reader, context: Context, heading: Words | None = None) -> None:
    """Posts a card at each address of the reader; an older card there says where it is now.

    That they are shown it is on record, as on the board.
    """
    if reader.addresses:
        seen(reader.member, [lead], context, Audited.TOLD)
    for address in reader.addresses:
        replace_card(lead, address, context)
    notify(context, reader, view(lead, reader.member, context, heading), f"lead:{lead.number}", about=lead.subject)


def seen(member: Staff, found: Sequence[Lead], context: Context, page: Audited = Audited.CHAT) -> None:
    """Puts on record that the member is shown names and numbers of these requests in their chat.

    No right to them ends between here and the commit: ending it afterwards finds what was posted.
    """
    if found:
        numbers = [lead.number for lead in found]
        copies.shows(context.tx, member.id, numbers)
        audit.looked(context.tx, member.id, page, numbers, context.now)


def replace_card(lead: Lead, address: Address, context: Context) -> None:
    """The card in that chat, if it can be changed, gives way to a newer one."""
    key, group = newest(lead, context).get(address, ("", False))
    if key and context.edits(address):
        said = Say(_("Request {number}: see the newer message below.", number=str(lead.number)))
        change(context, key, address, said, "older", group=group)


def newest(lead: Lead, context: Context) -> dict[Address, tuple[str, bool]]:
    """The latest card of the request in each chat: its key, and whether that is a group."""
    return {address: (key, group) for key, address, group in parcels.cards(context.tx, lead.subject)}


def _holder(event: LeadEvent, context: Context) -> Reader | None:
    """Who has it now, if they can be told and did not do it themselves."""
    holder = event.lead.taken_by
    return Roster(context).reader(holder) if holder is not None and holder != event.actor else None


def said_to_staff(words: Words, event: LeadEvent, context: Context) -> Words:
    """What staff read of it, with its values."""
    lead = event.lead
    values = {
        "number": str(lead.number),
        "name": lead.taken_name,
        "staff": event.who,
        "commune": context.commune_name(lead.commune),
    }
    return Words(words.msgid, tuple(values.items()))


def _refresh(event: LeadEvent, context: Context, *, answered: bool) -> None:
    """Every card shows how the request is now, to each reader what they may see.

    Where a card cannot be changed, a short new one says that the request is no longer to be taken. Where somebody is
    answered, their card changes only if it was tapped. Cards of this very turn are fresh already.
    """
    lead, at = event.lead, context.chat if answered else None
    withhold(lead.subject, context)
    for address, (key, group) in newest(lead, context).items():
        if key.startswith(f"{context.turn}:") or (address == at and not context.tapped):
            continue
        member = None if group else staff.at(context.tx, address)
        say = _in_group(lead, context) if member is None else view(lead, member, context)
        own = answered and (address == at or (at is None and member is not None and member.id == event.actor))
        if context.edits(address) or not (lead.waits or own):
            change(context, key, address, say, "now", about=say.about, group=group)


def _end_copies(event: LeadEvent, words: Words, context: Context) -> None:
    """Every copy of the request that went to staff becomes these words.

    Of one whose data has expired a copy that cannot be changed is not written about: that would only ring a bell.
    """
    discard_lists(event.lead.subject, context)
    for key, address, group in parcels.cards(context.tx, event.lead.subject):
        if event.kind is not EventKind.EXPIRED or context.edits(address):
            change(context, key, address, Say(words), event.kind, group=group)


def _one_by_one(member: Staff, context: Context, commune: str) -> bool:
    """Whether this one comes as a card; in a burst the rest comes as one message later."""
    return _few_yet("gather", member.id, context, commune)


def _few_yet(what: What, about: int, context: Context, commune: str) -> bool:
    gathering = context.duty(commune).gathering
    ends = context.now + timedelta(minutes=gathering.minutes)
    return due.count(context.tx, what, about, ends) <= gathering.after


def _in_group(lead: Lead, context: Context) -> Say:
    return anonymous_card(lead, context.commune_name(lead.commune)) if lead.waits else short_card(lead)


def _why_you(lead: Lead, roster: Roster) -> Words:
    name = roster.context.commune_name(lead.commune)
    if roster.there_are_staff(lead.commune):
        return _("Nobody in {commune} can take it now, so this request comes to you.", commune=name)
    return _("There are no staff in {commune} yet, so this request comes to you.", commune=name)


def _language(lead: Lead, context: Context) -> str:
    return next((language for _address, language in leads.asker(context.tx, lead.number)), FIRST)
