"""Runs victims, kills them at random while people talk, lets them finish, and judges what is left."""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, or_, select

from bot.domain.calendar import VIET_NAM
from bot.domain.outreach.facts import Step
from bot.runtime.attempts import AGAIN
from bot.store.engine.database import Transaction
from bot.store.messages import outbox as parcels
from bot.store.statistics import facts
from bot.store.tables import inbox, lead, parcel
from tests.chaos.judge import Case, Posted, judge
from tests.chaos.people import Post
from tests.chaos.record import Record
from tests.chaos.scene import Scene
from tests.chaos.victim import NAME, NEVER_QUIET
from tests.chaos.victims import ROOT, Victim, free_port
from tests.chaos.walks import WALKS, Walk
from tests.chaos.zalo import zalo

DONE_WITHIN = 600
MOST_BETWEEN, IDLE = 60, 8
"""Between two kills at most so many messages go out, and at most so many seconds pass."""
SOON = timedelta(seconds=5)
"""So long after it was posted the last parcel is due."""


@dataclass(frozen=True)
class Verdict:
    """What a run came to.

    walked   how often each walk was played to its end; struck: how many kills befell it
    wrong    a sentence for every promise that was broken
    """

    kills: int
    walked: Counter[str]
    struck: Counter[str]
    parcels: int
    copies: int
    redelivered: int
    seconds: float
    wrong: tuple[str, ...]


@dataclass
class Chaos:
    """A run: `roles` says what each process does; `crash_database` restarts a server under all of them."""

    url: str
    folder: Path
    roles: tuple[str, ...] = ("both",)
    crash_database: Callable[[], None] | None = None
    only: Sequence[str] = ()
    kills: int = 0

    async def run(self, kills: int) -> Verdict:
        began = time.monotonic()
        (self.folder / "clock").write_text("0")
        victims = [Victim(f"{does}{number}", does, self.folder, free_port()) for number, does in enumerate(self.roles)]
        receiving = [victim for victim in victims if victim.does != "deliver"]
        record, post = Record(self.folder / "record.jsonl"), Post([victim.socket for victim in receiving])
        async with zalo(record, [victim.url for victim in receiving]) as platforms:
            scene = Scene(self.url, self.folder, victims, record, post, platforms)
            content = shutil.copytree(ROOT / "content", self.folder / "content")
            _always_open(content)
            scene.environment |= platforms.environment(receiving[0].url) | {"LOA_CONTENT": str(content)}
            if any(walk.awake for walk in self._walks_on(scene)):
                scene.environment[NEVER_QUIET] = "1"
            await platforms.consent(scene.database)
            try:
                await asyncio.gather(*(victim.again() for victim in victims))
                await self._while_hurt(scene, kills)
                over = await _finished(scene)
            finally:
                await asyncio.gather(*(victim.kill(signal.SIGTERM) for victim in victims))
            case = await scene.there(lambda tx: _case(tx, scene, over))
            await scene.close()
        wrong = (*scene.wrong, *judge(case))
        copies = sum(one.text.startswith(AGAIN) for one in case.taken)
        seconds = time.monotonic() - began
        return Verdict(
            self.kills, scene.walked, scene.struck, len(case.posted), copies, post.redelivered, seconds, wrong
        )

    def _walks_on(self, scene: Scene) -> list[Walk]:
        named = self.only or [walk.name for walk in WALKS if not walk.awake]
        return [walk for walk in WALKS if walk.on(scene) and walk.name in named]

    async def _while_hurt(self, scene: Scene, kills: int) -> None:
        """Every walk is played again and again until the last kill, and then to its end."""
        over = asyncio.Event()
        walks = self._walks_on(scene)
        scene.walks = [walk.name for walk in walks]
        async with asyncio.TaskGroup() as people:
            for walk in walks:
                for _ in range(walk.at_once):
                    people.create_task(self._walks(scene, walk, over))
            for _ in range(kills):
                await self._hurt(scene, random.choice(scene.victims))
            over.set()

    async def _walks(self, scene: Scene, walk: Walk, over: asyncio.Event) -> None:
        await asyncio.sleep(random.uniform(0, walk.rest / 3))  # not all that is heavy at the very beginning
        await scene.walk(walk)
        while not over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), random.uniform(0.2, 1) * walk.rest)
                return
            await scene.walk(walk)

    async def _hurt(self, scene: Scene, victim: Victim) -> None:
        """Kills one at a random moment of its work, now and then while it starts, and brings it back."""
        await _works(scene)
        self.kills += 1
        scene.strikes()
        if self.crash_database is not None and random.random() < 0.2:
            await asyncio.to_thread(self.crash_database)
            return
        await victim.again(twice=random.random() < 0.1)


async def _works(scene: Scene) -> None:
    """Until some more messages have gone out, and a walk is under way that has been spared so far."""
    scene.record.look()
    enough = len(scene.record.taken) + random.randrange(MOST_BETWEEN)
    with suppress(TimeoutError):  # nobody may have anything to say
        async with asyncio.timeout(IDLE):
            while len(scene.record.taken) < enough or scene.spared:
                await asyncio.sleep(0.02)
                scene.record.look()
    await asyncio.sleep(random.uniform(0, 0.2))


async def _finished(scene: Scene) -> datetime:
    """Waits, not for ever, until no message and no parcel that is due is left; the server may be away meanwhile.

    Returns the time by which all had to be.
    """
    waiting = select(func.count()).select_from(inbox).where(inbox.c.state == "waiting")

    def left(tx: Transaction) -> int:
        return int(tx.connection.execute(waiting).scalar_one()) + parcels.due(tx, datetime.now(UTC) + SOON)

    with suppress(TimeoutError):  # the judge tells what is left
        async with asyncio.timeout(DONE_WITHIN):
            while await scene.database.run_if_there(left) != 0:  # noqa: ASYNC110 - other processes do the work
                await asyncio.sleep(0.2)
    return datetime.now(UTC)


def _case(tx: Transaction, scene: Scene, over: datetime) -> Case:
    """What the judge is to look at."""
    p = parcel.c
    columns = (p.key, p.chat, p.state, p.due, p.doubts, p.kind, p.channel != NAME, p.message_id, p.fence > 0)
    ended = or_(p.due <= over, p.state != "waiting")
    posted = [Posted(*row) for row in tx.connection.execute(select(*columns).where(ended).order_by(p.number))]
    scene.record.look()
    states = Counter(tx.connection.execute(select(inbox.c.state)).scalars())
    counted = {what: count(tx) for what, count in scene.counted.items()}
    asked = tx.connection.scalar(select(func.count(lead.c.number)))
    ledger = facts.sums(tx, ("step",), steps=[Step.REQUEST])
    counted[f"the ledger has {ledger} of {asked} requests"] = int(sum(ledger.values()) == asked)
    return Case(scene.record.taken, posted, scene.ended, states, counted)


def _always_open(content: Path) -> None:
    """Officers work whenever this runs, and each request is told by a card of its own, so that they can be counted."""
    home = content / "offices" / "home.yaml"
    days = ", ".join((datetime.now(VIET_NAM) + timedelta(days=n)).date().isoformat() for n in range(3))
    text = re.sub(r"  hours: \[.*\]", '  hours: ["00:00-23:59"]', home.read_text(encoding="utf-8"))
    text = text.replace("opened: []", f"opened: [{days}]").replace("gather: {after: 3,", "gather: {after: 9999,")
    assert "9999" in text
    assert days in text
    home.write_text(text, encoding="utf-8")
