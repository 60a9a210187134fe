"""Puts the Zalo Bot together from the settings, for a running Loa."""

from __future__ import annotations

import hashlib
import hmac
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.interface import Receive
from bot.channels.media.forwarding import Files
from bot.channels.zalo.downloads import ZaloMedia
from bot.channels.zalo_bot.channel import Here, ZaloBot
from bot.domain.errors import Trouble
from bot.domain.messages import Pace
from bot.domain.plan_limits import Plan
from bot.runtime.clockwork import regularly
from bot.settings.settings import Settings
from bot.store.engine.database import Database, Transaction
from bot.web.dependencies import Webhook

WATCH_EVERY = timedelta(minutes=1)
SHORTEST_SECRET, LONGEST_SECRET = 8, 256


def zalo_bot(settings: Settings, db: Database, now: Callable[[], datetime], files: Files) -> Bot | None:
    """The bot; None where no token is set. Raises Trouble for a token or settings that cannot be."""
    token = settings.zalo_bot_token.get_secret_value()
    if not token:
        return None
    here = Here(
        db=db,
        now=now,
        worker=f"{socket.gethostname()}:{os.getpid()}",
        public_url=settings.public_url,
        pictures_live=timedelta(hours=settings.zalo_bot_picture_hours),
        remembered=timedelta(days=settings.keep_days - 1),
        floor=settings.zalo_bot_poll_seconds,
        media=ZaloMedia(settings.zalo_media_hosts),
        files=files,
    )
    pace = Pace(per_second=settings.zalo_bot_per_second, per_chat_second=settings.zalo_bot_per_chat_second)
    proxy = settings.zalo_bot_proxy.get_secret_value()
    by_webhook(settings), secret(settings)
    return Bot(settings, ZaloBot(token, here, api=settings.zalo_bot_api, proxy=proxy, pace=pace))


@dataclass(frozen=True)
class Bot:
    """The channel as this Loa uses it: how updates come in, and who hears of its plan."""

    settings: Settings
    channel: ZaloBot

    @property
    def plan(self) -> Plan:
        """What the operator says that the plan allows."""
        return Plan(self.settings.zalo_bot_users, self.settings.zalo_bot_messages)

    def webhook(self, receive: Receive) -> Webhook | None:
        """The handler of the webhook; None where updates are polled."""
        return self.channel.webhook(secret(self.settings), receive) if by_webhook(self.settings) else None

    async def attend(self, receive: Receive) -> None:
        """Introduces us, and fetches updates for ever unless they come by webhook."""
        settings, account = self.settings, self.channel.account
        url = f"{settings.public_url}/zalo-bot/{account}" if by_webhook(settings) else ""
        await self.channel.attend(receive, url, secret(settings))

    async def watch(self, db: Database, tell: Callable[[Transaction, str, str, Plan], None]) -> None:
        """Looks for ever how much of the plan is used."""
        channel = self.channel
        await regularly(db, lambda tx: tell(tx, channel.name, channel.account, self.plan), WATCH_EVERY)


def by_webhook(settings: Settings) -> bool:
    """Whether updates come to us; raises Trouble where they should and nobody outside can reach us."""
    if settings.zalo_bot_updates == "webhook" and not settings.public_url:
        raise Trouble("LOA_ZALO_BOT_UPDATES=webhook cần LOA_PUBLIC_URL.")
    return bool(settings.public_url) and settings.zalo_bot_updates != "polling"


def secret(settings: Settings) -> str:
    """What Zalo sends along with each update: set, or derived from the key (then the same in every process)."""
    ours = settings.zalo_bot_webhook_secret.get_secret_value()
    if ours and not SHORTEST_SECRET <= len(ours) <= LONGEST_SECRET:
        raise Trouble("LOA_ZALO_BOT_WEBHOOK_SECRET cần từ 8 đến 256 ký tự.")
    return ours or hmac.new(settings.vault_key.encode(), b"zalo bot webhook", hashlib.sha256).hexdigest()
