"""The Telegram channel: sends parcels by the Bot API, takes updates in, sets the bot up.

`incoming` and `outgoing` translate what is said either way; `polling` fetches updates.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

import structlog
from telegram.error import BadRequest, ChatMigrated, InvalidToken, TelegramError

from bot.channels.health import Line
from bot.channels.interface import ApiCall, Json, Receive, Undeliverable
from bot.channels.introduction import introduced
from bot.channels.media.cards import drawn
from bot.channels.media.forwarding import Files
from bot.channels.telegram.api import API, Api
from bot.channels.telegram.errors import CLOSED, EMPTY, NO_TOPIC, NOT_THERE, NOTHING_TO_DO, refusal, says
from bot.channels.telegram.incoming import ALLOWED_UPDATES, NAME, callback, incoming
from bot.channels.telegram.menu import commands
from bot.channels.telegram.outgoing import ABILITIES, payload
from bot.channels.telegram.polling import poll
from bot.channels.updates import optional, read, refused
from bot.domain.errors import Trouble
from bot.domain.messages import Abilities, Incoming, Media
from bot.domain.pace.bulk import Bulk
from bot.domain.pace.rate_limits import Pace
from bot.store.messages.outbox import Parcel
from bot.words import Language

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
log = structlog.get_logger()


def check_secret(headers: Mapping[str, str], secret: str) -> bool:
    """Whether a webhook call comes from Telegram.

    `headers` as Starlette has them; no secret lets nobody in.
    """
    return bool(secret) and hmac.compare_digest(headers.get(SECRET_HEADER, "").encode(), secret.encode())


class Telegram:
    """One bot.

    `api` is the address of a Bot API server, `proxy` the way to it ("" for none; http://…).
    """

    name = NAME

    def __init__(
        self,
        token: str,
        *,
        api: str = API,
        proxy: str = "",
        pace: Pace | None = None,
        files: Files | None = None,
        line: Line | None = None,
    ) -> None:
        """Raises Trouble for what cannot be a token or a proxy; touches no network."""
        self.account = token.partition(":")[0]
        self.pace = pace or Pace()
        self.abilities: Abilities = replace(ABILITIES, bulk=Bulk(self.pace.per_second))
        self.username = ""
        if not self.account.isdigit():
            raise Trouble("LOA_TELEGRAM_TOKEN không phải mã bot Telegram: mã có dạng 123456:ABC… do @BotFather cấp.")
        self._api = Api(token, api, proxy)
        self._files, self._line = files or Files(), line or Line()
        self._files.add(self.name, self.account, self.fetch)
        self._answers: set[asyncio.Task[None]] = set()

    def incoming(self, update: Json) -> Incoming | None:
        """What somebody sent to this bot; see `incoming.incoming`."""
        return incoming(update, self.account, self.username)

    async def send(self, parcel: Parcel) -> str:
        """The id of the message, also of one that was edited or deleted.

        Raises Undeliverable, TryLater.
        """
        if parcel.kind == "delete" and not parcel.message_id:
            return ""
        try:
            match await self._api.call(payload(parcel, await drawn(parcel), await self._file(parcel))):
                case {"message_id": int(id)}:
                    return str(id)
            return str(parcel.message_id)
        except TelegramError as error:
            if isinstance(error, BadRequest) and says(error, NOTHING_TO_DO):
                return parcel.message_id
            if isinstance(error, BadRequest) and parcel.kind == "delete" and not says(error, CLOSED):
                return await self._emptied(parcel)
            if isinstance(error, BadRequest) and parcel.kind == "edit" and says(error, NOT_THERE):
                return await self.send(replace(parcel, kind="new"))
            if isinstance(error, BadRequest) and parcel.message.picture and not says(error, CLOSED):
                return await self.send(replace(parcel, message=replace(parcel.message, picture=None)))
            if isinstance(error, BadRequest) and parcel.message.media and not says(error, CLOSED):
                raise Undeliverable(str(error), file=True) from error
            if "/" in parcel.address.chat and says(error, NO_TOPIC):
                return await self.send(without_topic(parcel))
            if isinstance(error, ChatMigrated) and str(error.new_chat_id) == parcel.address.chat:
                raise Undeliverable("the group moved to where it is", closed=True) from error
            raise refusal(error, parcel.group) from error

    async def _emptied(self, parcel: Parcel) -> str:
        """What Telegram deletes no more (after two days) can still be made to say something else.

        Raises Undeliverable where it stays as it is, as a photo does whatever is written below it.
        """
        try:
            await self._api.call(payload(replace(parcel, kind="edit"), b"", None))
        except BadRequest as error:
            if not says(error, EMPTY):
                raise Undeliverable(f"cannot be taken back: {error}", closed=says(error, CLOSED)) from error
        except TelegramError as error:
            raise refusal(error, parcel.group) from error
        return parcel.message_id

    async def _file(self, parcel: Parcel) -> bytes | None:
        """What the parcel passes on, unless it came to this very bot.

        Raises Undeliverable, TryLater.
        """
        media = parcel.message.media
        if media is None or parcel.kind != "new" or (media.channel, media.account) == (NAME, self.account):
            return None
        return await self._files.carried(parcel, media)

    async def fetch(self, media: Media) -> bytes:
        """What somebody sent to this bot, at most 20 MB. Raises Undeliverable, TryLater."""
        try:
            content = await self._api.download(media.ref)
        except TelegramError as error:
            raise refusal(error, group=False) from error
        if content is None:
            raise Undeliverable("Telegram tells no path")
        return content

    async def acknowledge(self, update: Json) -> None:
        """Stops the waiting sign on a tapped button.

        To be called once the update is on record, never raises.
        """
        if (tap := callback(update)) is None:
            return
        try:
            await self._api.call(ApiCall("answerCallbackQuery", {"callback_query_id": tap}))
        except TelegramError as error:
            log.info("tap not acknowledged", channel=NAME, incoming=update.get("update_id"), error=type(error).__name__)

    async def attend(self, receive: Receive, *, url: str, secret: str, languages: Mapping[str, Language]) -> None:
        """Introduces us; then fetches updates for ever, unless they are posted to `url`."""
        await introduced(partial(self.set_up, url, secret, languages), NAME, self.account, self._line)
        if not url:
            await self.poll(receive)

    async def set_up(self, webhook_url: str, secret: str, languages: Mapping[str, Language]) -> None:
        """Learns the bot's name, tells Telegram the commands and where updates go ("": polled).

        A person whose language is not offered reads the commands in the first of `languages`.
        Raises Trouble where Telegram refuses token or address, TryLater where it cannot be reached.
        """
        try:
            self.username = str((await self._api.call(ApiCall("getMe", {}))).get("username", ""))
            await self._send_updates_to(webhook_url, secret)
            await self._api.call(ApiCall("setMyCommands", {"commands": commands(next(iter(languages.values())))}))
            for code, language in languages.items():
                await self._api.call(ApiCall("setMyCommands", {"commands": commands(language), "language_code": code}))
        except InvalidToken as error:
            raise Trouble("Telegram không nhận LOA_TELEGRAM_TOKEN: hãy lấy lại mã từ @BotFather.") from error
        except BadRequest as error:
            raise Trouble(f"Telegram không nhận cài đặt của bot, nhất là LOA_PUBLIC_URL: {error}.") from error
        except TelegramError as error:
            raise refusal(error, group=False) from error

    async def poll(self, receive: Receive) -> None:
        """Fetches updates for ever, each acknowledged to Telegram only when `receive` has returned.

        Ends on cancel.
        """
        await poll(self._api.updates, partial(self.take, receive=receive), self.account, self._line)

    def webhook(self, secret: str, receive: Receive) -> Callable[[str, bytes], Awaitable[bool]]:
        """What to do with secret and body of a webhook call.

        False for a wrong secret, True when it is on record. It raises what `receive` raises; the call must then be
        answered with an error, so that it comes again.
        """

        async def handle(told: str, body: bytes) -> bool:
            if not check_secret({SECRET_HEADER: told}, secret):
                return False
            try:
                update = json.loads(body)
            except (ValueError, RecursionError) as error:
                await receive(refused(body, error, NAME, self.account))
                return True
            await self.take(update, receive)
            return True

        return handle

    async def take(self, update: Json, receive: Receive) -> None:
        """Has an update put on record; then a tap is acknowledged, which nobody waits for."""
        said = read(update, lambda: optional(self.incoming(update)), NAME, self.account)
        for one in said:
            await receive(one)
        if not said:
            return
        answer = asyncio.create_task(self.acknowledge(update))
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)

    async def close(self) -> None:
        """Lets go of connections and of acknowledgements under way."""
        for answer in self._answers:
            answer.cancel()
        await asyncio.gather(*self._answers, return_exceptions=True)
        await self._api.close()

    async def _send_updates_to(self, url: str, secret: str) -> None:
        info = await self._api.call(ApiCall("getWebhookInfo", {}))
        if not url:
            if info.get("url"):
                await self._api.call(ApiCall("deleteWebhook", {"drop_pending_updates": False}))
            return
        # The mark changes with everything that Telegram was told but does not tell back.
        mark = hashlib.sha256(f"{secret} {ALLOWED_UPDATES}".encode()).hexdigest()[:12]
        if info.get("url") != f"{url}?v={mark}":
            told = {"url": f"{url}?v={mark}", "secret_token": secret, "allowed_updates": ALLOWED_UPDATES}
            await self._api.call(ApiCall("setWebhook", told))


def without_topic(parcel: Parcel) -> Parcel:
    """For the whole of a forum, anew where it was to change what lies in a topic that is closed."""
    chat = parcel.address.chat.partition("/")[0]
    return replace(parcel, kind="new", address=replace(parcel.address, chat=chat))
