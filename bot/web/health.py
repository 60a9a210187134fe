"""Health checks for operators, and numbers for Prometheus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from ipaddress import ip_address

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.store.channels import health
from bot.store.engine.database import Transaction
from bot.web.dependencies import WebParts


@dataclass(frozen=True)
class Health:
    parts: WebParts

    async def lives(self, _request: Request) -> Response:
        """GET /healthz: the process answers."""
        return PlainTextResponse("ok")

    async def ready(self, request: Request) -> Response:
        """GET /readyz: 503 while the process cannot work.

        With the token of /metrics it tells how each channel fares, which changes nothing of the answer: a platform
        that is down is no reason to start this process anew.
        """
        if not await self.parts.ready():
            return PlainTextResponse("not ready", 503)
        if not self.parts.metrics_token or not self._trusted(request):
            return PlainTextResponse("ready")
        return JSONResponse({"ready": True, **await self.parts.db.read(self._detail)})

    def _detail(self, tx: Transaction) -> dict[str, object]:
        now = self.parts.clock()
        oldest = {channel: _seconds(now, due) for channel, due in health.oldest_due(tx, now).items()}
        channels = [
            {
                **{"channel": one.channel, "account": one.account, "way": one.way, "reason": one.reason},
                **{
                    "succeeded_seconds_ago": _seconds(now, one.succeeded),
                    "failing_seconds": _seconds(now, one.failing),
                },
                "dead": one.dead(now),
            }
            for one in health.states(tx)
        ]
        return {"channels": channels, "oldest_due_parcel_seconds": oldest}

    async def seen(self, request: Request) -> Response:
        """GET /seen with the operator's own token: how a request arrives behind a proxy."""
        token, given = self.parts.doctor_token, request.headers.get("authorization", "").removeprefix("Bearer ")
        if not token or not compare_digest(given.encode(), token.encode()):
            raise HTTPException(404)
        forwarded = request.headers.get("x-forwarded-for", "")
        client = request.client.host if request.client else ""
        last = forwarded.rpartition(",")[2].strip()
        return JSONResponse(
            {
                **{"host": request.headers.get("host", ""), "scheme": request.url.scheme, "client": client},
                **{"forwarded": bool(forwarded), "proxy": bool(forwarded) and client != last},
            }
        )

    async def metrics(self, request: Request) -> Response:
        """GET /metrics with "Authorization: Bearer <token>"; without a token from this machine only."""
        token = self.parts.metrics_token
        if not (self._trusted(request) if token else _from_here(request)):
            raise HTTPException(401 if token else 403)
        return Response(generate_latest(self.parts.registry), media_type=CONTENT_TYPE_LATEST)

    def _trusted(self, request: Request) -> bool:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        return compare_digest(given.encode(), self.parts.metrics_token.encode())


def _seconds(now: datetime, since: datetime | None) -> float | None:
    return None if since is None else round((now - since).total_seconds(), 1)


def _from_here(request: Request) -> bool:
    """Whether the request comes from this machine; what a proxy forwards does not."""
    forwarded = {"x-forwarded-for", "forwarded", "x-real-ip"} & set(request.headers.keys())
    host = request.client.host if request.client else ""
    try:
        return not forwarded and ip_address(host).is_loopback
    except ValueError:
        return False
