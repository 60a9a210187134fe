"""What an officer sends from a meeting, and that no dialogue asks for."""

from __future__ import annotations

from bot.domain.messages import Incoming, Say
from bot.services.context import Context
from bot.services.meetings.hall import heads, photos
from bot.store.people.visitors import Visitor
from bot.talk.conversation import Conversation


def keep(conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context) -> Say | None:
    """Keeps a photo or a count with its meeting; None for everything else."""
    kept = photos.keep(conversation, incoming, visitor, context)
    return kept or heads.keep(conversation, incoming, visitor, context)
