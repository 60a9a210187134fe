"""The webhook of a Zalo Official Account: 200 means that it is on record; what is not Zalo's is turned away."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.channels.zalo_oa.webhook import MOST_BYTES, SIGNATURE_HEADER
from bot.web.dependencies import Webhook, WebParts
from bot.web.security import limited_body


@dataclass(frozen=True)
class ZaloOaHook:
    parts: WebParts
    handle: Webhook

    async def take(self, request: Request) -> Response:
        """POST /zalo/oa/{account}"""
        if request.path_params["account"] != self.parts.zalo_oa_account:
            raise HTTPException(404)
        body = await limited_body(request, MOST_BYTES)
        if not await self.handle(request.headers.get(SIGNATURE_HEADER, ""), body):
            raise HTTPException(403)
        return PlainTextResponse("ok")
