"""The tray: too many requests from one origin wait until somebody looks or an hour is over.

Only an origin is held up, never a commune. The time to call runs on meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.events.leads import EventKind
from bot.domain.leads import Lead, LeadState, Move
from bot.domain.messages import Say
from bot.domain.people import Role, Staff
from bot.domain.rights import Act, may_with
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.services.leads.transitions import advance
from bot.services.notify import notify
from bot.store.channels import origins
from bot.store.leads import tray as trays
from bot.store.leads.queries import By
from bot.store.scheduling import due
from bot.store.staff import members as staff
from bot.words import _

LONGEST = timedelta(hours=1)


def too_many(context: Context) -> origins.Lately | None:
    """What is known of the origin of this turn where one more request of it waits in a tray."""
    if not context.origin:
        return None
    lately = origins.count(context.tx, context.origin, context.limits.origin_requests_an_hour, context.now)
    return lately if lately.too_many else None


def put_in(lead: Lead, lately: origins.Lately, context: Context) -> Lead:
    """The new request waits; those in charge hear of the tray's first one, and of no other."""
    first = lately.tray is None or not trays.waits(context.tx, lately.tray)
    tray = lead.number if first or lately.tray is None else lately.tray
    trays.hold(context.tx, lead.number, tray)
    due.put(context.tx, "lead", lead.number, context.duty(lead.commune).hours.plus(context.now, LONGEST))
    held = replace(lead, state=LeadState.IN_TRAY)
    if not first:
        return held
    origins.open_tray(context.tx, context.origin, tray, context.now)
    words = _(
        "Very many requests to be called come from one place on the Internet. From request {number} on they wait in "
        "the tray on the staff board: let them through or discard them there with one tap. Nobody is told of the "
        "next ones. What nobody has looked at after one working hour goes to the officers.",
        number=str(lead.number),
    )
    for member in staff.in_roles(context.tx, Role.SUPERVISOR, Role.ADMIN):
        if may_with(Act.SORT_TRAY, member, lead):
            notify(context, member, Say(words), f"tray:{tray}")
    return held


def let_through(held: Sequence[Lead], tray: int, member: Staff, context: Context) -> int:
    """The requests go to the officers, all of them; returns how many."""
    origins.trust(context.tx, tray, context.now)
    trays.clear(context.tx, [lead.number for lead in held])
    return sum(_go(lead, EventKind.LET_GO, context, member.id) for lead in held)


def discard(held: Sequence[Lead], member: Staff, context: Context) -> int:
    """The requests are over, and those who sent them hear whom they can call; returns how many."""
    events = [advance(lead, Move.DISCARD, context, By(member.id), who=member.name) for lead in held]
    for event in events:
        if event is not None:
            tell(event, context)
    return len([event for event in events if event is not None])


def hour_is_over(lead: Lead, context: Context) -> None:
    """Nobody has looked: it goes to the officers, marked."""
    _go(lead, EventKind.LET_GO_UNSEEN, context, None)


def _go(lead: Lead, kind: EventKind, context: Context, by: int | None) -> bool:
    event = advance(lead, Move.LET_GO, context, By(by), kind=kind)
    if event is not None:
        tell(event, context)
    return event is not None
