"""Moves a request one step on, with its history and next due time, and returns the event."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.calendar import local
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import CALLED, Lead, Move
from bot.services.context import Context
from bot.store.leads import queries as leads
from bot.store.leads.queries import By
from bot.store.scheduling import due
from bot.store.statistics import tallies

KINDS: Mapping[Move, EventKind] = {
    Move.TAKE: EventKind.TAKEN,
    Move.TAKE_OVER: EventKind.TAKEN_OVER,
    Move.GIVE: EventKind.GIVEN,
    Move.RELEASE: EventKind.GIVEN_BACK,
    Move.HAND_OVER: EventKind.HANDED_OVER,
    Move.NO_ANSWER: EventKind.NO_ANSWER,
    Move.LATER: EventKind.LATER,
    Move.AGREE: EventKind.AGREED,
    Move.JOIN: EventKind.JOINED,
    Move.ANSWER: EventKind.ANSWERED,
    Move.DECLINE: EventKind.DECLINED,
    Move.GIVE_UP: EventKind.GIVEN_UP,
    Move.MISDIAL: EventKind.MISDIALLED,
    Move.ASK_AGAIN: EventKind.REOPENED,
    Move.WITHDRAW: EventKind.WITHDRAWN,
}


def advance(
    lead: Lead, move: Move, context: Context, by: By | None = None, *, kind: EventKind | None = None, who: str = ""
) -> LeadEvent | None:
    """Makes the move; returns the event, to be told, or None where the move is not legal.

    kind    where the move has several; who: the name that staff read
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
    schedule(now, context)
    if move in CALLED:
        tallies.count(context.tx, local(context.now).date(), f"outcome:{now.state.value}", now.commune)
    former = lead.taken_by if lead.taken_by != now.taken_by else None
    return LeadEvent(kind or KINDS[move], now, who, by.staff, former)


def schedule(lead: Lead, context: Context) -> None:
    """The clock looks at the request when it is due next; at one that is over, never again."""
    if lead.open:
        due.put(context.tx, "lead", lead.number, context.duty(lead.commune).due(lead, 0))
    else:
        due.drop(context.tx, "lead", lead.number)
