"""The web server: a request's head has a deadline, connections have a limit.

Many connections with half a request on each then keep nobody else out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_WITHIN = 10.0
MOST_HALF_OPEN = 256


class Patient(HttpToolsProtocol):
    """One connection. While its request's head is not whole it is half open: it has a deadline.

    Of too many half-open ones the oldest is closed; of too many connections the newest.
    """

    half_open: dict[Patient, asyncio.TimerHandle]
    most_connections: int
    head_within: float

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._awaits_head()
        if len(self.connections) > self.most_connections:
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._has_head()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._awaits_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._has_head()
        super().on_headers_complete()

    def _awaits_head(self) -> None:
        if self in self.half_open:
            return
        if len(self.half_open) >= MOST_HALF_OPEN:
            oldest = next(iter(self.half_open))
            oldest._has_head()
            oldest.transport.close()
        self.half_open[self] = self.loop.call_later(self.head_within, self.transport.close)

    def _has_head(self) -> None:
        if (deadline := self.half_open.pop(self, None)) is not None:
            deadline.cancel()


def server(
    app: ASGIApp,
    *,
    connections: int,
    trusted_proxies: str,
    head_within: float = HEAD_WITHIN,
    **options: Any,
) -> uvicorn.Server:
    """A server of the app that logs no addresses.

    connections      how many may be open at once
    trusted_proxies  whose X-Forwarded-For is believed: addresses and networks with commas between
    """
    limits: dict[str, Any] = {"half_open": {}, "most_connections": connections, "head_within": head_within}
    protocol: Callable[..., Any] = type("PatientHere", (Patient,), limits)
    config = uvicorn.Config(
        app,
        http=protocol,  # type: ignore[arg-type]
        log_config=None,
        access_log=False,
        forwarded_allow_ips=trusted_proxies,
        **options,
    )
    return uvicorn.Server(config)
