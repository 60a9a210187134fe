"""Telegram in a box: a Bot API over HTTP on a free port, with people who write, tap and look at their screens.

lo-bot-api-emulator checks every request; added here is what it leaves out: the token, people and what they see, edits
of what is not there, blocking, faults, forum topics, link previews, membership. How to use it: see FakeTelegram.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator, updates

from tests.channels.people import BOT, Chat, Group, Person, Shown

updates.KINDS.update({"my_chat_member", "edited_message", "channel_post"})

UNMODELLED = ("message_thread_id", "link_preview_options")
NOT_MODIFIED = "Bad Request: message is not modified: specified new message content and reply markup are the same"
C = TypeVar("C", bound=Chat)


@dataclass(frozen=True)
class Fault:
    method: str
    refusal: ApiRefusal
    chat: int | None = None


@dataclass(frozen=True)
class Carried:
    """A photo, a voice message or a file that the bot sent."""

    chat: int
    method: str
    caption: str
    content: bytes


class Server(LoBotApiEmulator):
    """The emulator with what it leaves out; `taps` tells which taps were acknowledged."""

    def __init__(self, token: str) -> None:
        super().__init__(allow_insecure_loopback_webhooks=True)
        self.token = token
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, bool] = {}
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.faults: list[Fault] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.carried: list[Carried] = []
        self.garbled: list[tuple[str, bytes, int]] = []

    def take_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    async def update(self, kind: str, content: Mapping[str, Any]) -> int:
        """Sends the bot an update; its id."""
        id: int = await self.enqueue_update({kind: dict(content)}, token=self.token)
        return id

    async def handle(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        for garble in self.garbled:
            if garble[0] == request.match_info["method"]:
                self.garbled.remove(garble)
                return web.Response(body=garble[1], status=garble[2])
        return await super().handle(request)

    def validate(self, method: str, fields: dict[str, Any], uploads: Any) -> Any:
        self.calls.append((method, dict(fields)))
        self._break(method, fields)
        unmodelled = {name: self.decoded(fields.pop(name)) for name in UNMODELLED if name in fields}
        caption = fields.pop("caption", "") if method == "sendVoice" else fields.get("caption", "")
        chat = self._chat(method, fields)
        if chat and method in ("editMessageText", "deleteMessage"):
            self._check_target(method, chat, fields)
        result = super().validate(method, fields, uploads)
        match method:
            case "getMe":
                return result | BOT
            case "setMyCommands":
                self._keep_commands(fields)
            case "answerCallbackQuery":
                self._answer(fields["callback_query_id"])
            case "sendPhoto" | "sendVoice" | "sendVideo" | "sendDocument" if chat:
                source = self.source(method[4:].lower(), fields.get(method[4:].lower()), uploads)
                file = self.assets[source] if isinstance(source, str) else source
                self.carried.append(Carried(chat.id, method, caption, file["data"]))
            case "deleteMessage" if chat:
                del chat.shown[int(fields["message_id"])]
            case "sendMessage" | "editMessageText" if chat:
                markup = self.decoded(fields.get("reply_markup") or "{}")
                shown = Shown(
                    chat.id, result["message_id"], fields["text"], markup, unmodelled.get("message_thread_id")
                )
                chat.put(shown)
                return result | {"chat": chat.about}
        return result

    def _break(self, method: str, fields: Mapping[str, Any]) -> None:
        for fault in self.faults:
            if fault.method == method and fault.chat in (None, int(fields.get("chat_id", 0))):
                self.faults.remove(fault)
                raise fault.refusal

    def _chat(self, method: str, fields: Mapping[str, Any]) -> Chat | None:
        if "chat_id" not in fields:
            return None
        chat = self.chats.get(int(fields["chat_id"]))
        if chat is None:
            raise ApiRefusal("Bad Request: chat not found")
        if chat.shut:
            raise ApiRefusal(chat.shut, 403)
        return chat

    def _check_target(self, method: str, chat: Chat, fields: Mapping[str, Any]) -> None:
        shown = chat.shown.get(int(fields["message_id"]))
        if shown is None:
            raise ApiRefusal(f"Bad Request: message to {'edit' if method == 'editMessageText' else 'delete'} not found")
        if method == "editMessageText":
            if shown.markup.keys() - {"inline_keyboard"}:
                raise ApiRefusal("Bad Request: message can't be edited")
            if replace(shown, text=fields["text"], markup=json.loads(fields.get("reply_markup", "{}"))) == shown:
                raise ApiRefusal(NOT_MODIFIED)

    def _keep_commands(self, fields: Mapping[str, Any]) -> None:
        wanted = self.decoded(fields["commands"])
        for command in wanted:
            if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
                raise ApiRefusal("Bad Request: BOT_COMMAND_INVALID")
        self.commands[fields.get("language_code", "")] = wanted

    def _answer(self, tap: str) -> None:
        if tap not in self.taps:
            raise ApiRefusal("Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.taps[tap] = True


class FakeTelegram:
    """A Bot API with one bot; `url` and `token` are what the bot is told.

        async with FakeTelegram() as telegram:
            lan = telegram.person("Lan")
            await lan.starts("q-XYZ")                           # opens t.me/LoaBot?start=q-XYZ
            assert "Loa" in (await lan.hears()).text            # the next message or edit she has not looked at yet
            await lan.taps("Có")                                # a button on her screen, inline or on the keyboard
            await lan.shares_contact("+84912345678")            # her own number; owner=other: somebody else's
            await lan.says("0912 345 678")
            assert [str(shown) for shown in lan.screen()] == ["Xin chào [Có] [Không]", …]
            team = telegram.group("Xã Hòa Bình")                # forum=True: with topics
            await team.adds_bot(by=minh); await minh.says("/viec", to=team); await team.hears()
            await lan.blocks(); await lan.unblocks()            # the bot is told, and gets 403 meanwhile
            telegram.fail("sendMessage", 429, retry_after=2)    # the next call of that method; chat=lan for hers

    Polling: run `channel.poll(receive)`. Webhook: `channel.set_up("http://127.0.0.1:…", …)`: an update arrives while
    the person acts; one that was not taken is sent again by the next act, or by `await telegram.deliver()`.
    """

    def __init__(self) -> None:
        self.token = f"{BOT['id']}:fixture"
        self.server = Server(self.token)
        self.url = ""

    async def __aenter__(self) -> FakeTelegram:
        self._runner = web.AppRunner(self.server.app(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._runner.cleanup()

    def person(self, name: str) -> Person:
        id = 1000 + len(self.server.chats)
        return self._known(Person(self.server, {"id": id, "type": "private", "first_name": name}))

    def group(self, title: str, *, forum: bool = False) -> Group:
        id = -1001000 - len(self.server.chats)
        about = {"id": id, "type": "supergroup", "title": title} | ({"is_forum": True} if forum else {})
        return self._known(Group(self.server, about))

    def fail(self, method: str, status: int, text: str = "", *, chat: Chat | None = None, **parameters: Any) -> None:
        """Refuses the next call of `method` (to `chat`), with response parameters such as retry_after."""
        refusal = ApiRefusal(text or f"Refused: {status}", status, parameters)
        self.server.faults.append(Fault(method, refusal, chat and chat.id))

    def garble(self, method: str, body: bytes, status: int = 200) -> None:
        """The next call of `method` is answered so, by a proxy in Telegram's place."""
        self.server.garbled.append((method, body, status))

    def holds(self, file_id: str, content: bytes) -> dict[str, Any]:
        """A file that somebody sends: as an update tells of it."""
        self.server.assets[file_id] = {"data": content}
        return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(content)}

    def carried(self, who: Chat) -> list[Carried]:
        """The photos, voice messages and files that the bot sent there."""
        return [one for one in self.server.carried if one.chat == who.id]

    def called(self, method: str) -> list[dict[str, Any]]:
        """The arguments of every call of `method`, as they arrived."""
        return [fields for name, fields in self.server.calls if name == method]

    async def update(self, kind: str, content: Mapping[str, Any]) -> int:
        """Sends the bot an update; its id."""
        return await self.server.update(kind, content)

    async def deliver(self) -> int:
        """Tries the webhook again with whatever it has refused; how many it took."""
        taken: int = await self.server.deliver_updates(token=self.token)
        return taken

    @property
    def waiting(self) -> int:
        """How many updates the bot has not acknowledged."""
        return int(self.server._update_queues.info(self.token)["pending_update_count"])

    def _known(self, chat: C) -> C:
        self.server.chats[chat.id] = chat
        return chat
