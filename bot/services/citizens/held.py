"""What a conversation holds for half an hour is gone after it.

Whether somebody writes again or not.
"""

from __future__ import annotations

from datetime import timedelta

from bot.services.context import Context
from bot.store.people import held
from bot.talk.conversation import Conversation

MANY = 100


def tick(context: Context) -> int:
    """Takes the last questions and the last sum out of conversations whose time is over.

    Returns of how many.
    """
    found = held.over(context.tx, context.now, MANY)
    for row, written, talked_at in found:
        left = Conversation.read(written).without_held(context.now + timedelta(seconds=1)).write() if written else ""
        held.put(context.tx, row, left, talked_at)
    return len(found)
