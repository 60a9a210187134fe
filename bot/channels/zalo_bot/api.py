"""The HTTP of the Zalo Bot Platform.

The token is part of every address, so no error and no log line carries one.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.channels.interface import ApiCall, TryLater
from bot.channels.zalo.http import unanswered
from bot.channels.zalo_bot.hosts import API

TIMEOUT = 40.0
LONGEST_REASON = 120
PLATFORMS_OWN = (httpx.codes.UNAUTHORIZED, httpx.codes.TOO_MANY_REQUESTS, httpx.codes.INTERNAL_SERVER_ERROR)
"""What a bare status says, without the platform's own words to it."""


@dataclass(frozen=True)
class BotReply:
    """What the platform answered.

    `code` is 200, or the number of its error, which may come with any HTTP status.
    """

    code: int
    result: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""

    @property
    def good(self) -> bool:
        return self.code == httpx.codes.OK


class Api:
    """Calls of one bot."""

    def __init__(self, token: str, api: str = API, proxy: str = "") -> None:
        # It would write every address, and so the token, at its level "info".
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._http = httpx.AsyncClient(base_url=f"{api}/bot{token}/", proxy=proxy or None, timeout=TIMEOUT)

    async def call(self, call: ApiCall, *, seconds: float = TIMEOUT) -> BotReply:
        """What it answered, a refusal too.

        Raises TryLater where there was no answer, or none that can be read.
        """
        try:
            reply = await self._http.post(call.method, json=call.arguments, timeout=httpx.Timeout(seconds, connect=10))
        except httpx.HTTPError as error:
            raise unanswered(error) from None
        try:
            body = reply.json()
        except ValueError:
            body = None
        return _answer(reply.status_code, body)

    async def close(self) -> None:
        await self._http.aclose()


def _answer(status: int, body: Any) -> BotReply:
    match body:
        case {"ok": True} if status == httpx.codes.OK:
            result = body.get("result")
            return BotReply(status, result if isinstance(result, dict) else {})
        case {"ok": False}:
            told, said = body.get("error_code"), body.get("description")
            code = told if isinstance(told, int) and told != httpx.codes.OK else status
            if code != httpx.codes.OK:
                return BotReply(code, description=said[:LONGEST_REASON] if isinstance(said, str) else "")
    if status == httpx.codes.OK:
        raise TryLater("an answer that cannot be read", unsure=True)
    if status not in PLATFORMS_OWN:
        # Somebody between us and the platform, which has not seen what was sent.
        raise TryLater(f"HTTP {status}", whole_channel=True)
    return BotReply(status)
