"""Webhooks: what a platform posts to us. 200 means that it is on record; anything else and the platform posts again."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.channels.telegram.channel import SECRET_HEADER
from bot.channels.zalo_bot import channel as zalo_bot
from bot.web.dependencies import Webhook, WebParts
from bot.web.security import limited_body

# An update with a long text, its entities and a quoted message is some 60 kB.
MOST_BYTES = 512 * 1024


@dataclass(frozen=True)
class Hooks:
    parts: WebParts
    handle: Webhook

    async def telegram(self, request: Request) -> Response:
        """POST /telegram/{account}"""
        return await self._taken(request, self.parts.telegram_account, SECRET_HEADER)

    async def zalo_bot(self, request: Request) -> Response:
        """POST /zalo-bot/{account}"""
        return await self._taken(request, self.parts.zalo_bot_account, zalo_bot.SECRET_HEADER)

    async def _taken(self, request: Request, account: str, header: str) -> Response:
        if request.path_params["account"] != account:
            raise HTTPException(404)
        body = await limited_body(request, MOST_BYTES)
        if not await self.handle(request.headers.get(header, ""), body):
            raise HTTPException(403)
        return PlainTextResponse("ok")
