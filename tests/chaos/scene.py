"""What a walk is played on: people, staff, the operator's commands, and what the judge is to know of it."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.domain.messages import Address
from bot.domain.people import Role
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.staff import invitations
from tests.chaos.judge import Ended
from tests.chaos.people import Citizen, Person, Post, Silence
from tests.chaos.record import Record
from tests.chaos.victim import ACCOUNT, NAME
from tests.chaos.victims import ROOT, Victim
from tests.chaos.zalo import Zalo
from tests.content import COMPILED

if TYPE_CHECKING:
    from tests.chaos.walks import Walk

T = TypeVar("T")
LEASE = "10"
MANY = 100_000
"""So many requests an officer may have: no walk ends all that it begins."""


@dataclass
class Scene:
    """A run as its walks see it.

    counted  how often something came to pass; the judge wants once
    walks    what is played; walked: how often to its end; struck: how many kills befell it
    """

    url: str
    folder: Path
    victims: Sequence[Victim]
    record: Record
    post: Post
    zalo: Zalo
    keys: list[str] = field(default_factory=lambda: [Vault.new_text()])
    environment: dict[str, str] = field(default_factory=dict)
    walked: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    under_way: list[str] = field(default_factory=list)
    walks: Sequence[str] = ()
    wrong: list[str] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    counted: dict[str, Callable[[Transaction], int]] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=lambda: count(1))
    hired: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for victim in self.victims:
            victim.environment = self.environment
        self.environment |= {"LOA_DATABASE": self.url, "LOA_ERASURES": str(self.folder / "erasures")}
        self.environment |= {"LOA_COMPILED": str(COMPILED)}
        self.environment |= {"LOA_DELIVERY_LEASE_SECONDS": LEASE, "LOA_TOLD_AFTER_SECONDS": "1"}
        self._open()

    def _open(self) -> None:
        new, *old = self.keys
        self.environment |= {"LOA_KEY": new, "LOA_KEY_OLD": ",".join(old)}
        self.database = Database.open(self.url, Vault.from_text(new, old), connections=3)

    async def close(self) -> None:
        await self.database.close()

    async def change_key(self) -> None:
        """Every process stops; then all begin with a new key, and open with all there were."""
        async with AsyncExitStack() as stack:
            for victim in self.victims:
                await stack.enter_async_context(victim.busy)
            await asyncio.gather(*(victim.kill(signal.SIGTERM) for victim in self.victims))
            before = self.database
            self.keys.insert(0, Vault.new_text())
            self._open()
            await before.close()
            await asyncio.gather(*(victim.begin() for victim in self.victims))

    def citizen(self) -> tuple[Citizen, Person]:
        """Somebody new who has the file channel."""
        who = Citizen(next(self.numbers))
        return who, Person(who.chat, self.record, self.post.send)

    async def walk(self, walk: Walk) -> None:
        """Plays it once; that somebody waited in vain is a broken promise."""
        self.under_way.append(walk.name)
        try:
            await walk.play(self)
            self.walked[walk.name] += 1
        except Silence as silence:
            self.wrong.append(f"{walk.name}: {silence}")
        finally:
            self.under_way.remove(walk.name)

    def strikes(self) -> None:
        """Something is killed under whatever is played now."""
        self.struck.update(set(self.under_way))

    @property
    def spared(self) -> bool:
        """Whether no walk is under way that was struck less often than all others."""
        least = min((self.struck[walk] for walk in self.walks), default=0)
        return all(self.struck[walk] > least for walk in self.under_way)

    async def staff(self, name: str, *communes: str, role: Role = Role.OFFICER) -> Person:
        """The member of staff of that name, hired when first asked for; the name is the chat's too."""
        if name not in self.hired:
            self.hired[name] = Person(name, self.record, self.post.send)
            await self.there(lambda tx: _hire(tx, name, role, communes))
        return self.hired[name]

    async def there(self, work: Callable[[Transaction], T]) -> T:
        """Done in the database as soon as it is there."""
        while True:
            done = await self.database.run_if_there(lambda tx: (work(tx),))
            if done is not None:
                return done[0]
            await asyncio.sleep(0.2)

    async def loa(self, *command: str, killed: bool = False, settings: Mapping[str, str] | None = None) -> str:
        """What an operator's command says, once it succeeds; `killed`: it dies in the middle of it first."""
        if killed:
            process = await self._begin(command, settings or {})
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), random.uniform(0.5, 3))
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        for _try in range(5):
            process = await self._begin(command, settings or {})
            said = (await process.communicate())[0].decode()
            if process.returncode == 0:
                return said
            await asyncio.sleep(1)
        raise Silence(f"loa {' '.join(command)} failed: {said[-500:]}")

    async def _begin(self, command: Sequence[str], settings: Mapping[str, str]) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.chaos.operator", *command),
            cwd=ROOT,
            env={**os.environ, **self.environment, **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    def over(
        self,
        what: str,
        words: Sequence[str],
        *,
        chats: Sequence[str] | None = None,
        own: str = "",
        silent: bool = False,
    ) -> None:
        """From now on nobody (of these) may be told these words; where it is `silent`, she herself nothing at all."""
        whose = None if chats is None else frozenset(chats)
        self.ended.append(Ended(what, time.time(), tuple(words), whose, own, silent))


def _hire(tx: Transaction, name: str, role: Role, communes: Sequence[str]) -> None:
    now, code = datetime.now(UTC), code_hash(name)
    invitations.invite(tx, code, name.capitalize(), role, communes, now + timedelta(days=1), now, capacity=MANY)
    assert invitations.redeem(tx, code, Address(NAME, ACCOUNT, name), now, "vi") is not None
