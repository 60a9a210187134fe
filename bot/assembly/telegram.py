"""Telegram as the settings have it."""

from __future__ import annotations

from functools import partial

from bot.assembly.channel_row import Connection, Surroundings
from bot.channels.interface import Webhook
from bot.channels.telegram.channel import SECRET_HEADER, Telegram
from bot.channels.telegram.incoming import NAME
from bot.domain.pace.rate_limits import Pace
from bot.settings.telegram import TelegramSettings

PATH = "telegram"


def telegram(settings: TelegramSettings, here: Surroundings) -> Connection:
    """The bot.

    Updates come by webhook where the outside reaches us, else they are polled.
    Raises Trouble for a token or a proxy that cannot be.
    """
    token, public_url = settings.telegram_token.get_secret_value(), here.settings.public_url
    pace = Pace(settings.telegram_per_second, settings.telegram_per_chat_second)
    proxy = settings.telegram_proxy.get_secret_value()
    line = here.line(NAME, token.partition(":")[0])
    bot = Telegram(
        token,
        api=settings.telegram_api,
        proxy=proxy,
        pace=pace,
        files=here.files,
        line=line,
    )
    secret = settings.telegram_webhook_secret.get_secret_value() or here.settings.derived("telegram webhook")
    url = f"{public_url}/{PATH}/{bot.account}" if public_url else ""
    return Connection(
        bot,
        (lambda receive: Webhook(PATH, bot.account, SECRET_HEADER, bot.webhook(secret, receive))) if url else None,
        receiving=(partial(bot.attend, url=url, secret=secret, languages=here.languages),),
    )
