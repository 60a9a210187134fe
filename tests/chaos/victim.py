"""The process under test: a whole Loa with all its channels, web pages and loops, and one channel that writes a file.

A line of JSON comes in through the socket and is answered "ok" when it is safe; a line of the record is what a platform
would have taken. The file "clock" beside the record says by how many seconds the machine's clock is wrong.
"""

from __future__ import annotations

import asyncio
import faulthandler
import json
import os
import random
import signal
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import UTC, datetime, timedelta
from datetime import time as hour
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from holidays import country_holidays
from sqlalchemy import text

from bot.assembly import app
from bot.assembly.app import Loa, running
from bot.assembly.channel_row import row_of
from bot.assembly.channels import ROWS
from bot.channels.interface import TryLater
from bot.channels.terminal import PACE
from bot.cli.serve import attend
from bot.domain import calendar
from bot.domain.messages import Abilities, Address, Incoming, Media
from bot.logs import set_up_logs
from bot.settings.settings import read_settings
from bot.store.engine.database import Transaction
from bot.store.messages.outbox import Parcel
from bot.words import verbatim

NAME, ACCOUNT = "terminal", "chaos"
NEVER_QUIET = "CHAOS_NEVER_QUIET"
ABILITIES = Abilities(edits=True, media=frozenset({"photo", "voice"}))


class Platform:
    """A platform with moods: slow, now and then busy, and it never says twice whether it took a message."""

    name, account, abilities, pace = NAME, ACCOUNT, ABILITIES, PACE

    def __init__(self, record: str) -> None:
        self._record = os.open(record, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._numbers = count(1)

    async def send(self, parcel: Parcel) -> str:
        mood, at = random.random(), time.time()
        await asyncio.sleep(random.uniform(0.002, 0.03))
        if mood < 0.01:
            raise TryLater("429", timedelta(seconds=0.3), whole_channel=True)
        if mood < 0.05:
            raise TryLater("500", timedelta(seconds=0.1))
        id = parcel.message_id or f"{os.getpid()}.{next(self._numbers)}"
        os.write(self._record, json.dumps(_taken(parcel, id, at)).encode() + b"\n")
        await asyncio.sleep(random.uniform(0.002, 0.03))
        if mood > 0.99:
            raise TryLater("no reply", timedelta(seconds=0.1), unsure=True)
        return id

    async def close(self) -> None:
        return None


def _taken(parcel: Parcel, id: str, at: float) -> dict[str, object]:
    """`at`: when it was handed over, for what a busy machine does with it then is not Loa's choice any more."""
    message = parcel.message
    return {
        "at": at,
        "chat": parcel.address.chat,
        "text": message.text,
        "key": parcel.key,
        "kind": parcel.kind,
        "id": id,
        "buttons": [(button.label, button.token) for button in message.buttons],
        "media": message.media.ref if message.media else "",
    }


async def hear(loa: Loa, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One message: answered only when it is on record. "full" says for how many seconds the disk is."""
    with closing(writer):
        said = json.loads(await reader.readline())
        if "full" in said:
            await fill(loa, said["full"])
            return
        ref = said.pop("media", "")
        media = Media("photo", NAME, ACCOUNT, ref) if ref else None
        address = Address(NAME, ACCOUNT, said.pop("chat"))
        await loa.reception.receive(Incoming(address=address, sender=address.chat, media=media, **said))
        writer.write(b"ok\n")
        await writer.drain()


async def fill(loa: Loa, seconds: float) -> None:
    """The disk has no room for so long: SQLite refuses every page that it does not have yet."""

    def most(tx: Transaction, pages: int) -> None:
        tx.connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    await loa.db.run(lambda tx: most(tx, 1))  # it takes no less than there are
    await asyncio.sleep(seconds)
    await loa.db.run(lambda tx: most(tx, 2**31))


def waking() -> AbstractContextManager[object]:
    """Nothing, or where the run says so: what goes to many goes by night too, and on a holiday."""
    if not os.environ.get(NEVER_QUIET):
        return nullcontext()
    no_holidays = country_holidays("VN", years=1990, expand=False)
    return patch.multiple(calendar, QUIET_FROM=hour.max, QUIET_UNTIL=hour.min, _holidays=lambda: no_holidays)


def run(socket: str, record: str, does: str, log: Path, environment: Mapping[str, str], says: Connection) -> None:
    """What the process does, under that environment, until it is told to stop; it `says` when it is ready."""
    with log.open("a") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    faulthandler.enable()
    os.environ.update(environment)
    asyncio.run(main(socket, record, does, says))


async def main(socket: str, record: str, does: str, says: Connection) -> None:
    settings = read_settings()
    set_up_logs(settings.log_level, "json")
    receives, delivers = does != "deliver", does != "receive"
    rows = [*ROWS, row_of(Platform(record), verbatim("chaos"))]
    clock = Path(record).with_name("clock")
    set_forward = patch.object(app, "now", lambda: datetime.now(UTC) + timedelta(seconds=float(clock.read_text())))
    with set_forward, waking():
        async with running(settings, receives=receives, delivers=delivers, rows=rows) as loa:
            if not receives:
                stopped = asyncio.Event()
                asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
                says.send("ready")
                await stopped.wait()
                return
            await asyncio.start_unix_server(lambda r, w: hear(loa, r, w), socket)
            says.send("ready")
            await attend(loa)
