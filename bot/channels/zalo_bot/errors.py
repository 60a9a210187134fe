"""What the Zalo Bot Platform's refusals mean for who sends."""

from __future__ import annotations

from datetime import timedelta

import httpx

from bot.channels.interface import MENDED, TryLater, Undeliverable
from bot.channels.zalo_bot.api import BotReply

QUIETER = timedelta(minutes=1)
UNAUTHORIZED, FORBIDDEN, NOT_FOUND, TIMED_OUT, QUOTA = 401, 403, 404, 408, 429


def refusal(answer: BotReply) -> Undeliverable | TryLater:
    """What a refusal means for who sends; nothing that it says in words is relied upon."""
    reason = f"{answer.code} {answer.description}".strip()
    if answer.code == UNAUTHORIZED:
        return TryLater(reason, MENDED, whole_channel=True)
    if answer.code == QUOTA:
        return TryLater(reason, QUIETER, whole_channel=True)
    # The platform's own table calls 403 an internal error.
    if answer.code in (FORBIDDEN, TIMED_OUT) or answer.code >= httpx.codes.INTERNAL_SERVER_ERROR:
        return TryLater(reason, unsure=True)
    return Undeliverable(reason)
