"""The Bot API as python-telegram-bot calls it, over a transport of our own.

Plain dictionaries go out and come in.
So nothing that the library does not know yet can break an update.
"""

from __future__ import annotations

import warnings
from typing import Any

import telegram
from telegram.error import NetworkError
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

from bot.channels.interface import ApiCall, Json
from bot.channels.telegram.http import AiohttpRequest
from bot.channels.telegram.incoming import ALLOWED_UPDATES
from bot.channels.updates import MISREAD
from bot.domain.errors import Trouble

API = "https://api.telegram.org"
POLL_CONNECTIONS, SEND_CONNECTIONS = 8, 32
TIMEOUT = 40.0

warnings.filterwarnings("ignore", r"Please use 'Bot\.", PTBUserWarning)
warnings.filterwarnings("ignore", r".*attribute `retry_after`", PTBDeprecationWarning)


class Api:
    """Calls of one bot; each raises TelegramError.

    `proxy` is the way to the server ("" for none; http://…).
    """

    def __init__(self, token: str, api: str = API, proxy: str = "") -> None:
        """Raises Trouble for what cannot be a proxy; touches no network."""
        self._requests = (_request(POLL_CONNECTIONS, proxy), _request(SEND_CONNECTIONS, proxy))
        poller, sender = self._requests
        self._bot = telegram.Bot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=sender,
            get_updates_request=poller,
        )

    async def call(self, call: ApiCall, *, seconds: float = TIMEOUT) -> Any:
        """What the server answers, within so many seconds.

        A proxy may answer in its place: what is not an answer of the Bot API is a failure of the network.
        """
        try:
            return await self._bot.do_api_request(call.method, call.arguments, read_timeout=seconds)
        except MISREAD as error:
            raise NetworkError(f"an answer that cannot be read: {type(error).__name__}") from error

    async def updates(self, offset: int, wait: int) -> list[Json]:
        """The updates from an offset on, waiting some seconds for the first."""
        asked = {"offset": offset, "timeout": wait, "allowed_updates": ALLOWED_UPDATES}
        match await self.call(ApiCall("getUpdates", asked), seconds=wait + 10):
            case [*updates] if not updates or (told := [update for update in updates if numbered(update)]):
                return told if updates else []
        raise NetworkError("an answer that cannot be read: not a list of updates")

    async def download(self, ref: str) -> bytes | None:
        """The bytes of a file that was sent to this bot; None where the server tells no path to it."""
        match await self.call(ApiCall("getFile", {"file_id": ref})):
            case {"file_path": str(path)}:
                return await self._bot.request.retrieve(f"{self._bot.base_file_url}/{path}")
        return None

    async def close(self) -> None:
        """Lets go of connections."""
        for request in self._requests:
            await request.shutdown()


def numbered(update: object) -> bool:
    """Whether it has a number, without which nobody can go past it."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return isinstance(number, int) and not isinstance(number, bool)


def _request(connections: int, proxy: str) -> AiohttpRequest:
    if proxy and not proxy.startswith("http://"):
        raise Trouble("LOA_TELEGRAM_PROXY không dùng được: cần địa chỉ dạng http://…")
    return AiohttpRequest(connections, proxy)
