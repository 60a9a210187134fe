"""People with telephones who write to a Zalo Bot in a box, and what stands on their screens."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.channels.zalo_bot.emulator import FakeZaloBot


@dataclass(frozen=True)
class Shown:
    """What stands on somebody's screen; `photo` and `voice` are what the platform fetched."""

    id: str
    text: str
    photo: bytes = b""
    voice: bytes = b""


@dataclass
class Person:
    """Somebody with a telephone: what she sends becomes an update, what the bot says stands on her screen."""

    zalo: FakeZaloBot
    id: str
    name: str
    screen: list[Shown] = field(default_factory=list)
    news: asyncio.Queue[Shown] = field(default_factory=asyncio.Queue)

    async def says(self, text: str, **more: Any) -> None:
        await self.sends("text", {"text": text}, **more)

    async def sends(self, what: str, content: Mapping[str, Any], *, group: str = "", **more: Any) -> None:
        """Sends content of any kind: "image", {"photo_url": …, "caption": …}; "sticker"; "voice"; "unsupported"."""
        await self.zalo.update(self.update(what, content, group=group, **more))

    def update(self, what: str, content: Mapping[str, Any], *, group: str = "", **more: Any) -> dict[str, Any]:
        chat = {"id": group or self.id, "chat_type": "GROUP" if group else "PRIVATE"}
        sender = {"id": self.id, "display_name": self.name, "is_bot": False}
        message = {"from": sender, "chat": chat, "message_id": self.zalo.new_id(), "date": self.zalo.now_ms()}
        return {"event_name": f"message.{what}.received", "message": message | dict(content) | more}

    async def hears(self, within: float = 10.0) -> Shown:
        try:
            return await asyncio.wait_for(self.news.get(), within)
        except TimeoutError:
            raise AssertionError(f"the bot said nothing; the screen shows {[s.text for s in self.screen]}") from None

    async def hears_nothing(self, for_seconds: float = 0.3) -> None:
        await asyncio.sleep(for_seconds)
        assert self.news.empty(), f"heard {self.news.get_nowait()}"

    def see(self, shown: Shown) -> None:
        self.screen.append(shown)
        self.news.put_nowait(shown)
