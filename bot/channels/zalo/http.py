"""What it means for who sends that no answer came from one of Zalo's hosts."""

from __future__ import annotations

import httpx

from bot.channels.interface import TryLater

UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


def unanswered(error: httpx.HTTPError) -> TryLater:
    """Where surely nothing was sent nothing else will be; else the message may have arrived.

    It tells no address.
    """
    unsent = isinstance(error, UNSENT)
    return TryLater(type(error).__name__, whole_channel=unsent, unsure=not unsent)
