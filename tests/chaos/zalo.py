"""Both Zalo platforms in a box; they post what people say to whichever process there is, until it is taken."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.store.channels import zalo_oa
from bot.store.engine.database import Database
from tests.channels.zalo_bot.emulator import FakeZaloBot
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.people import Pusher, Seen
from tests.chaos.people import Person
from tests.chaos.record import Record, Taken

TAKEN = 200


async def insist(post: Any, urls: Sequence[str], path: str) -> int:
    """Posts to one of the processes until it says that it is on record."""
    while True:
        try:
            if await post(f"{random.choice(urls)}{path}") == TAKEN:
                return TAKEN
        except httpx.HTTPError:
            pass
        await asyncio.sleep(random.uniform(0.1, 0.4))


class InsistentPusher(Pusher):
    """Zalo's webhook: a body that was not taken comes again, and now and then one that was."""

    urls: Sequence[str] = ()

    async def post(self, body: bytes, signature: str = "", *, retry: int = 0) -> int:
        headers = {"content-type": "application/json", "X-ZEvent-Signature": signature}

        async def once(url: str) -> int:
            return (await self.http.post(url, content=body, headers=headers)).status_code

        for _time in range(2 if random.random() < 0.1 else 1):
            await insist(once, self.urls, urlsplit(self.zalo.webhook).path)
        return TAKEN


class InsistentBot(FakeZaloBot):
    """The Bot Platform's webhook, the same way."""

    urls: Sequence[str] = ()

    async def push(self, body: object, *, secret: str | None = None) -> int:
        push = super().push

        async def once(url: str) -> int:
            self.webhook["url"] = url
            return await push(body, secret=secret)

        return await insist(once, self.urls, urlsplit(self.webhook["url"]).path)

    async def update(self, update: dict[str, Any]) -> None:
        while not self.webhook.get("url"):  # noqa: ASYNC110 - a process sets it when it has begun
            await asyncio.sleep(0.1)
        await super().update(update)


@dataclass
class Zalo:
    """The two platforms, whose people are seen in the record like all others."""

    oa: OaEmulator
    bot: InsistentBot
    record: Record
    watching: list[asyncio.Task[None]] = field(default_factory=list)

    async def on_oa(self, name: str) -> Person:
        """Somebody who follows the account."""
        inner = self.oa.person(name)
        person = self._seen(inner, inner.types)
        await inner.follows_us()
        return person

    def on_bot(self, name: str) -> Person:
        """Somebody who knows the bot."""
        inner = self.bot.person(name)
        return self._seen(inner, inner.says)

    def _seen(self, inner: Any, types: Any) -> Person:
        async def send(message: dict[str, str]) -> None:
            await types(message["text"])

        async def watch() -> None:
            while True:
                seen = await inner.news.get()
                self.record.add(Taken(time.time(), inner.id, str(seen) if isinstance(seen, Seen) else seen.text))

        self.watching.append(asyncio.create_task(watch()))
        return Person(inner.id, self.record, send)

    def environment(self, public_url: str) -> dict[str, str]:
        """What Loa is told of them."""
        oa = {"ID": self.oa.oa_id, "APP_ID": self.oa.app_id, "APP_SECRET": self.oa.app_secret}
        oa |= {"SECRET_KEY": self.oa.oa_key, "PER_MINUTE": "6000"}
        oa |= dict.fromkeys(("API", "BUSINESS", "OAUTH"), self.oa.url)
        bot = {"TOKEN": self.bot.token, "API": self.bot.url, "PER_SECOND": "1000", "PER_CHAT_SECOND": "1000"}
        here = {f"LOA_ZALO_OA_{name}": value for name, value in oa.items()}
        return here | {f"LOA_ZALO_BOT_{name}": value for name, value in bot.items()} | {"LOA_PUBLIC_URL": public_url}

    async def consent(self, database: Database) -> None:
        """As after `loa zalo login`."""
        now = datetime.now(UTC)
        access, refresh = self.oa.consent()
        later = now + timedelta(hours=25)
        await database.run(lambda tx: zalo_oa.consented(tx, self.oa.oa_id, access, refresh, later, now))


@asynccontextmanager
async def zalo(record: Record, urls: Sequence[str]) -> AsyncIterator[Zalo]:
    """Both platforms for a run; `urls` are of the processes that receive."""
    bot = InsistentBot(most=10**9)
    async with OaEmulator() as oa, bot:
        oa.pusher = InsistentPusher(oa)
        oa.pusher.urls = bot.urls = urls
        oa.webhook = f"{urls[0]}/zalo/oa/{oa.oa_id}"
        made = Zalo(oa, bot, record)
        try:
            yield made
        finally:
            for task in made.watching:
                task.cancel()
