"""The web side as it runs, over a real SQLite file and a real server; only what the bot says is made of paper."""

from __future__ import annotations

import asyncio
import re
import socket
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import httpx
from prometheus_client import CollectorRegistry
from starlette.types import ASGIApp

from bot.channels.webchat import Webchat
from bot.domain.messages import Address, Button, Incoming
from bot.store.engine.database import Database
from bot.store.engine.vault import Vault
from bot.store.messages import inbox
from bot.store.messages.outbox import ParcelKind
from bot.web.app import create_app
from bot.web.dependencies import WebParts
from bot.web.server import server
from bot.words import languages
from tests.channels.parcels import parcel

LOCALES = Path(__file__).parents[2] / "locales"
KEY = b64encode(bytes(32)).decode()
HELLO = "Dạ, chào bà con."
CHOICES = (Button("ask:1", "Đóng bao nhiêu?"), Button("ask:2", "Nhờ cán bộ gọi lại"))


@dataclass
class Site:
    """A running site. `heard` is what came in; the paper bot greets "/start", and echoes anything but "…"."""

    url: str
    db: Database
    webchat: Webchat
    heard: list[Incoming] = field(default_factory=list)
    sent: int = 0
    turns: set[asyncio.Task[None]] = field(default_factory=set)

    def client(self) -> httpx.AsyncClient:
        """A browser of its own: it keeps cookies and follows redirects."""
        return httpx.AsyncClient(base_url=self.url, follow_redirects=True, timeout=60)

    async def bot_says(
        self, chat: str, text: str, *buttons: Button, kind: ParcelKind = "new", about: str = "", key: str = ""
    ) -> str:
        """As delivery would send it; returns the line's message id."""
        self.sent += 1
        address, name = self.webchat.address(chat), key or f"key-{self.sent}"
        return await self.webchat.send(
            parcel(chat, text, *buttons, address=address, key=name, kind=kind, message_id=about)
        )

    def drain(self, address: Address, _text: str = "") -> None:
        task = asyncio.get_running_loop().create_task(self._turns(address))
        self.turns.add(task)
        task.add_done_callback(self.turns.discard)

    async def _turns(self, address: Address) -> None:
        while isinstance(received := await self.db.run(lambda tx: _take(tx, address)), Incoming):
            self.heard.append(received)
            said = received.text or received.token
            if said.startswith("/start"):
                await self.bot_says(address.chat, HELLO, *CHOICES)
            elif said != "…":
                await self.bot_says(address.chat, f"Nghe: {said}", *CHOICES)


def _take(tx: Any, address: Address) -> Incoming | None:
    received = inbox.next_of(tx, address)
    if not isinstance(received, inbox.Received):
        return None
    inbox.done(tx, received.number)
    return received.incoming


@asynccontextmanager
async def open_site(database_url: str, **settings: Any) -> AsyncIterator[Site]:
    """`settings` replace fields of WebParts."""
    db = Database.open(database_url, Vault.from_text(KEY))
    webchat = Webchat(db, lambda: datetime.now(UTC))
    site = Site("", db, webchat)
    parts = WebParts(
        db=db,
        webchat=webchat,
        drain=site.drain,
        clock=lambda: datetime.now(UTC),
        ready=_ready,
        registry=CollectorRegistry(),
        languages=languages(LOCALES),
        home={"vi": "BHXH tỉnh Vĩnh Long", "en": "Vinh Long social insurance"},
    )
    async with _serving(create_app(replace(parts, **settings))) as site.url:
        yield site
    await asyncio.gather(*site.turns)
    await db.close()


@asynccontextmanager
async def _serving(app: ASGIApp) -> AsyncIterator[str]:
    """The app on a free port: whoever connects waits until it is up, for the socket listens already."""
    listener = socket.create_server(("127.0.0.1", 0))
    here = server(app, connections=900, trusted_proxies="127.0.0.1", timeout_graceful_shutdown=1, lifespan="off")
    serving = asyncio.create_task(here.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        here.should_exit = True
        await serving


async def _ready() -> bool:
    return True


def chat_of(client: httpx.AsyncClient) -> str:
    """The address that the client's cookie opens."""
    return sha256(client.cookies["loa"].encode()).hexdigest()


def lines_of(html: str) -> list[str]:
    """What the page shows, "me: …" or "bot: …" a line."""
    found = re.findall(r'<li id="l\d+" class="line (mine|theirs).*?<div class="bubble">(.*?)<time', html, re.S)
    return [f"{'me' if who == 'mine' else 'bot'}: {_text(body)}" for who, body in found]


def _text(body: str) -> str:
    without_label = re.sub(r'<span class="aside">.*?</span>', "", body)
    return unescape(re.sub(r"<[^>]+>", "", without_label)).strip()


def form_of(html: str, **filled: str) -> dict[str, str]:
    """The composer's fields as a browser would post them."""
    return _hidden(html[html.index('id="composer"') :]) | filled


def tap_of(html: str, label: str) -> dict[str, str]:
    """What tapping the last button with that label posts."""
    forms = re.findall(r'<form class="choices".*?</form>', html, re.S)
    form = next(form for form in reversed(forms) if label in unescape(form))
    token = re.search(rf'name="token" value="([^"]+)">{re.escape(label)}<', unescape(form))
    assert token
    return _hidden(form) | {"token": token[1]}


def _hidden(form: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def static_of(html: str) -> list[str]:
    """The files the page loads."""
    return sorted(set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html)))
