"""Runs victims, kills them at random while people talk, lets them finish, and judges what is left."""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from sqlalchemy import func, select

from bot.domain.messages import Address
from bot.domain.people import Role
from bot.runtime.attempts import AGAIN
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.messages import outbox as parcels
from bot.store.staff import invitations
from bot.store.tables import inbox, lead, parcel
from tests.chaos.people import Citizen, Platform
from tests.chaos.victim import ACCOUNT

ROOT = Path(__file__).parents[2]
AT_ONCE = timedelta(seconds=2)
"""Turns of different citizens that end at the same time reach the officer in either order; a citizen's own never do."""
READY_WITHIN, DONE_WITHIN = 180, 300


@dataclass(frozen=True)
class Verdict:
    """What a run came to; `wrong` holds a sentence for every promise that was broken."""

    kills: int
    citizens: int
    parcels: int
    copies: int
    redelivered: int
    seconds: float
    wrong: tuple[str, ...]


@dataclass
class Victim:
    """One process that is started again whenever it was killed."""

    name: str
    does: str
    folder: Path
    environment: dict[str, str]
    process: asyncio.subprocess.Process | None = None

    @property
    def socket(self) -> Path:
        return self.folder / f"{self.name}.socket"

    @property
    def record(self) -> Path:
        return self.folder / "record.jsonl"

    async def start(self) -> None:
        self.socket.unlink(missing_ok=True)
        with (self.folder / f"{self.name}.log").open("a") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.chaos.victim", str(self.socket), str(self.record), self.does),
                cwd=ROOT,
                env={**os.environ, **self.environment},
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )

    async def ready(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        async with asyncio.timeout(READY_WITHIN):
            line = await self.process.stdout.readline()
        assert line == b"ready\n", (self.folder / f"{self.name}.log").read_text()[-2000:]

    async def kill(self, how: int = signal.SIGKILL) -> None:
        assert self.process is not None
        with suppress(ProcessLookupError):
            self.process.send_signal(how)
        await self.process.wait()


@dataclass
class Chaos:
    """A run: `roles` says what each process does; `crash_database` restarts a server under all of them."""

    url: str
    folder: Path
    roles: tuple[str, ...] = ("both",)
    citizens: int = 40
    crash_database: Callable[[], None] | None = None
    kills: int = 0
    key: str = field(default_factory=Vault.new_text)

    async def run(self, kills: int) -> Verdict:
        began = time.monotonic()
        database = Database.open(self.url, Vault.from_text(self.key), connections=2)
        await database.run(_hire)
        content = shutil.copytree(ROOT / "content", self.folder / "content")
        _one_by_one(content)
        environment = {"LOA_DATABASE": self.url, "LOA_KEY": self.key, "LOA_CONTENT": str(content)}
        environment["LOA_DELIVERY_LEASE_SECONDS"] = "10"
        victims = [Victim(f"{does}{number}", does, self.folder, environment) for number, does in enumerate(self.roles)]
        platform = Platform([victim.socket for victim in victims if victim.does != "deliver"])
        try:
            for victim in victims:
                await victim.start()
            for victim in victims:
                await victim.ready()
            await asyncio.gather(self._talk(platform), self._hurt_all(victims, kills))
            await _finished(database)
        finally:
            for victim in victims:
                await victim.kill(signal.SIGTERM)
        wrong, posted, copies = await database.read(lambda tx: _judge(tx, self.citizens, victims[0].record))
        await database.close()
        seconds = time.monotonic() - began
        return Verdict(self.kills, self.citizens, posted, copies, platform.redelivered, seconds, tuple(wrong))

    async def _talk(self, platform: Platform) -> None:
        async def later(number: int) -> None:
            await asyncio.sleep(number * 0.25)
            await platform.talk(Citizen(number))

        await asyncio.gather(*(later(number) for number in range(self.citizens)))

    async def _hurt_all(self, victims: Sequence[Victim], kills: int) -> None:
        for _ in range(kills):
            await self._hurt(random.choice(victims))

    async def _hurt(self, victim: Victim) -> None:
        """Kills one at a random moment of its work, now and then while it starts, and brings it back."""
        await asyncio.sleep(random.uniform(0.05, 1.2))
        self.kills += 1
        if self.crash_database is not None and random.random() < 0.2:
            await asyncio.to_thread(self.crash_database)
            return
        await victim.kill()
        await victim.start()
        if random.random() < 0.1:
            await asyncio.sleep(random.uniform(0, 1))
            await victim.kill()
            await victim.start()
        await victim.ready()


def _hire(tx: Transaction) -> None:
    now = datetime.now(UTC)
    invitations.invite(tx, code_hash("minh"), "Minh", Role.OFFICER, [], now + timedelta(days=1), now)
    assert invitations.redeem(tx, code_hash("minh"), Address("terminal", ACCOUNT, "officer"), now, "vi") is not None


async def _finished(database: Database) -> None:
    """Waits, not for ever, until no message and no parcel that is due is left; the server may be away meanwhile."""
    waiting = select(func.count()).select_from(inbox).where(inbox.c.state == "waiting")

    def left(tx: Transaction) -> int:
        return int(tx.connection.execute(waiting).scalar_one()) + parcels.due(tx, datetime.now(UTC))

    with suppress(TimeoutError):  # the judge tells what is left
        async with asyncio.timeout(DONE_WITHIN):
            while await database.run_if_there(left) != 0:  # noqa: ASYNC110 - other processes do the work
                await asyncio.sleep(0.2)


def _judge(tx: Transaction, citizens: int, record: Path) -> tuple[list[str], int, int]:
    """Every promise that was broken; how many parcels went out, and how many copies arrived."""
    taken = [json.loads(line) for line in record.read_text().splitlines()]
    went = tx.connection.execute(
        select(parcel.c.key, parcel.c.chat, parcel.c.state, parcel.c.due)
        .where(parcel.c.due <= datetime.now(UTC))
        .order_by(parcel.c.number)
    ).all()
    arrived = defaultdict(list)
    for one in taken:
        arrived[one["key"]].append(one["text"])
    states = Counter(tx.connection.execute(select(inbox.c.state)).scalars())
    phones = Counter(tx.vault.unseal(phone) for phone in tx.connection.execute(select(lead.c.phone)).scalars())
    told = Counter(one["chat"] for one in taken)
    wrong = [f"inbox: {count} are {state}" for state, count in states.items() if state != "done"]
    wrong += [f"{number}: a request is missing" for number in range(citizens) if not phones[_e164(number)]]
    wrong += [f"{phone}: {count} requests" for phone, count in phones.items() if count > 1]
    wrong += [f"{key} is {state}" for key, _chat, state, _due in went if state != "sent"]
    wrong += [f"{key} never arrived" for key, *_rest in went if key not in arrived]
    wrong += [f"{key} was never posted" for key in arrived.keys() - {key for key, *_rest in went}]
    wrong += [f"{key}: a copy that does not say so" for key, texts in arrived.items() if not all(map(_says, texts[1:]))]
    due = {key: moment for key, _chat, _state, moment in went}
    for chat in told:
        order = list(dict.fromkeys(one["key"] for one in taken if one["chat"] == chat))
        posted = [key for key, to, *_rest in went if to == chat]
        backwards = max((due[one] - due[after] for one, after in pairwise(order)), default=timedelta())
        if order != posted and (chat != "officer" or backwards > AT_ONCE):
            wrong.append(f"{chat}: out of order")
    if told["officer"] < citizens:
        wrong.append(f"the officer heard of {told['officer']} requests only")
    return wrong, len(went), sum(len(texts) - 1 for texts in arrived.values())


def _says(text: str) -> bool:
    return text.startswith(AGAIN)


def _e164(number: int) -> str:
    return f"+84{Citizen(number).phone[1:]}"


def _one_by_one(content: Path) -> None:
    """Here every request is told by a card of its own, so that the judge can count them; no burst comes as a list."""
    home = content / "offices" / "home.yaml"
    written = home.read_text(encoding="utf-8")
    assert "gather: {after: 3," in written
    home.write_text(written.replace("gather: {after: 3,", "gather: {after: 9999,"), encoding="utf-8")
