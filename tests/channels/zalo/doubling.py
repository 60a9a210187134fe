"""Between others' Zalo Bot server and ours: what is sent there goes through, what comes from there comes twice."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.web.site import _serving as serving

KEPT = ("content-type", "x-bot-api-secret-token")


@dataclass
class Doubling:
    """`there` is the server; `twice` counts what came two times."""

    there: str
    http: httpx.AsyncClient
    url: str = ""
    webhook: str = ""
    twice: int = 0
    again: list[Response] = field(default_factory=list)

    async def call(self, request: Request) -> Response:
        """A call of ours; an update that answers it is given once more to the next."""
        body, method = await request.body(), request.path_params["method"]
        if method == "getUpdates" and self.again:
            self.twice += 1
            return self.again.pop()
        if method == "setWebhook":
            told = json.loads(body)
            self.webhook = told["url"]
            body = json.dumps(told | {"url": f"{self.url}/in"}).encode()
        answer = await self.http.post(f"{self.there}{request.url.path}", content=body, headers=_kept(request))
        response = Response(answer.content, answer.status_code, media_type="application/json")
        if method == "getUpdates" and answer.json().get("ok"):
            self.again.append(Response(answer.content, media_type="application/json"))
        return response

    async def update(self, request: Request) -> Response:
        """An update for our webhook."""
        body = await request.body()
        for _time in range(2):
            answer = await self.http.post(self.webhook, content=body, headers=_kept(request))
        self.twice += 1
        return Response(answer.content, answer.status_code)


def _kept(request: Request) -> dict[str, str]:
    return {name: value for name, value in request.headers.items() if name in KEPT}


@asynccontextmanager
async def doubling(there: str) -> AsyncIterator[Doubling]:
    """The go-between, on a port of its own."""
    async with httpx.AsyncClient(timeout=60) as http:
        between = Doubling(there, http)
        calls = Route("/bot{token}/{method}", between.call, methods=["POST"])
        async with serving(Starlette(routes=[calls, Route("/in", between.update, methods=["POST"])])) as between.url:
            yield between
