"""Many at once: chats, deliveries and officers compete, each with real concurrency, and exactly one of them wins.

On PostgreSQL every Reception is one of several processes with a Database of its own; SQLite has one process.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from itertools import count

import pytest
from sqlalchemy import func, select

from bot.domain.messages import Address, Incoming
from bot.domain.people import Role
from bot.runtime.content import Knowing
from bot.runtime.reception import Reception
from bot.services.context import Runtime
from bot.store.engine.database import Database, Transaction
from bot.store.tables import inbox, lead, lead_step
from bot.words import languages
from tests.sealed import texts
from tests.stories.conftest import MY_LONG, ROOT, hire
from tests.story import MONDAY, PaperChannel

MANY = 8


@dataclass
class Town:
    """Several processes that serve the same chats."""

    receptions: list[Reception]
    databases: list[Database]
    numbers: count[int]

    @property
    def db(self) -> Database:
        return self.databases[0]

    async def at_once(self, *incoming: Incoming) -> None:
        """Everything comes in at the same time, in turn at one process and the next, and is dealt with."""
        await asyncio.gather(
            *(self.receptions[n % len(self.receptions)].receive(said) for n, said in enumerate(incoming))
        )
        await self.settle()

    async def settle(self) -> None:
        await asyncio.gather(*(reception.finish() for reception in self.receptions))

    async def says(self, chat: str, *texts: str) -> None:
        for text in texts:
            await self.at_once(self.text(chat, text))

    def text(self, chat: str, text: str) -> Incoming:
        return Incoming(f"m{next(self.numbers)}", Address("paper", "", chat), "text", text, sender=chat)

    def tap(self, chat: str, token: str) -> Incoming:
        return Incoming(f"m{next(self.numbers)}", Address("paper", "", chat), "tap", token=token, sender=chat)

    async def told(self, chat: str) -> list[str]:
        """All that was posted to that chat and not withdrawn since, in order."""
        return await self.db.read(lambda tx: texts(tx, chat))

    async def counted(self) -> tuple[int, Counter[str]]:
        """How many requests there are, and the steps of all of them."""
        return await self.db.read(requests)


def requests(tx: Transaction) -> tuple[int, Counter[str]]:
    steps = Counter(tx.connection.execute(select(lead_step.c.what)).scalars())
    return tx.connection.execute(select(func.count()).select_from(lead)).scalar_one(), steps


@pytest.fixture
async def town(database_url: str, knowing: Knowing, open_database: Callable[[str], Database]) -> AsyncIterator[Town]:
    runtime = Runtime(
        knowledge=lambda: knowing.knowledge,
        languages=languages(ROOT / "locales"),
        abilities={"paper": PaperChannel.abilities},
        clock=lambda: MONDAY,
    )
    processes = 4 if database_url.startswith("postgresql") else 1
    databases = [open_database(database_url) for _ in range(processes)]
    yield Town([Reception(db, runtime, lambda: None) for db in databases], databases, count(1))
    for db in databases:
        await db.close()


FORM = ("0", "có", "Lan", "0912 345 678", "xã Mỹ Long")


async def test_eight_chats_with_one_phone_have_a_request_each_and_are_taken_together(town: Town) -> None:
    names = ("minh", "phuc")
    for name in names:
        await town.db.run(lambda tx, name=name: hire(tx, Address("paper", "", name), name, Role.OFFICER, [MY_LONG]))
    chats = [f"lan{number}" for number in range(MANY)]
    await asyncio.gather(*(town.says(chat, *FORM) for chat in chats))
    await town.at_once(*(town.text(chat, "có") for chat in chats))
    made, steps = await town.counted()
    assert (made, steps["asked"]) == (MANY, MANY)
    thanks = [(await town.told(chat))[-1] for chat in chats]
    assert len(set(thanks)) == MANY, "each has a number of her own"
    assert len({re.sub(r"số \d\b", "số #", said) for said in thanks}) == 1, "in the same words"
    await town.at_once(*(town.tap(name, f">take:{number}") for number in range(1, MANY + 1) for name in names))
    assert (await town.counted())[1]["taken"] == MANY, "each is taken once"
    holders = await town.db.read(lambda tx: tx.connection.execute(select(lead.c.taken_by).distinct()).all())
    assert len(holders) == 1, "and one of the two calls for all of them"


async def test_eight_chats_meet_for_the_first_time(town: Town) -> None:
    chats = [f"lan{number}" for number in range(MANY)]
    await town.at_once(*(town.text(chat, "menu") for chat in chats))
    assert [len(await town.told(chat)) for chat in chats] == [1] * MANY


async def test_eight_deliveries_of_one_message_are_one_turn(town: Town) -> None:
    await town.says("lan", *FORM)
    before = len(await town.told("lan"))
    await town.at_once(*[town.text("lan", "có")] * MANY)
    assert await town.counted() == (1, {"asked": 1})
    assert len(await town.told("lan")) == before + 1


async def test_eight_taps_on_one_button_are_one_request(town: Town) -> None:
    await town.says("lan", *FORM)
    before = len(await town.told("lan"))
    await town.at_once(*(town.text("lan", "có") for _ in range(MANY)))
    await town.at_once(town.text("lan", "menu"))
    assert await town.counted() == (1, {"asked": 1})
    assert len(await town.told("lan")) == before + MANY + 1, "every message had its turn"


@pytest.mark.parametrize("officers", [2, MANY])
async def test_whoever_taps_first_has_it(town: Town, officers: int) -> None:
    names = [f"officer{number}" for number in range(officers)]
    for name in names:
        await town.db.run(lambda tx, name=name: hire(tx, Address("paper", "", name), name, Role.OFFICER, [MY_LONG]))
    await town.says("lan", *FORM, "có")
    await town.at_once(*(town.tap(name, ">take:1") for name in names))
    made, steps = await town.counted()
    assert (made, steps["taken"]) == (1, 1)
    said = {name: await town.told(name) for name in names}
    winners = [name for name in names if any(text.startswith("Yêu cầu này là của mình rồi.") for text in said[name])]
    assert len(winners) == 1
    for name in set(names) - set(winners):
        assert f"Yêu cầu số 1: {winners[0]} đã nhận." in said[name]
    assert sum("có tin vui" in text for text in await town.told("lan")) == 1


async def test_one_withdraws_while_another_takes(town: Town) -> None:
    await town.db.run(lambda tx: hire(tx, Address("paper", "", "minh"), "Minh", Role.OFFICER, [MY_LONG]))
    await town.says("lan", *FORM, "có", "xóa")
    await town.at_once(town.text("lan", "có"), town.tap("minh", ">take:1"))
    heard = await town.told("minh")
    assert heard[-1] in {"Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.", "Yêu cầu số 1 đã xong."}
    assert await town.db.read(lambda tx: tx.connection.execute(select(lead.c.open, lead.c.phone)).all()) == [
        (False, None)
    ]


async def test_nothing_is_left_in_the_inbox(town: Town) -> None:
    said = [town.text(f"chat{number % 5}", "menu") for number in range(40)]
    await town.at_once(*said)
    states = await town.db.read(lambda tx: tx.connection.execute(select(inbox.c.state)).scalars().all())
    assert list(states) == ["done"] * 40
