"""The Zalo Bot as the settings have it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.assembly.channel_row import Connection, Surroundings
from bot.channels.interface import Receive, Webhook
from bot.channels.zalo.downloads import ZaloMedia
from bot.channels.zalo_bot.channel import SECRET_HEADER, ZaloBot
from bot.channels.zalo_bot.here import Here
from bot.channels.zalo_bot.incoming import NAME
from bot.domain.errors import Trouble
from bot.domain.pace.plan_limits import Plan
from bot.domain.pace.rate_limits import Pace
from bot.runtime.clockwork import regularly
from bot.settings.zalo_bot import ZaloBotSettings

PATH = "zalo-bot"
WATCH_EVERY = timedelta(minutes=1)
SHORTEST_SECRET, LONGEST_SECRET = 8, 256


def zalo_bot(settings: ZaloBotSettings, here: Surroundings) -> Connection:
    """The bot.

    Raises Trouble for a token or settings that cannot be.
    """
    token = settings.zalo_bot_token.get_secret_value()
    pace = Pace(per_second=settings.zalo_bot_per_second, per_chat_second=settings.zalo_bot_per_chat_second)
    proxy = settings.zalo_bot_proxy.get_secret_value()
    plan = Plan(settings.zalo_bot_users, settings.zalo_bot_messages)
    api = settings.zalo_bot_api
    bot = ZaloBot(token, _here(settings, here), api=api, proxy=proxy, pace=pace, plan=plan.messages)
    secret, posted = _secret(settings, here), _by_webhook(settings, here.settings.public_url)
    url = f"{here.settings.public_url}/{PATH}/{bot.account}" if posted else ""

    async def watch(_receive: Receive) -> None:
        """Looks for ever how much of the plan is used."""
        await regularly(here.db.run_if_there, lambda tx: here.jobs.plan(tx, NAME, bot.account, plan), WATCH_EVERY)

    return Connection(
        bot,
        (lambda receive: Webhook(PATH, bot.account, SECRET_HEADER, bot.webhook(secret, receive))) if posted else None,
        receiving=(partial(bot.attend, url=url, secret=secret), watch),
    )


def _here(settings: ZaloBotSettings, here: Surroundings) -> Here:
    return Here(
        db=here.db,
        now=here.now,
        worker=here.worker,
        public_url=here.settings.public_url,
        pictures_live=timedelta(hours=settings.zalo_bot_picture_hours),
        remembered=here.remembered,
        floor=settings.zalo_bot_poll_seconds,
        media=ZaloMedia(settings.zalo_media_hosts),
        files=here.files,
        line=here.line(NAME, settings.zalo_bot_token.get_secret_value().partition(":")[0]),
    )


def _by_webhook(settings: ZaloBotSettings, public_url: str) -> bool:
    """Whether updates are posted to us.

    Raises Trouble where they should be and nobody outside can reach us.
    """
    if settings.zalo_bot_updates == "webhook" and not public_url:
        raise Trouble("LOA_ZALO_BOT_UPDATES=webhook cần LOA_PUBLIC_URL.")
    return bool(public_url) and settings.zalo_bot_updates != "polling"


def _secret(settings: ZaloBotSettings, here: Surroundings) -> str:
    """What Zalo sends along with each update.

    Set by the operator, or derived from the key, so the same in every process.
    """
    ours = settings.zalo_bot_webhook_secret.get_secret_value()
    if ours and not SHORTEST_SECRET <= len(ours) <= LONGEST_SECRET:
        raise Trouble("LOA_ZALO_BOT_WEBHOOK_SECRET cần từ 8 đến 256 ký tự.")
    return ours or here.settings.derived("zalo bot webhook")
