"""A request goes one step on: the move, its history, its next due time, its cards, and what the citizen hears of it."""

from __future__ import annotations

from bot.domain.calendar import local
from bot.domain.leads import CALLED, Lead, Move
from bot.domain.messages import Address
from bot.services.context import Context
from bot.services.leads.citizen_notices import tell_citizen
from bot.services.leads.routing import Roster
from bot.services.leads.staff_notices import announce, post_card, refresh
from bot.store.leads import queries as leads
from bot.store.leads.queries import By
from bot.store.scheduling import due
from bot.store.statistics import tallies
from bot.words import Words

AT_ONCE = frozenset({Move.RELEASE, Move.HAND_OVER, Move.ASK_AGAIN})
"""After these the request is nobody's, so staff are told again."""


def advance(
    lead: Lead,
    move: Move,
    context: Context,
    by: By | None = None,
    *,
    heading: Words | None = None,
    at: Address | None = None,
) -> Lead | None:
    """The request after the move, with all that follows from it; None, and nothing done, where the move is not legal.

    heading     how staff are told of a request that is nobody's again; or whoever has it now, of one given to her
    at          the chat where it was done, which is answered by the caller
    """
    by = by or By()
    if move is Move.TAKE:
        assert by.staff is not None
        moved = leads.take(context.tx, lead.number, by.staff, context.now)
    else:
        moved = leads.move(context.tx, lead, move, context.now, by)
    if not moved:
        return None
    now = leads.get(context.tx, lead.number)
    assert now is not None
    watch(now, context)
    if move in CALLED:
        tallies.count(context.tx, local(context.now).date(), f"outcome:{now.state.value}", now.commune)
    tell_citizen(now, Move.TAKE if move is Move.GIVE and lead.waits else move, context)
    if move in AT_ONCE:
        announce(now, context, heading)
    elif heading is not None and now.taken_by is not None and (holder := Roster(context).reader(now.taken_by)):
        post_card(now, holder, context, heading)
    refresh(now, context, but=at)
    return now


def watch(lead: Lead, context: Context) -> None:
    """The clock looks at the request when it is due next; at one that is over, never again."""
    if lead.open:
        due.put(context.tx, "lead", lead.number, context.duty(lead.commune).due(lead, 0))
    else:
        due.drop(context.tx, "lead", lead.number)
