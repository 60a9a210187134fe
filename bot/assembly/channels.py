"""Every channel that Loa speaks over, a row each.

A new channel is a folder under bot/channels and a row here.
"""

from __future__ import annotations

from typing import Any

from bot.assembly.channel_row import ChannelRow, Connection, Surroundings
from bot.channels import webchat
from bot.channels.media.forwarding import Files
from bot.channels.media.speech import Speech
from bot.channels.telegram import incoming as telegram_in
from bot.channels.telegram import outgoing as telegram_out
from bot.channels.webchat import Webchat
from bot.channels.zalo_bot import incoming as zalo_bot_in
from bot.channels.zalo_bot import outgoing as zalo_bot_out
from bot.channels.zalo_oa import incoming as zalo_oa_in
from bot.channels.zalo_oa import outgoing as zalo_oa_out
from bot.lazy import lazily
from bot.runtime.content_versions import ContentVersions
from bot.runtime.printed_pictures import with_prints
from bot.settings.environment import OperatorSettings
from bot.settings.settings import Settings, links_of_code
from bot.settings.telegram import TelegramSettings
from bot.settings.zalo_bot import ZaloBotSettings
from bot.settings.zalo_oa import ZaloOaSettings
from bot.store.engine.database import Database
from bot.words import OFFERED, _, verbatim


def _webchat(_settings: Settings, here: Surroundings) -> Connection:
    return Connection(Webchat(here.db, here.now, files=here.files))


def files_of(settings: Settings, db: Database, content: ContentVersions) -> Files:
    """What goes along with messages: files of the channels, and printed pictures."""
    files = with_prints(
        Files(), db, lambda: content.knowing.knowledge.library, lambda code: links_of_code(code, settings)
    )
    return Speech(settings.speech_program).add_to(files, OFFERED) if settings.speech_program else files


WEBCHAT = ChannelRow(webchat.NAME, _("the web page"), Settings, webchat.ABILITIES, _webchat)
TELEGRAM = ChannelRow(
    telegram_in.NAME,
    verbatim("Telegram"),
    TelegramSettings,
    telegram_out.ABILITIES,
    lazily("bot.assembly.telegram", "telegram"),
    on=lambda settings: bool(settings.telegram_token.get_secret_value()),
)
ZALO_OA = ChannelRow(
    zalo_oa_in.NAME,
    verbatim("Zalo"),
    ZaloOaSettings,
    zalo_oa_out.ABILITIES,
    lazily("bot.assembly.zalo_oa", "zalo_oa"),
    on=lambda settings: bool(settings.zalo_oa_id),
)
ZALO_BOT = ChannelRow(
    zalo_bot_in.NAME,
    verbatim("Zalo Bot"),
    ZaloBotSettings,
    zalo_bot_out.ABILITIES,
    lazily("bot.assembly.zalo_bot", "zalo_bot"),
    on=lambda settings: bool(settings.zalo_bot_token.get_secret_value()),
)
ROWS: tuple[ChannelRow[Any], ...] = (WEBCHAT, TELEGRAM, ZALO_OA, ZALO_BOT)


def all_settings() -> list[type[OperatorSettings]]:
    """The classes of all settings: Loa's own, and those of channels that are not among them."""
    return [Settings, *(row.settings for row in ROWS if not issubclass(Settings, row.settings))]
