"""Every channel that Loa speaks over, a row each.

A new channel is a folder under bot/channels and a row here.
"""

from __future__ import annotations

from typing import Any

from bot.assembly.row import ChannelRow, Connection, Surroundings
from bot.assembly.telegram import TELEGRAM
from bot.assembly.zalo_bot import ZALO_BOT
from bot.assembly.zalo_oa import ZALO_OA
from bot.channels import webchat
from bot.channels.webchat import Webchat
from bot.settings.environment import OperatorSettings
from bot.settings.settings import Settings
from bot.words import _


def _webchat(_settings: Settings, here: Surroundings) -> Connection:
    return Connection(Webchat(here.db, here.now, files=here.files))


WEBCHAT = ChannelRow(webchat.NAME, _("the web page"), Settings, webchat.ABILITIES, _webchat)
ROWS: tuple[ChannelRow[Any], ...] = (WEBCHAT, TELEGRAM, ZALO_OA, ZALO_BOT)


def all_settings() -> list[type[OperatorSettings]]:
    """The classes of all settings: Loa's own, and those of channels that are not among them."""
    return [Settings, *(row.settings for row in ROWS if not issubclass(Settings, row.settings))]
