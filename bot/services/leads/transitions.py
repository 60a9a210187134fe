"""Moves a request one step on, with its history and next due time, and returns the event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.calendar import local
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import CALLED, UNDOABLE, Lead, Move
from bot.domain.outreach.facts import OUTCOMES, Step
from bot.services.context import Context
from bot.services.facts import count_joined, count_request, count_waits, uncount_request, uncount_waits
from bot.store.leads import queries as leads
from bot.store.leads.queries import By
from bot.store.scheduling import due

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
    Move.LET_GO: EventKind.LET_GO,
    Move.DISCARD: EventKind.DISCARDED,
    Move.REOPEN: EventKind.REOPENED_BY_STAFF,
}
COUNTED: Mapping[Move, tuple[Step, ...]] = {
    Move.TELL: (Step.TOLD,),
    Move.TAKE: (Step.TAKEN,),
    Move.TAKE_OVER: (Step.TAKEN,),
    Move.GIVE: (Step.TAKEN,),
    Move.WITHDRAW: (Step.WITHDRAWN,),
    Move.DISCARD: (Step.DISCARDED,),
    **{move: (Step.CALLED, OUTCOMES[state]) for move, state in CALLED.items()},
}


def advance(
    lead: Lead, move: Move, context: Context, by: By | None = None, *, kind: EventKind | None = None, who: str = ""
) -> LeadEvent | None:
    """Makes the move; returns the event, to be told, or None where the move is not legal.

    kind    where the move has several; who: the name that staff read
    """
    by = replace(by or By(), turn=context.turn)
    if not make(lead, move, context, by):
        return None
    now = leads.get(context.tx, lead.number)
    assert now is not None
    schedule(now, context)
    former = lead.taken_by if lead.taken_by != now.taken_by else None
    undoable = move in UNDOABLE and by.staff is not None
    return LeadEvent(kind or KINDS[move], now, who, by.staff, former, undoable=undoable)


def make(lead: Lead, move: Move, context: Context, by: By | None = None) -> bool:
    """Makes the move and counts it; False where it is not legal, or was made before."""
    if move is Move.TAKE:
        assert by is not None
        assert by.staff is not None
        made = leads.take(context.tx, lead.number, by.staff, context.now, context.turn)
    else:
        made = leads.move(context.tx, lead, move, context.now, by)
    if made:
        count_request(lead, context, *COUNTED.get(move, ()))
        count_waits(lead, move, context)
    if made and move is Move.JOIN:
        count_joined(lead, context.today, context)
    return made


def uncount(lead: Lead, move: Move, at: datetime, context: Context) -> None:
    """The move was a slip: what it counted then goes again."""
    day = local(at).date()
    uncount_waits(lead, move, at, context)
    uncount_request(lead, day, context, *COUNTED.get(move, ()))
    if move is Move.JOIN:
        count_joined(lead, day, context, by=-1)


def schedule(lead: Lead, context: Context) -> None:
    """The clock looks at the request when it is due next; at one that is over, never again."""
    if lead.open:
        due.put(context.tx, "lead", lead.number, context.duty(lead.commune).due(lead, 0))
    else:
        due.drop(context.tx, "lead", lead.number)
