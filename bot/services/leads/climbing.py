"""What lies with somebody whom nothing reaches any more goes to the next one at once."""

from __future__ import annotations

import structlog

from bot.domain.leads import Lead
from bot.domain.office_rules import Level
from bot.domain.people import Role, Staff
from bot.services.context import Context
from bot.services.leads.announcements import announce, newest, post_card
from bot.services.leads.cards import waiting_for
from bot.services.leads.escalation import release
from bot.services.leads.routing import Roster
from bot.store.leads import queries as leads
from bot.store.staff import members as staff
from bot.words import _

log = structlog.get_logger()

LEVELS = {Role.OFFICER: Level.COMMUNE, Role.COLLECTOR: Level.COMMUNE, Role.SUPERVISOR: Level.SUPERVISOR}


def climb(unreached: Staff, about: Lead | None, context: Context) -> None:
    """Gives others what the member has, and tells them of what only the member was told.

    `about` is what could not be told, None where that is not known: then of all that waits.
    """
    if staff.addresses(context.tx, unreached.id):
        return
    for held in leads.of_staff(context.tx, unreached.id):
        release(held, context)
    level = LEVELS.get(unreached.role, Level.PROVINCE)
    waiting = waiting_for(unreached, context) if level is Level.COMMUNE else []
    if about is not None and about.waits and about.number not in {one.number for one in waiting}:
        waiting.append(about)
    for lead in waiting:
        if not _read_by_others(lead, unreached, context):
            _pass_up(lead, level, context)


def _read_by_others(lead: Lead, unreached: Staff, context: Context) -> bool:
    """Whether a card of it is with somebody else who can be reached."""
    places = [place for place, (_key, group) in newest(lead, context).items() if not group]
    readers = [one for place in places if (one := staff.at(context.tx, place)) is not None]
    return any(one.active and one.id != unreached.id and staff.addresses(context.tx, one.id) for one in readers)


def _pass_up(lead: Lead, level: Level, context: Context) -> None:
    if level is Level.COMMUNE:
        announce(lead, context)
        return
    _found, readers = Roster(context).find(lead.commune, level, shared=lead.shared)
    name = context.commune_name(lead.commune)
    heading = _("Nobody in {commune} can take it now, so this request comes to you.", commune=name)
    for reader in readers:
        post_card(lead, reader, context, heading)
    if not readers:
        log.error("lead_without_staff", lead=lead.number, commune=lead.commune)
