"""What a platform tells of a chat: it is open, closed, or has a new name."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.messages import Incoming
from bot.services.context import Context
from bot.services.outbox.undelivered import gone
from bot.store.people import blocking
from bot.store.staff import groups
from bot.store.staff import members as staff

KINDS = frozenset({"blocked", "unblocked", "moved"})


def heed(incoming: Incoming, context: Context) -> None:
    """Puts it on record; what lies with a member of staff whom nothing reaches any more goes on."""
    if incoming.kind == "moved":
        groups.move_group(context.tx, incoming.address, replace(incoming.address, chat=incoming.text))
        return
    blocked = incoming.kind == "blocked"
    blocking.mark_blocked(context.tx, incoming.address, blocked, context.now)
    if blocked and (member := staff.at(context.tx, incoming.address)) is not None:
        gone(member, None, context)
