"""Telling staff of a request: the first time, as one card that follows what becomes of it; many at once as one list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.domain.leads import Lead, Move
from bot.domain.messages import Address, Say, Subject
from bot.domain.office_rules import Level
from bot.domain.people import Staff
from bot.services.context import Context
from bot.services.leads.cards import anonymous_card, card, line, listed, short_card
from bot.services.leads.routing import Roster
from bot.services.notify import Group, Reader, change, notify
from bot.store.leads import history as histories
from bot.store.leads import queries as leads
from bot.store.messages import outbox as parcels
from bot.store.scheduling import due
from bot.store.staff import audit, groups
from bot.store.staff import members as staff
from bot.words import FIRST, Words, _, lines, verbatim

log = structlog.get_logger()

SHOWN = 10
CHAT, TOLD = "chat", "told"


def announce(lead: Lead, context: Context, heading: Words | None = None) -> None:
    """Tells the commune's staff on duty, in private and in their groups; nobody there: the next level; or in time.

    From here on the clock sees to it that somebody takes the request.
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
    if told or not readers:
        tell_groups(lead, context)
    if told:
        leads.move(context.tx, lead, Move.TELL, context.now)
    elif not readers:
        log.error("lead_without_staff", lead=number, commune=lead.commune)


def tell_groups(lead: Lead, context: Context) -> None:
    """Shows the request, without names, in the group chats of its commune."""
    for group in groups.groups_of(context.tx, lead.commune):
        replace_card(lead, group, context)
        say = anonymous_card(lead, context.commune_name(lead.commune))
        notify(context, Group(group), say, f"lead:{lead.number}", about=lead.subject)


def post_card(lead: Lead, reader: Reader, context: Context, heading: Words | None = None) -> None:
    """Posts a card that makes a sound at each of her addresses; what was her card there before says where it is now.

    That she is shown it is on record, as on the board.
    """
    if reader.addresses:
        seen(reader.member, [lead], context, TOLD)
    for address in reader.addresses:
        replace_card(lead, address, context)
    notify(context, reader, view(lead, reader.member, context, heading), f"lead:{lead.number}", about=lead.subject)


def seen(member: Staff, found: Sequence[Lead], context: Context, page: str = CHAT) -> None:
    """Puts on record that she is shown names and numbers of these requests in her chat."""
    if found:
        audit.looked(context.tx, member.id, page, [lead.number for lead in found], context.now)


def replace_card(lead: Lead, address: Address, context: Context) -> None:
    """The card in that chat, if it can be changed, gives way to a newer one."""
    key, group = newest(lead.number, context).get(address, ("", False))
    if key and context.edits(address):
        said = Say(_("Request {number}: see the newer message below.", number=str(lead.number)))
        change(context, key, address, said, "older", group=group)


def refresh(lead: Lead, context: Context, *, but: Address | None = None) -> None:
    """Every card shows how the request stands now, to each reader what she may see.

    Where a card cannot be changed, a short new one says that the request is no longer to be taken. The chat `but` is
    answered anyway: its card changes only where it was tapped. Cards of this very turn are fresh already.
    """
    for address, (key, group) in newest(lead.number, context).items():
        if key.startswith(f"{context.turn}:") or (address == but and not context.in_place):
            continue
        member = None if group else staff.at(context.tx, address)
        say = _in_group(lead, context) if member is None else view(lead, member, context)
        silent = not context.edits(address) and (lead.waits or address == but)
        if not silent:
            change(context, key, address, say, "now", about=lead.subject, group=group)


def view(lead: Lead, member: Staff, context: Context, heading: Words | None = None) -> Say:
    """The request as this member of staff may see it now."""
    hers = lead.taken_by == member.id
    if not hers and not member.sees(lead):
        return Say(lies_with(lead, context), about=lead.subject)
    if not hers and not lead.waits:
        short = short_card(lead, late=context.duty(lead.commune).late(lead, context.now))
        return short if heading is None else Say(lines(heading, short.words), short.options, about=lead.subject)
    same = same_phone(lead, member, context)
    return card(lead, context.commune_name(lead.commune), heading, topic=topic(lead, context), same=same)


def same_phone(lead: Lead, member: Staff, context: Context) -> list[int]:
    """The other open requests for its phone, as far as she may see them."""
    return [other.number for other in leads.same_phone(context.tx, lead) if member.sees(other)]


def waiting_for(member: Staff, context: Context) -> list[Lead]:
    """The requests that nobody has, as far as she may see them."""
    return [lead for lead in leads.waiting(context.tx, member.communes) if member.sees(lead)]


def whole_card(number: int, member: Staff, context: Context, heading: Words | None = None) -> Say:
    """The request with its history, for that member of staff."""
    lead = leads.get(context.tx, number)
    assert lead is not None
    steps = histories.steps(context.tx, number)
    same = same_phone(lead, member, context)
    return card(lead, context.commune_name(lead.commune), heading, steps, topic(lead, context), same)


def newest(number: int, context: Context) -> dict[Address, tuple[str, bool]]:
    """The latest card of the request in each chat: its key, and whether that is a group."""
    return {address: (key, group) for key, address, group in parcels.cards(context.tx, Subject.lead(number))}


def lies_with(lead: Lead, context: Context) -> Words:
    """Where the request has gone."""
    name = context.commune_name(lead.commune)
    return _("Request {number} now lies with {commune}.", number=str(lead.number), commune=name)


def topic(lead: Lead, context: Context) -> Words | None:
    """The title of what the citizen had read about."""
    found = context.knowledge.library.topics.get(lead.topic)
    return verbatim(found.title[FIRST]) if found else None


def list_of(found: Sequence[Lead], context: Context, heading: Words) -> Say:
    """A list with a button for each, at most SHOWN of them."""
    shown = found[:SHOWN]
    more = len(found) - len(shown)
    words = lines(
        heading,
        *(line(lead, context.commune_name(lead.commune)) for lead in shown),
        _("… and {more} more.", more=more) if more else None,
    )
    return Say(words, listed(shown))


def _one_by_one(member: Staff, context: Context, commune: str) -> bool:
    """Whether she gets this one as a card; in a burst she gets the rest in one message when its time is over."""
    gathering = context.duty(commune).gathering
    ends = context.now + timedelta(minutes=gathering.minutes)
    return due.count(context.tx, "gather", member.id, ends) <= gathering.after


def _in_group(lead: Lead, context: Context) -> Say:
    return anonymous_card(lead, context.commune_name(lead.commune)) if lead.waits else short_card(lead)


def _why_you(lead: Lead, roster: Roster) -> Words:
    name = roster.context.commune_name(lead.commune)
    if roster.there_are_staff(lead.commune):
        return _("Nobody in {commune} can take it now, so this request comes to you.", commune=name)
    return _("There are no staff in {commune} yet, so this request comes to you.", commune=name)


def _language(lead: Lead, context: Context) -> str:
    return next((language for _address, language in leads.asker(context.tx, lead.number)), FIRST)
