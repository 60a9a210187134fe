"""Whom to call now, one at a time; and when a citizen likes to be called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.commands.leads import CallNext, PreferTime
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import Lead
from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.domain.rights import may_read_whole
from bot.services.context import Context
from bot.services.leads.announcements import replace_card, seen, tell
from bot.services.leads.calls.known import fitting
from bot.services.leads.calls.opening import opening
from bot.services.leads.cards import waiting_for, whole_card
from bot.store.leads import queries as leads
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.talk.actions import TO_MENU, TO_WORK
from bot.words import _, paragraphs


def in_order(member: Staff, context: Context) -> list[Lead]:
    """Everybody to call now: their own requests and those that nobody has, the next one first."""
    own = [lead for lead in leads.of_staff(context.tx, member.id) if member.sees(lead)]
    found = [lead for lead in (*own, *waiting_for(member, context)) if _now(lead, context)]
    return sorted(found, key=lambda lead: context.duty(lead.commune).call_order(lead, context.now))


def next_of(order: Sequence[Lead], after: int) -> Lead | None:
    """The one after that request; the first where it is not there (any more)."""
    numbers = [lead.number for lead in order]
    place = numbers.index(after) + 1 if after in numbers else 0
    return order[place] if place < len(order) else None


def call_next(command: CallNext, member: Staff, context: Context) -> tuple[Say, ...]:
    """Shows one request with all that is needed to call, and leads on to the next."""
    order = in_order(member, context)
    lead = next_of(order, command.after)
    if lead is None:
        if order:
            said = _("That was the last one. {count} are still to be called.", count=len(order))
            return (Say(said, (actions.CALL_NOW.option(label=_("From the first again")), *TO_WORK)),)
        return (Say(_("There is nobody to call now. Well done."), TO_WORK),)
    seen(member, [lead], context)
    if context.chat is not None:
        replace_card(lead, context.chat, context)
    say = whole_card(lead, member, context, _("To call now, {count} in all:", count=len(order)))
    say = replace(say, words=paragraphs(say.words, opening(lead, member, context)))
    skip = actions.CALL_NOW.option(lead.number, _("Skip, the next one"))
    return (replace(say, options=fitting((*say.options, skip), context)),)


def show_opening(number: int, member: Staff, context: Context) -> tuple[Say, ...]:
    """How to begin the call, for those who may read the request."""
    lead = leads.get(context.tx, number)
    if lead is None or lead.in_tray or not may_read_whole(member, lead):
        return (Say(_("There is no such request among yours."), TO_WORK),)
    seen(member, [lead], context)
    return (Say(opening(lead, member, context), TO_WORK, about=lead.subject),)


def prefer(command: PreferTime, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps when they like to be called, on their own open request."""
    still = next((one.number for one in leads.of_citizen(context.tx, visitor.citizen.id) if one.open), 0)
    lead = leads.get(context.tx, command.number or still, lock=True)
    if lead is None or lead.citizen != visitor.citizen.id or not lead.open:
        return (Say(_("That request is not open any more."), TO_MENU),)
    leads.prefer(context.tx, lead.number, command.part)
    if not lead.in_tray:
        tell(LeadEvent(EventKind.ADDED, replace(lead, prefer=command.part)), context)
    return (Say(_("Noted. Staff see it, and call at that time if they can."), TO_MENU),)


def _now(lead: Lead, context: Context) -> bool:
    return context.duty(lead.commune).call_now(lead, context.now)
