"""Health checks for operators, and numbers for Prometheus."""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest
from ipaddress import ip_address

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.web.dependencies import WebParts


@dataclass(frozen=True)
class Health:
    parts: WebParts

    async def lives(self, _request: Request) -> Response:
        """GET /healthz: the process answers."""
        return PlainTextResponse("ok")

    async def ready(self, _request: Request) -> Response:
        """GET /readyz: 503 while the process cannot work."""
        ready = await self.parts.ready()
        return PlainTextResponse("ready" if ready else "not ready", 200 if ready else 503)

    async def metrics(self, request: Request) -> Response:
        """GET /metrics with "Authorization: Bearer <token>"; without a token from this machine only."""
        token = self.parts.metrics_token
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        allowed = compare_digest(given.encode(), token.encode()) if token else _from_here(request)
        if not allowed:
            raise HTTPException(401 if token else 403)
        return Response(generate_latest(self.parts.registry), media_type=CONTENT_TYPE_LATEST)


def _from_here(request: Request) -> bool:
    """Whether the request comes from this machine; what a proxy forwards does not."""
    forwarded = {"x-forwarded-for", "forwarded", "x-real-ip"} & set(request.headers.keys())
    host = request.client.host if request.client else ""
    try:
        return not forwarded and ip_address(host).is_loopback
    except ValueError:
        return False
