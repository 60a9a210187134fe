"""A Bot API that accepts everything at once, and tells the load when a reply has arrived."""

from __future__ import annotations

import asyncio
import json
from itertools import count
from typing import Any

from aiohttp import web


class PaperApi:
    """Answers every method; `replied[chat]` is a queue of the times at which messages to that chat arrived."""

    def __init__(self) -> None:
        self.replied: dict[int, asyncio.Queue[float]] = {}
        self.url = ""
        self._numbers = count(1)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> PaperApi:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_exc: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "getMe":
            return _ok({"id": 7, "is_bot": True, "first_name": "Loa", "username": "LoaBot"})
        if method == "getWebhookInfo":
            return _ok({"url": "", "has_custom_certificate": False, "pending_update_count": 0})
        if method != "sendMessage":
            return _ok(True)
        fields = await _fields(request)
        chat = int(str(fields["chat_id"]))
        if chat in self.replied:
            self.replied[chat].put_nowait(asyncio.get_running_loop().time())
        return _ok(
            {
                "message_id": next(self._numbers),
                "date": 1_790_000_000,
                "chat": {"id": chat, "type": "private", "first_name": "Lan"},
                "from": {"id": 7, "is_bot": True, "first_name": "Loa"},
                "text": str(fields["text"]),
            }
        )


async def _fields(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(json.loads(await request.read()))
    return dict(await request.post())


def _ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})
