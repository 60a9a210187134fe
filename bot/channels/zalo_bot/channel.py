"""The Zalo Bot channel: sends parcels, counts them against the plan, sets the bot up.

`incoming` and `outgoing` translate what is said either way; `polling` fetches updates.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import structlog

from bot.channels.interface import ApiCall, Json, Receive, TryLater, Undeliverable
from bot.channels.introduction import introduced
from bot.channels.media.cards import drawn
from bot.channels.media.photos import as_jpeg
from bot.channels.updates import optional
from bot.channels.updates import read as read_update
from bot.channels.zalo_bot.api import Api, BotReply
from bot.channels.zalo_bot.errors import NOT_FOUND, TIMED_OUT, UNAUTHORIZED, refusal
from bot.channels.zalo_bot.here import Here
from bot.channels.zalo_bot.hosts import API
from bot.channels.zalo_bot.incoming import NAME, incoming, read, sent_at
from bot.channels.zalo_bot.outgoing import ABILITIES, payload
from bot.channels.zalo_bot.polling import LEASE, Poller
from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.domain.messages import LARGEST_FILE, Abilities, Incoming
from bot.domain.pace.bulk import Bulk
from bot.domain.pace.rate_limits import Pace
from bot.store.engine.database import Transaction
from bot.store.messages import hosted_media
from bot.store.messages.outbox import Parcel
from bot.store.scheduling import leases
from bot.store.scheduling.leases import Lease
from bot.store.statistics import plan_usage

SECRET_HEADER = "x-bot-api-secret-token"  # noqa: S105 - the name of a header
PACE = Pace(per_second=5, per_chat_second=1)
log = structlog.get_logger()


class ZaloBot:
    """One bot. `api` is the address of the platform, `proxy` the way to it ("" for none).

    plan    messages that it may send in a calendar month
    """

    name = NAME

    def __init__(
        self, token: str, here: Here, *, api: str = API, proxy: str = "", pace: Pace = PACE, plan: int | None = None
    ) -> None:
        """Raises Trouble for what cannot be a token; touches no network."""
        self.account, _colon, rest = token.partition(":")
        if not (self.account.isdigit() and rest):
            raise Trouble("LOA_ZALO_BOT_TOKEN không phải mã Zalo Bot: mã có dạng 123456:abc… do Zalo Bot Manager cấp.")
        self.pace = pace
        shows = ABILITIES if here.public_url else replace(ABILITIES, pictures=False, media=frozenset())
        self.abilities: Abilities = replace(shows, bulk=Bulk(pace.per_second, plan=plan))
        self.called = ""
        self._here, self._api = here, Api(token, api, proxy)
        here.files.add(self.name, self.account, here.media.fetch)

    def incoming(self, update: Json) -> Incoming | None:
        """What somebody sent to this bot; see `incoming.incoming`.

        None for what is too old to be news.
        """
        at = sent_at(update)
        if at is not None and at < self._here.now() - self._here.remembered:
            return None
        return incoming(update, self.account, self.called)

    async def send(self, parcel: Parcel) -> str:
        """The id of the message. Raises Undeliverable, TryLater."""
        call = payload(parcel, await self._shown(parcel))
        if call is None:
            return parcel.message_id
        answer = await self._send(call)
        refused = not answer.good and isinstance(refusal(answer), Undeliverable)
        if refused and parcel.message.media is not None:
            raise Undeliverable(f"{answer.code} {answer.description}".strip(), file=True)
        if refused and call.method == "sendPhoto":
            said = {"chat_id": parcel.address.chat, "text": parcel.message.text}
            answer = await self._send(ApiCall("sendMessage", said))
        if not answer.good:
            raise refusal(answer)
        return str(answer.result.get("message_id", ""))

    async def attend(self, receive: Receive, *, url: str, secret: str) -> None:
        """Introduces us; then fetches updates for ever, unless they are posted to `url`."""
        await introduced(partial(self.set_up, url, secret), NAME, self.account, self._here.line)
        if not url:
            await self.poll(receive)

    async def set_up(self, url: str, secret: str) -> None:
        """Learns the bot's name and tells where updates go ("" means: they are polled).

        Raises Trouble where the platform refuses token or address, TryLater where it cannot be reached.
        """
        about = await self._told(ApiCall("getMe", {}))
        self.called = str(about.get("display_name") or about.get("account_name") or "")
        if url:
            await self._set_webhook(url, secret)
            return
        info = await self._api.call(ApiCall("getWebhookInfo", {}))
        if info.code != NOT_FOUND and info.result.get("url"):
            await self._told(ApiCall("deleteWebhook", {}))

    async def poll(self, receive: Receive) -> None:
        """Fetches updates for ever, in this process alone.

        Ends on cancel, and then lets another go on.
        """
        try:
            await Poller(
                self._fetch,
                lambda update: self.take(update, receive),
                self._hold,
                self.account,
                self._here.line,
                self._here.floor,
            ).run()
        finally:
            await self._let_go()

    def webhook(self, secret: str, receive: Receive) -> Callable[[str, bytes], Awaitable[bool]]:
        """What to do with secret and body of a webhook call.

        True when it is on record or nothing for us; False for a wrong secret and for what is no update. It raises what
        `receive` raises; the call must then be answered with an error. An empty body is the platform looking whether
        anybody is there.
        """

        async def handle(told: str, body: bytes) -> bool:
            if not body.strip():
                return True
            if not secret or not hmac.compare_digest(told.encode(), secret.encode()):
                return False
            if (update := read(body)) is None:
                log.error("not an update", channel=NAME, account=self.account)
                return False
            await self.take(update, receive)
            return True

        return handle

    async def take(self, update: Json, receive: Receive) -> None:
        """Has an update put on record."""
        for said in read_update(update, lambda: optional(self.incoming(update)), NAME, self.account):
            await receive(said)

    async def close(self) -> None:
        """Lets go of connections."""
        await self._here.media.close()
        await self._api.close()

    async def _send(self, call: ApiCall) -> BotReply:
        """Counts what went, or may have gone: the plan does so too."""
        try:
            answer = await self._api.call(call)
        except TryLater as error:
            if error.unsure:
                await self._count()
            raise
        if answer.good:
            await self._count()
        return answer

    async def _count(self) -> None:
        day = self._here.now().astimezone(VIET_NAM).date()
        await self._here.db.run_if_there(lambda tx: plan_usage.count_sent(tx, NAME, self.account, day))

    async def _shown(self, parcel: Parcel) -> str:
        """The address of the parcel's picture, or of what it passes on.

        "" for none that can be fetched or drawn.
        """
        message = parcel.message
        ending = "png"
        if message.media is not None and parcel.kind == "new":
            content = await self._here.files.carried(parcel, message.media)
            ending = "aac"
            if message.media.kind == "photo":
                await as_jpeg(content, LARGEST_FILE)
                ending = "jpg"
        elif not self.abilities.pictures or not await drawn(parcel):
            return ""
        until = self._here.now() + self._here.pictures_live
        name = await self._here.db.run_if_there(lambda tx: hosted_media.keep(tx, parcel.key, message, until))
        return f"{self._here.public_url}/picture/{name}.{ending}" if name else ""

    async def _fetch(self, seconds: int) -> Json | None:
        answer = await self._api.call(ApiCall("getUpdates", {"timeout": str(seconds)}), seconds=seconds + 10)
        if answer.code == TIMED_OUT:
            return None
        if not answer.good:
            refused = refusal(answer)
            raise refused if isinstance(refused, TryLater) else TryLater(str(refused))
        return answer.result

    async def _hold(self) -> bool:
        return await self._here.db.run_if_there(lambda tx: self._lease(tx, LEASE)) is not None

    async def _let_go(self) -> None:
        """Taken once more first: a cancel may have come between a lease and our hearing of it."""

        def give(tx: Transaction) -> None:
            if (lease := self._lease(tx, timedelta(0))) is not None:
                leases.let_go(tx, lease, self._here.now())

        await self._here.db.run_if_there(give)

    def _lease(self, tx: Transaction, time: timedelta) -> Lease | None:
        now = self._here.now()
        return leases.take(tx, f"{NAME} polling {self.account}", self._here.worker, now, now + time)

    async def _set_webhook(self, url: str, secret: str) -> None:
        done = await self._told(ApiCall("setWebhook", {"url": url, "secret_token": secret}))
        # The address is kept all the same, so this is for the operator to read.
        match done.get("verification"):
            case {"ok": False, "outcome": str(outcome)}:
                log.error("webhook not verified", channel=NAME, account=self.account, reason=outcome)

    async def _told(self, call: ApiCall) -> Json:
        answer = await self._api.call(call)
        if answer.code == UNAUTHORIZED:
            raise Trouble("Zalo không nhận LOA_ZALO_BOT_TOKEN: hãy lấy lại mã trong Zalo Bot Manager.")
        if not answer.good:
            refused = refusal(answer)
            if isinstance(refused, TryLater):
                raise refused
            raise Trouble(f"Zalo không nhận cài đặt của bot, nhất là LOA_PUBLIC_URL: {refused}.")
        return answer.result
