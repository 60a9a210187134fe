"""Finds a person's requests for an officer, by phone or by name, among those they may see."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.commands.leads import FindLeads
from bot.domain.leads import Lead
from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.domain.text import fold
from bot.services.context import Context
from bot.services.leads.cards import line, listed
from bot.store.leads import queries as leads
from bot.store.leads.names import names
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk.actions import TO_WORK
from bot.words import _, lines

SINCE = timedelta(days=90)
MOST_SHOWN = 5
MOST_LOOKED_AT = 2_000
# How many searches a member of staff may make in a day: enough for work, too few to copy the register.
A_DAY = 60


def find(command: FindLeads, member: Staff, context: Context) -> tuple[Say, ...]:
    """Lists what fits, latest first; the audit log keeps each search with what it showed."""
    if audit.times(context.tx, member.id, Audited.FIND, context.now - timedelta(days=1)) >= A_DAY:
        return (Say(_("That were many searches today. Please use the board's lists, or ask your supervisor.")),)
    found = [lead for lead in _candidates(command, member, context) if not lead.in_tray and member.sees(lead)]
    shown = found[:MOST_SHOWN]
    audit.looked(context.tx, member.id, Audited.FIND, [lead.number for lead in shown], context.now)
    if not shown:
        return (Say(_("I found no request for that within your communes."), TO_WORK),)
    said = [_("• {line}", line=line(lead, context.commune_name(lead.commune))) for lead in shown]
    more = _("… and {more} more; “bảng” shows them all.", more=len(found) - len(shown)) if found[MOST_SHOWN:] else None
    return (Say(lines(*said, more), listed(shown)),)


def _candidates(command: FindLeads, member: Staff, context: Context) -> list[Lead]:
    since = context.now - SINCE
    if command.phone is not None:
        return leads.recent_by_phone(context.tx, command.phone, since)
    wanted = fold(command.name).split()
    known = names(context.tx, member.communes, since, MOST_LOOKED_AT)
    return leads.these(context.tx, [number for number, name in known if set(wanted) <= set(fold(name).split())])
