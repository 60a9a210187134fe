"""A gateway between a channel and its platform in a box, and what can be the matter with it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from datetime import datetime
from typing import Literal, Self

import aiohttp
from aiohttp import web

Trouble = Literal["none", "refused", "502", "lost", "slow"]
"""refused: nobody listens. 502: a page of its own. lost: what was sent arrives, the answer does not. slow: 20 s."""


class Gateway:
    """Passes everything on to `behind`, or what `trouble` lets it; `passed` is when something went through."""

    def __init__(self, behind: str, now: Callable[[], datetime], slow: float) -> None:
        self.behind, self.now, self.slow = behind, now, slow
        self.trouble: Trouble = "none"
        self.passed: list[datetime] = []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession()
        await self.be("none")
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._shut()
        await self._http.close()

    async def be(self, trouble: Trouble) -> None:
        """From now on that is the matter."""
        self.trouble = trouble
        if trouble == "refused":
            await self._shut()
        elif self._runner is None:
            app = web.Application()
            app.router.add_route("*", "/{rest:.*}", self._pass)
            self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
            await self._runner.setup()
            await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def _shut(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _pass(self, request: web.Request) -> web.Response:
        if self.trouble == "502":
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        if self.trouble == "slow":
            await asyncio.sleep(self.slow)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in ("host", "connection")}
        body, lost = await request.read(), self.trouble == "lost"
        self.passed.append(self.now())
        async with self._http.request(request.method, self.behind + request.path_qs, data=body, headers=headers) as got:
            answer = web.Response(body=await got.read(), status=got.status, content_type=got.content_type)
        if lost and request.transport is not None:
            request.transport.abort()
        return answer
