"""The channel of the toy platform; what it is to the rest of Loa is its row, TOY."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable

from pydantic import Field, SecretStr

from bot.assembly.channel_row import ChannelRow, Connection, Surroundings
from bot.channels.interface import Json, Receive, Webhook, typed
from bot.domain.messages import Abilities, Address, Incoming
from bot.domain.pace.rate_limits import Pace
from bot.settings.environment import OperatorSettings
from bot.store.messages.outbox import Parcel
from bot.words import verbatim

NAME, PATH, HEADER = "toy", "toy", "x-toy-secret"
ABILITIES = Abilities(text_limit=900, buttons=False)


class ToySettings(OperatorSettings):
    toy_account: str = Field(default="", description="Tên hộp thư đồ chơi của Loa; trống: không dùng")
    toy_secret: SecretStr = Field(default=SecretStr(""), description="Mật khẩu của hộp thư ấy")


class Toy:
    """One letter box of ours. `boxes` are those of the others, by name."""

    name, abilities, pace = NAME, ABILITIES, Pace(per_second=1000, per_chat_second=1000)
    boxes: dict[str, list[str]] = {}  # noqa: RUF012 - the platform goes on while Loa is restarted

    def __init__(self, account: str) -> None:
        self.account = account

    async def send(self, parcel: Parcel) -> str:
        self.boxes.setdefault(parcel.address.chat, []).append(parcel.message.text)
        return parcel.key

    async def close(self) -> None:
        return None

    def webhook(self, secret: str, receive: Receive) -> Callable[[str, bytes], Awaitable[bool]]:
        async def handle(told: str, body: bytes) -> bool:
            if not hmac.compare_digest(told, secret):
                return False
            await receive(incoming(json.loads(body), self.account))
            return True

        return handle


def incoming(letter: Json, account: str) -> Incoming:
    return Incoming(
        letter["id"], Address(NAME, account, letter["from"]), text=typed(letter["text"]), sender=letter["from"]
    )


def toy(settings: ToySettings, _here: Surroundings) -> Connection | None:
    if not settings.toy_account:
        return None
    box, secret = Toy(settings.toy_account), settings.toy_secret.get_secret_value()
    return Connection(box, lambda receive: Webhook(PATH, box.account, HEADER, box.webhook(secret, receive)))


TOY = ChannelRow(NAME, verbatim("Hộp thư đồ chơi"), ToySettings, ABILITIES, toy)
