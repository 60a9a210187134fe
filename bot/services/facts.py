"""Writes what happened into the ledger, in the transaction of the turn in which it happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from bot.domain.calendar import local
from bot.domain.leads import CALLED, Lead, Move
from bot.domain.outreach.facts import FACTS, Fact, Happened, Step, bound
from bot.services.codes import find
from bot.services.context import Context
from bot.store.leads import asking as leads
from bot.store.meetings import afterwards
from bot.store.meetings import queries as meetings
from bot.store.meetings.afterwards import Counter
from bot.store.people.visitors import Visitor
from bot.store.statistics import facts, summing

WITHIN: Mapping[Counter, tuple[int, Step]] = {"joined_7": (7, Step.JOINED_7), "joined_30": (30, Step.JOINED_30)}


def count(context: Context, *happened: Fact) -> None:
    """Each of these happened today."""
    facts.count(context.tx, context.today, *happened)


def count_arrival(visitor: Visitor, context: Context) -> None:
    """Somebody came by the code that they have now, or for the first time without one."""
    code = visitor.citizen.came_from
    count(context, Fact(Step.ARRIVAL, unit_of(code, context), visitor.address.channel, code))


def count_talk(happened: Iterable[Happened], commune: str, visitor: Visitor, context: Context) -> None:
    """What a turn of talk led to, unless staff talk; `commune` is the one named last."""
    if visitor.staff is None:
        count(context, *(talk_fact(one, commune, visitor, context) for one in happened))


def talk_fact(one: Happened, commune: str, visitor: Visitor, context: Context) -> Fact:
    """Told apart as its definition says: by source, or by topic, and never by both."""
    code = visitor.citizen.came_from
    source = code if "source" in FACTS[one.step].by else ""
    unit = commune or unit_of(code, context)
    return Fact(one.step, unit, visitor.address.channel, source, one.topic, one.answer)


def count_request(lead: Lead, context: Context, *steps: Step) -> None:
    """Steps of a request, for its commune and the code by which its citizen had come."""
    count(context, *_of_request(lead, steps))


def uncount_request(lead: Lead, day: date, context: Context, *steps: Step) -> None:
    """What was counted of a request on that day was a slip."""
    summing.count_late(context.tx, day, *_of_request(lead, steps), by=-1)


def count_waits(lead: Lead, move: Move, context: Context) -> None:
    """How long it has waited for that move, where it is the first."""
    count(context, *_waits(lead, move, context.now, context))


def uncount_waits(lead: Lead, move: Move, at: datetime, context: Context) -> None:
    """The move that was made then was a slip."""
    summing.count_late(context.tx, local(at).date(), *_waits(lead, move, at, context), by=-1)


def _waits(lead: Lead, move: Move, at: datetime, context: Context) -> Iterator[Fact]:
    wait = bound(at - lead.asked_at)
    if move is Move.TELL:
        yield Fact(Step.TOLD_WAIT, lead.commune, topic=wait)
    elif move in {Move.TAKE, Move.GIVE} and lead.taken_by is None:
        yield Fact(Step.TAKEN_WAIT, lead.commune, topic=wait)
    elif move in CALLED and lead.called_at is None:
        yield Fact(Step.CALLED_WAIT, lead.commune, topic=wait)
        in_time = at <= context.duty(lead.commune).hours.called_by(lead.asked_at)
        yield from _of_request(lead, (Step.FIRST_CALL, Step.CALLED_IN_TIME) if in_time else (Step.FIRST_CALL,))


def count_from_meeting(lead: Lead, number: int, context: Context) -> None:
    """The request is one of that meeting from now on."""
    found = meetings.get(context.tx, number)
    if found is not None and leads.link(context.tx, lead.number, number):
        afterwards.count(context.tx, number, "requests")
        count(context, Fact(Step.MEETING_REQUEST, found.plan.commune))


def count_joined(lead: Lead, day: date, context: Context, by: int = 1) -> None:
    """They joined on that day, or that was a slip: counted for the meeting where they had asked."""
    found = meetings.get(context.tx, lead.meeting) if lead.meeting is not None else None
    if found is None:
        return
    days = (day - local(found.plan.ends).date()).days
    for name, (most, step) in WITHIN.items():
        if days <= most:
            afterwards.count(context.tx, found.number, name, by)
            summing.count_late(context.tx, day, Fact(step, found.plan.commune), by=by)


def _of_request(lead: Lead, steps: Iterable[Step]) -> Iterable[Fact]:
    return (Fact(step, lead.commune, lead.channel, lead.source) for step in steps)


def unit_of(code: str, context: Context) -> str:
    """The commune of a code, or "" where it has none."""
    known = find(code, context)
    return known.commune if known else ""
