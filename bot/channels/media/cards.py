"""Pictures of results.

One takes a tenth of a second, so channels draw in a thread, and only when they send.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog

from bot.channels.media.workshop import in_turn
from bot.domain.messages import Card
from bot.lazy import lazily
from bot.store.messages.outbox import Parcel

log = structlog.get_logger()

draw: Callable[[Card], bytes] = lazily("bot.channels.media.card_drawing", "draw")
"""The PNG of a Card. Raises OSError where no font with Vietnamese letters can be found."""


async def drawn(parcel: Parcel) -> bytes:
    """The parcel's picture.

    b"" where it has none or none can be drawn, for its text says it all.
    """
    card = parcel.message.picture
    if card is None or parcel.kind != "new":
        return b""
    try:
        return await in_turn(draw, card)
    except OSError:
        log.error("picture not drawn", parcel=parcel.number, exc_info=True)
        return b""
