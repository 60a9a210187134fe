"""People with telephones and groups of them: what they do becomes an update, what the bot says stands on a screen."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.channels.telegram.emulator import Server

BOT = {"id": 7, "is_bot": True, "first_name": "Loa", "username": "LoaBot"}


@dataclass(frozen=True)
class Shown:
    """A message of the bot as it stands on a screen; `markup` is the reply_markup it was sent with."""

    chat: int
    id: int
    text: str
    markup: Mapping[str, Any] = field(default_factory=dict)
    topic: int | None = None

    @property
    def buttons(self) -> dict[str, str]:
        """Inline buttons: label to token."""
        rows = self.markup.get("inline_keyboard", [])
        return {button["text"]: button["callback_data"] for row in rows for button in row}

    @property
    def keyboard(self) -> dict[str, bool]:
        """Buttons in place of letters: label to whether it shares the phone number."""
        rows = self.markup.get("keyboard", [])
        return {button["text"]: button.get("request_contact", False) for row in rows for button in row}

    def __str__(self) -> str:
        return " ".join([self.text, *(f"[{label}]" for label in [*self.buttons, *self.keyboard])])


@dataclass
class Chat:
    """A private chat or a group: what the bot put there, in order, and what is new to whoever looks."""

    telegram: Server
    about: dict[str, Any]
    shown: dict[int, Shown] = field(default_factory=dict)
    news: asyncio.Queue[Shown] = field(default_factory=asyncio.Queue)
    shut: str = ""

    @property
    def id(self) -> int:
        return int(self.about["id"])

    def screen(self) -> list[Shown]:
        """All that the bot has said here and not deleted."""
        return list(self.shown.values())

    async def hears(self, within: float = 10.0) -> Shown:
        """The next message or edit that was not looked at yet; fails where there is none within some seconds."""
        try:
            return await asyncio.wait_for(self.news.get(), within)
        except TimeoutError:
            raise AssertionError(f"the bot said nothing; the screen shows {[str(s) for s in self.screen()]}") from None

    async def hears_nothing(self, for_seconds: float = 0.3) -> None:
        """Fails where something new arrives."""
        await asyncio.sleep(for_seconds)
        assert self.news.empty(), f"heard {self.news.get_nowait()}"

    def put(self, shown: Shown) -> None:
        self.shown[shown.id] = shown
        self.news.put_nowait(shown)

    async def _membership(self, who: Mapping[str, Any], was: str, now: str) -> None:
        states = [
            {"user": BOT, "status": status} | ({"until_date": 0} if status == "kicked" else {}) for status in (was, now)
        ]
        change = {
            "chat": self.about,
            "from": who,
            "date": 1,
            "old_chat_member": states[0],
            "new_chat_member": states[1],
        }
        await self.telegram.update("my_chat_member", change)


@dataclass
class Group(Chat):
    """A group, a forum if `about` says so."""

    async def adds_bot(self, by: Person) -> None:
        self.shut = ""
        await self._membership(by.user, "left", "member")

    async def removes_bot(self, by: Person) -> None:
        self.shut = "Forbidden: bot was kicked from the supergroup chat"
        await self._membership(by.user, "member", "kicked")


@dataclass
class Person(Chat):
    """Somebody with a telephone; her chat with the bot is a Chat."""

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.about["first_name"]}

    async def starts(self, payload: str = "") -> None:
        await self.says(f"/start {payload}".strip())

    async def says(self, text: str, *, to: Chat | None = None, **more: Any) -> None:
        """Types `text` here or in a group; more: fields of the message, such as reply_to_message."""
        await self.sends({"text": text} | more, to=to)

    async def replies(self, text: str, shown: Shown, to: Chat) -> None:
        about = {"message_id": shown.id, "date": 1, "chat": to.about, "text": shown.text}
        await self.says(text, to=to, reply_to_message=about | {"from": BOT})

    async def shares_contact(self, phone: str, owner: Person | None = None) -> None:
        whose = (owner or self).user
        await self.sends(
            {"contact": {"phone_number": phone, "first_name": whose["first_name"], "user_id": whose["id"]}}
        )

    async def sends(self, content: Mapping[str, Any], *, to: Chat | None = None) -> None:
        """Sends any content: {"sticker": {…}}, {"photo": […], "caption": "…"} …"""
        chat = to or self
        about = {"message_id": self.telegram.take_id(), "date": 1, "chat": chat.about, "from": self.user}
        await self.telegram.update("message", about | dict(content))

    async def taps(self, label: str, *, on: Shown | None = None, to: Chat | None = None, phone: str = "") -> None:
        """Taps the last button so labelled; `on` an older message; `phone` is what a button that shares it shares."""
        chat = to or self
        for shown in [on] if on else reversed(chat.screen()):
            if label in shown.buttons:
                return await self._tap(shown, shown.buttons[label], chat)
            if label in shown.keyboard:
                return await (self.shares_contact(phone) if shown.keyboard[label] else self.says(label))
        raise AssertionError(f"no button {label!r} on the screen: {[str(shown) for shown in chat.screen()]}")

    async def blocks(self) -> None:
        self.shut = "Forbidden: bot was blocked by the user"
        await self._membership(self.user, "member", "kicked")

    async def unblocks(self) -> None:
        self.shut = ""
        await self._membership(self.user, "kicked", "member")

    async def _tap(self, shown: Shown, token: str, chat: Chat) -> None:
        about = {
            "message_id": shown.id,
            "date": 1,
            "chat": chat.about,
            "text": shown.text,
            "reply_markup": shown.markup,
        }
        if shown.topic:
            about |= {"is_topic_message": True, "message_thread_id": shown.topic}
        id = f"tap-{self.telegram.take_id()}"
        self.telegram.taps[id] = False
        query = {"id": id, "from": self.user, "chat_instance": "1", "data": token, "message": about}
        await self.telegram.update("callback_query", query)
