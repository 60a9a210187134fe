"""People with Zalo on their telephones: what they do becomes an event of the webhook, what the account says is seen."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from tests.channels.zalo_oa.emulator import OaEmulator

SLOWEST = 2.0


@dataclass(frozen=True)
class Seen:
    """A message of the account on a telephone."""

    id: str
    text: str
    buttons: tuple[dict[str, Any], ...] = ()
    picture: str = ""
    file: str = ""
    card: dict[str, str] | None = None

    def __str__(self) -> str:
        said = self.text or (f"({self.card['title']}) {self.card['subtitle']}" if self.card else "")
        return " ".join([said, *(f"[{button['title']}]" for button in self.buttons)])


class Pusher:
    """Zalo's side of the webhook: signs, posts, repeats, measures how long the answer takes."""

    def __init__(self, zalo: OaEmulator) -> None:
        self.zalo = zalo
        self.http = httpx.AsyncClient(timeout=10)
        self.times = 1
        self.slowest = 0.0
        self.statuses: list[int] = []

    async def push(self, event: dict[str, Any], *, ascii: bool = False) -> list[int]:
        """Tells an event, as often as `times` says; the statuses that came back."""
        event = {"app_id": self.zalo.app_id, "timestamp": self.zalo.stamp()} | event
        body = json.dumps(event, ensure_ascii=ascii, separators=(",", ":")).encode()
        timestamp = str(event["timestamp"])
        return [await self.post(body, self.sign(body, timestamp), retry=attempt) for attempt in range(self.times)]

    def sign(self, body: bytes, timestamp: str) -> str:
        """The header, made as Zalo's own MacUtils makes it."""
        text = self.zalo.app_id + body.decode() + timestamp + self.zalo.oa_key
        return f"mac={hashlib.sha256(text.encode()).hexdigest()}"

    async def post(self, body: bytes, signature: str = "", *, retry: int = 0) -> int:
        headers = {"content-type": "application/json", "user-agent": "Java/17.0.9"}
        headers |= {"X-ZEvent-Signature": signature} if signature else {}
        headers |= {"num_retry": str(retry)} if retry else {}
        loop = asyncio.get_running_loop()
        began = loop.time()
        response = await self.http.post(self.zalo.webhook, content=body, headers=headers)
        self.slowest = max(self.slowest, loop.time() - began)
        self.statuses.append(response.status_code)
        return response.status_code

    async def close(self) -> None:
        await self.http.aclose()


@dataclass
class Person:
    """Somebody with a telephone. `refuses` is the number with which her messages are refused (-217: she blocked us)."""

    zalo: OaEmulator
    id: str
    name: str
    last: datetime | None = None
    follows: bool = False
    refuses: int = 0
    screen: list[Seen] = field(default_factory=list)
    news: asyncio.Queue[Seen] = field(default_factory=asyncio.Queue)

    def put(self, id: str, seen: dict[str, Any]) -> None:
        """A message arrives."""
        about = seen | {"buttons": tuple(seen["buttons"])}
        self.screen.append(Seen(id, **about))
        self.news.put_nowait(self.screen[-1])

    async def hears(self, within: float = 10.0) -> Seen:
        """The next message that was not looked at yet."""
        try:
            return await asyncio.wait_for(self.news.get(), within)
        except TimeoutError:
            raise AssertionError(f"nothing new for {self.name}: {[str(seen) for seen in self.screen]}") from None

    async def types(self, text: str) -> list[int]:
        return await self.sends("user_send_text", text=text)

    async def taps(self, title: str) -> list[int]:
        """The last button of that title. What opens a page or dials tells nobody."""
        for seen in reversed(self.screen):
            for button in seen.buttons:
                if button["title"] == title:
                    return await self.types(button["payload"]) if button["type"].startswith("oa.query") else []
        raise AssertionError(f"no button {title!r}: {[str(seen) for seen in self.screen]}")

    async def sends(self, event: str, **message: Any) -> list[int]:
        """A message of any kind: sends("user_send_image", attachments=[…])."""
        self.last = self.zalo.now
        said = {"msg_id": f"u{next(self.zalo.numbers)}"} | message
        return await self._tell({"event_name": event, "message": said})

    async def shares(self, phone: str | int) -> list[int]:
        """Answers a card that asks for her number."""
        self.last = self.zalo.now
        info = {"name": self.name, "phone": phone, "full_address": {"user_ward": "xã Mỹ Long"}}
        return await self._tell({"event_name": "user_submit_info", "info": info})

    async def follows_us(self, *, again: bool = True) -> list[int]:
        """Follows (or, not `again`, unfollows) the account."""
        self.follows, self.last = again, self.zalo.now if again else self.last
        name = "follow" if again else "unfollow"
        about = {"oa_id": self.zalo.oa_id, "follower": {"id": self.id}, "source": "oa_profile"}
        return await self.zalo.pusher.push({"event_name": name, **about})

    async def _tell(self, event: dict[str, Any]) -> list[int]:
        where = {"sender": {"id": self.id}, "recipient": {"id": self.zalo.oa_id}, "user_id_by_app": f"9{self.id}"}
        return await self.zalo.pusher.push(event | where)
