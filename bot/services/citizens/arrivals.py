"""Remembers by which poster or link a citizen came; the rest of what they typed is heard."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.calendar import VIET_NAM
from bot.domain.commands.citizens import ComeFrom
from bot.domain.messages import Incoming, Say
from bot.services.context import Context
from bot.store.people import visitors
from bot.store.people.visitors import Visitor
from bot.store.statistics import tallies
from bot.talk.understanding.poster_codes import spotted


def by_poster(incoming: Incoming, visitor: Visitor, context: Context) -> Incoming:
    """Returns what was sent without the code; a code alone begins as its link would."""
    code, rest = spotted(incoming.text, context.knowledge.library.posters) if incoming.kind == "text" else ("", "")
    if not code:
        return incoming
    come_from(ComeFrom(code), visitor, context)
    return replace(incoming, text=rest or f"/start q-{code}")


def come_from(command: ComeFrom, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Remembers the code of the poster or link; only the first one counts."""
    if visitor.citizen.came_from:
        return ()
    visitors.came_from(context.tx, visitor.citizen.id, command.code)
    tallies.count(context.tx, context.now.astimezone(VIET_NAM).date(), "arrival", came_from=command.code)
    return ()
