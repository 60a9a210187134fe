"""What a member of staff has to do: their requests, those that nobody has, live questions."""

from __future__ import annotations

from bot.domain.calendar import local
from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.services.cases.cards import state, talk_to
from bot.services.context import Context
from bot.services.leads.announcements import seen
from bot.services.leads.cards import SHOWN, list_of, view, waiting_for
from bot.store.cases import queries as cases
from bot.store.leads import queries as leads
from bot.words import _, lines


def mine(member: Staff, which: str, context: Context) -> Say:
    """Lists their open requests and those that nobody has: all, today's, or the late ones."""
    own, waiting = leads.of_staff(context.tx, member.id), waiting_for(member, context)
    if which == "today":
        own = [lead for lead in own if context.duty(lead.commune).begins(lead).date() <= local(context.now).date()]
        heading = _("Today: {own} to call, {waiting} that nobody has.", own=len(own), waiting=len(waiting))
        nothing = _("Nothing is to be called today, and nothing waits for somebody.")
    elif which == "late":
        own = [lead for lead in own if context.duty(lead.commune).late(lead, context.now)]
        waiting = [lead for lead in waiting if context.duty(lead.commune).late(lead, context.now)]
        rules = context.knowledge.library.overdue(context.now)
        others = [lead for lead in leads.let_lie(context.tx, member.communes, member.id, rules) if member.sees(lead)]
        heading = _(
            "Late: {own} of yours, {waiting} that nobody has, {others} of your colleagues'.",
            own=len(own),
            waiting=len(waiting),
            others=len(others),
        )
        waiting += others
        nothing = _("Nothing is late. Well done.")
    else:
        heading = _("You have {own} open requests; {waiting} wait for somebody.", own=len(own), waiting=len(waiting))
        nothing = _("No request is waiting, and you have none open.")
    live = (
        [*cases.of_staff(context.tx, member.id), *cases.waiting_for(context.tx, member.id)] if which != "late" else []
    )
    if not own and not waiting and not live:
        return Say(nothing)
    shown = list_of([*own, *waiting], context, heading)
    seen(member, [*own, *waiting][:SHOWN], context)
    options = (*shown.options, *(talk_to(case) for case in live))
    words = lines(shown.words if own or waiting else None, *(state(case) for case in live))
    return Say(words, options, names=shown.names)


def still_waiting(member: Staff, context: Context) -> tuple[Say, ...]:
    """What waits in their communes, for somebody who has just joined, or is back."""
    waiting = waiting_for(member, context)
    seen(member, waiting[:SHOWN], context)
    return tuple(view(lead, member, context) for lead in waiting[:SHOWN])
