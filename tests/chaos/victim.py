"""The process under test: a whole Loa, whose channel writes to a file and which is spoken to through a socket.

`python -m tests.chaos.victim SOCKET RECORD both|receive|deliver`. A line of JSON {id, chat, text} comes in and is
answered "ok" when it is safe; a line of the record is what a platform would have taken.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
from datetime import timedelta
from itertools import count

from bot.assembly.app import Loa, running
from bot.assembly.channels import WEBCHAT
from bot.assembly.row import row_of
from bot.channels.interface import TryLater
from bot.channels.terminal import ABILITIES, PACE
from bot.domain.messages import Address, Incoming
from bot.logs import set_up_logs
from bot.settings.settings import read_settings
from bot.store.messages.outbox import Parcel
from bot.words import verbatim

ACCOUNT = "chaos"


class Platform:
    """A platform with moods: slow, now and then busy, and it never says twice whether it took a message."""

    name, account, abilities, pace = "terminal", ACCOUNT, ABILITIES, PACE

    def __init__(self, record: str) -> None:
        self._record = os.open(record, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._numbers = count(1)

    async def send(self, parcel: Parcel) -> str:
        mood = random.random()
        await asyncio.sleep(random.uniform(0.002, 0.03))
        if mood < 0.01:
            raise TryLater("429", timedelta(seconds=0.3), whole_channel=True)
        if mood < 0.05:
            raise TryLater("500", timedelta(seconds=0.1))
        taken = {"key": parcel.key, "chat": parcel.address.chat, "kind": parcel.kind, "text": parcel.message.text}
        os.write(self._record, json.dumps(taken).encode() + b"\n")
        await asyncio.sleep(random.uniform(0.002, 0.03))
        if mood > 0.99:
            raise TryLater("no reply", timedelta(seconds=0.1), unsure=True)
        return f"{os.getpid()}.{next(self._numbers)}"

    async def close(self) -> None:
        return None


async def hear(loa: Loa, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One message: answered only when it is on record."""
    said = json.loads(await reader.readline())
    address = Address("terminal", ACCOUNT, said["chat"])
    await loa.reception.receive(Incoming(said["id"], address, text=said["text"], sender=said["chat"]))
    writer.write(b"ok\n")
    await writer.drain()
    writer.close()


async def main(socket: str, record: str, does: str) -> None:
    settings = read_settings()
    set_up_logs(settings.log_level, "json")
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    receives, delivers = does != "deliver", does != "receive"
    rows = [WEBCHAT, row_of(Platform(record), verbatim("chaos"))]
    async with running(settings, receives=receives, delivers=delivers, rows=rows) as loa:
        if receives:
            await asyncio.start_unix_server(lambda r, w: hear(loa, r, w), socket)
        print("ready", flush=True)
        await stopped.wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
