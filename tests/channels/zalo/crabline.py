"""Others' idea of Zalo: the local server of @openclaw/crabline, written by people who never saw our emulator.

It is fetched with npm once, into a cache. It asks for Node 22, but its servers start on 18 and 20 too.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
import pytest

from tests.channels.zalo_bot.people import Shown

PACKAGE = "@openclaw/crabline@0.1.27"
TOKEN = "1459232241454765289:fixture"
ADMIN = "an-admin-of-a-server-in-a-box-0123456789"


def program() -> Path:
    """The server's program; skips, or fails where tests must run (CI), when there is no Node or no registry."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "loa-tests" / "crabline-0.1.27"
    package = cache / "node_modules" / "@openclaw" / "crabline"
    if shutil.which("node") is None or shutil.which("npm") is None:
        _without("Node.js and npm are not here, so our Zalo Bot client was not tried against @openclaw/crabline.")
    if not (package / "package.json").is_file():
        cache.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--prefix", str(cache), "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            _without(f"npm could not fetch {PACKAGE}, so our Zalo Bot client was not tried against it.")
    about = json.loads((package / "package.json").read_text())
    return package / (about["bin"] if isinstance(about["bin"], str) else about["bin"]["crabline"])


def _without(sentence: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@dataclass
class Stranger:
    """Somebody who writes through crabline's back door and reads in its record what the bot was told to send."""

    box: Crabline
    id: str
    name: str
    seen: int = 0

    async def says(self, text: str) -> None:
        said = {"chatId": self.id, "senderId": self.id, "senderName": self.name, "text": text, "chatType": "PRIVATE"}
        answer = await self._sent(said)
        while answer.status_code == 409:  # a webhook is just being set
            await asyncio.sleep(0.05)
            answer = await self._sent(said)
        assert answer.status_code == 200, answer.text

    async def _sent(self, said: dict[str, str]) -> httpx.Response:
        return await self.box.http.post(self.box.inbound, json=said, headers={"X-Crabline-Admin-Token": ADMIN})

    async def hears(self, within: float = 10.0) -> Shown:
        try:
            async with asyncio.timeout(within):
                while len(got := self.box.sent_to(self.id)) <= self.seen:  # noqa: ASYNC110 - a file
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"the bot said nothing after {self.box.sent_to(self.id)[-1:]}") from None
        self.seen += 1
        return Shown(str(self.seen), got[self.seen - 1])

    async def hears_nothing(self, for_seconds: float = 0.3) -> None:
        await asyncio.sleep(for_seconds)
        assert len(self.box.sent_to(self.id)) == self.seen


@dataclass
class Crabline:
    """A running server: `url` and `token` are what the bot is told."""

    url: str
    inbound: str
    record: Path
    http: httpx.AsyncClient
    token: str = TOKEN
    numbers: count[int] = field(default_factory=lambda: count(1))

    def person(self, name: str) -> Stranger:
        return Stranger(self, f"6ede9afa66b88fe6d6{next(self.numbers):02x}", name)

    def called(self, method: str) -> list[dict[str, object]]:
        return self._rows(method)

    def _rows(self, *methods: str) -> list[dict[str, object]]:
        lines = self.record.read_text().splitlines() if self.record.is_file() else []
        rows = [json.loads(line) for line in lines if line.endswith("}")]
        return [row.get("body", {}) for row in rows if row.get("path", "").rpartition("/")[2] in methods]

    def sent_to(self, chat: str) -> list[str]:
        """Texts and captions, in order."""
        bodies = self._rows("sendMessage", "sendPhoto")
        return [str(body.get("text") or body.get("caption")) for body in bodies if body["chat_id"] == chat]


@asynccontextmanager
async def crabline(folder: Path) -> AsyncIterator[Crabline]:
    """The server in a process of its own, its record in `folder`."""
    script, ready = await asyncio.to_thread(program), folder / "ready.json"
    tokens = {"CRABLINE_BOT_TOKEN": TOKEN, "CRABLINE_ADMIN_TOKEN": ADMIN}
    serving = await asyncio.create_subprocess_exec(
        *("node", str(script), "--json", "serve", "zalo", "--ready-file", str(ready)),
        cwd=folder,
        env={**os.environ, **tokens},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(60):
            while not ready.is_file() or not (text := ready.read_text()).rstrip().endswith("}"):
                assert serving.returncode is None, "crabline did not start"
                await asyncio.sleep(0.05)
        about = json.loads(text)
        async with httpx.AsyncClient(timeout=10) as http:
            yield Crabline(about["baseUrl"], about["endpoints"]["adminInboundUrl"], Path(about["recorderPath"]), http)
    finally:
        serving.terminate()
        await serving.wait()
