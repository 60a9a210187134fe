"""The Zalo Bot Platform in a box: its Bot API over HTTP on a free port, strict, with people who write and look.

What it answers to the letter is quoted from others' measurements; faults are asked for one by one. See FakeZaloBot.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from time import time
from typing import Any, Literal

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.channels.zalo_bot.people import Person, Shown
from tests.channels.zalo_bot.rules import Refused, acceptable, arguments_of

TOKEN = "1459232241454765289:fixture"
WEBHOOK_SET = "You cannot use this API while a webhook is set. Please remove the webhook first"
TIMED_OUT = "Request timeout"
JAVA = "Java/17.0.9"
SECRET_HEADER = "X-Bot-Api-Secret-Token"
FaultKind = Literal["error", "lost", "malformed", "quota", "gateway", "wall"]


"""error: an HTTP 500. gateway: a page with 502. wall: a page with 404 of somebody between.

lost: accepted, and no answer ever comes. malformed: accepted, and no JSON. quota: 429.
"""


@dataclass
class Fault:
    method: str
    kind: FaultKind
    times: int = 1


class FakeZaloBot:
    """The Bot API with one bot; `url` and `token` are what the bot is told.

        async with FakeZaloBot() as zalo:
            lan = zalo.person("Lan")
            await lan.says("Xin chào")
            assert "Loa" in (await lan.hears()).text
            zalo.fail("sendMessage", "lost")                # accepted, then no answer

    wrapped     the webhook's body is {"ok": true, "result": update}, as the documents have it, not the bare update
    twice       every update is delivered two times; replays: getUpdates gives the same updates again and again
    public      webhook addresses must be https and public, as the platform demands; off: this machine will do
    most        messages a month; the next one is refused with 429
    """

    def __init__(
        self,
        *,
        wrapped: bool = False,
        twice: bool = False,
        replays: bool = False,
        public: bool = False,
        most: int = 3000,
    ) -> None:
        self.wrapped, self.twice, self.replays, self.public, self.most = wrapped, twice, replays, public, most
        self.token, self.url = TOKEN, ""
        self.people: dict[str, Person] = {}
        self.faults: list[Fault] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.fetches: list[float] = []
        self.refused_webhooks: list[int] = []
        self.sent = 0
        self.webhook: dict[str, Any] = {}
        self._queue: deque[dict[str, Any]] = deque()
        self._arrived = asyncio.Condition()
        self._had: list[dict[str, Any]] = []
        self._again = 0
        self._ids = count(1)
        self._polling = 0

    async def __aenter__(self) -> FakeZaloBot:
        app = Starlette(routes=[Route("/bot{token}/{method}", self._serve, methods=["GET", "POST"])])
        listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        self._http = httpx.AsyncClient(headers={"User-Agent": JAVA}, timeout=10)
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._server.should_exit = self._server.force_exit = True
        await self._http.aclose()
        await self._serving

    def person(self, name: str) -> Person:
        person = Person(self, f"6ede9afa66b88fe6d6{len(self.people):02x}", name)
        self.people[person.id] = person
        return person

    def fail(self, method: str, kind: FaultKind, times: int = 1) -> None:
        self.faults.append(Fault(method, kind, times))

    def called(self, method: str) -> list[dict[str, Any]]:
        return [arguments for name, arguments in self.calls if name == method]

    def new_id(self) -> str:
        return f"2d758cb5e222177a{next(self._ids):04x}"

    def now_ms(self) -> int:
        return int(time() * 1000)

    async def update(self, update: dict[str, Any]) -> None:
        """Hands an update to the webhook, or keeps it for whoever polls."""
        for _time in range(2 if self.twice else 1):
            if self.webhook.get("url"):
                await self.push({"ok": True, "result": update} if self.wrapped else update)
            else:
                async with self._arrived:
                    self._queue.append(update)
                    self._arrived.notify_all()

    async def push(self, body: object, *, secret: str | None = None) -> int:
        """Posts a body to the webhook; the status that came back. bytes go as they are."""
        content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        headers = {SECRET_HEADER: self.webhook["secret"] if secret is None else secret}
        if content:
            headers["Content-Type"] = "application/json"
        status = (await self._http.post(self.webhook["url"], content=content, headers=headers)).status_code
        if status != 200:
            self.refused_webhooks.append(status)
        return status

    async def probe(self) -> int:
        """Looks whether anybody is there: an empty body without a secret."""
        return (await self._http.post(self.webhook["url"])).status_code

    @property
    def waiting(self) -> int:
        return len(self._queue)

    async def _serve(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            arguments = await arguments_of(request)
            if request.path_params["token"] != self.token:
                raise Refused(401, "Unauthorized")
            self.calls.append((method, arguments))
            if (broken := self._break(method)) == "error":
                return PlainTextResponse("<html>oops</html>", 500)
            if broken in ("gateway", "wall"):
                return PlainTextResponse("<html>nobody is there</html>", 502 if broken == "gateway" else 404)
            if broken == "quota":
                raise Refused(429, "Quota exceeded")
            result = await self._answer(method, arguments, request)
        except Refused as refused:
            told = {"ok": False, "description": refused.description, "error_code": refused.code}
            return JSONResponse(told, refused.status)
        if broken == "lost":
            await asyncio.sleep(60)
        if broken == "malformed":
            return PlainTextResponse('{"ok": tru')
        return JSONResponse({"ok": True} | ({} if result is None else {"result": result}))

    def _break(self, method: str) -> FaultKind | None:
        for fault in self.faults:
            if fault.method == method:
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
                return fault.kind
        return None

    async def _answer(self, method: str, arguments: dict[str, Any], request: Request) -> Any:
        known: dict[str, Callable[[dict[str, Any]], Any]] = {
            "getMe": self._about,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
        }
        if method in known:
            return known[method](arguments)
        if method == "getUpdates":
            return await self._updates(arguments, request)
        if method in ("sendMessage", "sendPhoto", "sendSticker", "sendVoice"):
            return await self._send(method, arguments)
        if method == "sendChatAction":
            self._chat(arguments)
            if arguments.get("action") != "typing":
                raise Refused(400, "Bad request: action is invalid")
            return None
        raise Refused(404, "Not Found")

    def _about(self, _arguments: dict[str, Any]) -> dict[str, Any]:
        about = {"id": TOKEN.partition(":")[0], "account_name": "bot.VDKyGxQvc", "account_type": "BASIC"}
        return about | {"can_join_groups": False, "display_name": "Bot Loa"}

    def _set_webhook(self, arguments: dict[str, Any]) -> dict[str, Any]:
        url, secret = arguments.get("url", ""), arguments.get("secret_token", "")
        if not isinstance(secret, str) or not 8 <= len(secret) <= 256:
            raise Refused(400, "Bad request: secret_token must be 8-256 characters")
        if not acceptable(url, self.public):
            raise Refused(400, "Bad request: url is invalid")
        self.webhook = {"url": url, "secret": secret, "updated_at": self.now_ms()}
        checked = {"ok": True, "url": url, "status_code": 200, "outcome": "webhook.ok", "hint": ""}
        return {"url": url, "updated_at": self.webhook["updated_at"], "verification": checked}

    def _delete_webhook(self, _arguments: dict[str, Any]) -> dict[str, Any]:
        self.webhook = {"url": "", "updated_at": self.now_ms()}
        return dict(self.webhook)

    def _webhook_info(self, _arguments: dict[str, Any]) -> dict[str, Any]:
        if not self.webhook:
            raise Refused(404, "Not Found")
        return {"url": self.webhook["url"], "updated_at": self.webhook["updated_at"]}

    async def _updates(self, arguments: dict[str, Any], request: Request) -> dict[str, Any]:
        if self.webhook.get("url"):
            raise Refused(400, WEBHOOK_SET)
        self.fetches.append(time())
        if self.replays and self._had and not self._queue:
            self._again += 1
            return self._had[self._again % len(self._had)]
        try:
            async with self._arrived, asyncio.timeout(min(float(arguments.get("timeout") or 30), 2.0)):
                await self._arrived.wait_for(lambda: bool(self._queue))
                if await request.is_disconnected():
                    self._arrived.notify_all()
                    raise Refused(408, TIMED_OUT)
                update = self._queue.popleft()
        except TimeoutError:
            raise Refused(408, TIMED_OUT) from None
        self._had.append(update)
        return update

    async def _send(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        person = self._chat(arguments)
        if self.sent >= self.most:
            raise Refused(429, "Quota exceeded")
        text = arguments.get("text" if method == "sendMessage" else "caption", "")
        if not isinstance(text, str) or len(text) > 2000 or (method == "sendMessage" and not text.strip()):
            raise Refused(400, "Bad request: text must be 1-2000 characters")
        photo = await self._fetch(arguments.get("photo"), "image/") if method == "sendPhoto" else b""
        voice = b""
        if method == "sendVoice":
            if not str(arguments.get("voice_url", "")).endswith(".aac"):
                raise Refused(400, "Bad request: voice_url is invalid")
            voice = await self._fetch(arguments["voice_url"], "audio/aac")
        self.sent += 1
        shown = Shown(f"82599fa32f56d00e{self.sent:04x}", text, photo, voice)
        person.see(shown)
        return {"message_id": shown.id, "date": self.now_ms()}

    async def _fetch(self, url: object, type: str) -> bytes:
        """Fetches twice, as the platform does: an address that works once shows a black picture."""
        if not isinstance(url, str) or not acceptable(url, self.public):
            raise Refused(400, "Bad request: photo is invalid")
        answers = [await self._http.get(url) for _time in range(2)]
        if any(one.status_code != 200 or not one.headers["content-type"].startswith(type) for one in answers):
            raise Refused(400, "Bad request: photo cannot be fetched")
        return answers[-1].content

    def _chat(self, arguments: dict[str, Any]) -> Person:
        person = self.people.get(str(arguments.get("chat_id", "")))
        if person is None:
            raise Refused(400, "Bad request: chat_id is invalid")
        return person
