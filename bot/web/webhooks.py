"""Webhooks of the platforms: 200 once a post is on record; otherwise it comes again."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.interface import Webhook
from bot.web.security import limited_body


@dataclass(frozen=True)
class Hook:
    webhook: Webhook

    @property
    def route(self) -> Route:
        return Route(f"/{self.webhook.path}/{{account}}", self.take, methods=["POST"])

    async def take(self, request: Request) -> Response:
        """POST /{path}/{account}"""
        webhook = self.webhook
        if request.path_params["account"] != webhook.account:
            raise HTTPException(404)
        body = await limited_body(request, webhook.longest)
        if not await webhook.handle(request.headers.get(webhook.header, ""), body):
            raise HTTPException(403)
        return PlainTextResponse("ok")
