"""The key is changed while Loa works: every row opens at every moment, and in the end with the new key alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from bot.domain.errors import Trouble
from bot.domain.phone import PhoneNumber
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.leads import queries as leads
from bot.store.messages import inbox
from bot.store.people import visitors
from bot.store.personal_data import SEALED
from bot.store.tables import address, lead
from bot.store.upkeep.key_check import check_key
from bot.store.upkeep.key_rotation import Rotated, left, rotate
from tests.sealed import opened as opened_in
from tests.store.everything import live
from tests.store.samples import (
    HOA,
    LAN,
    NOW,
    OTHER_PHONE,
    PHONE,
    asks,
    comes,
    says,
)

OLD, NEW = bytes(range(32)), bytes(reversed(range(32)))
VICTIM = """
import asyncio, sys
from bot.store.engine.database import Database
from bot.store.upkeep.key_rotation import rotate
from bot.store.engine.vault import Vault
keys = [bytes.fromhex(key) for key in sys.argv[2:]]
asyncio.run(rotate(Database.open(sys.argv[1], Vault(*keys)), size=1))
"""
Open = Callable[..., Database]


@pytest.fixture
async def opened(database_url: str) -> AsyncIterator[Open]:
    """Opens the same database with keys: the first seals."""
    those: list[Database] = []

    def open_with(*keys: bytes) -> Database:
        those.append(Database.open(database_url, Vault(*keys), connections=4))
        return those[-1]

    yield open_with
    for database in those:
        await database.close()


def texts(tx: Transaction) -> list[list[str]]:
    """All that is sealed, opened."""
    return [
        sorted(
            opened_in(tx, one.column, row)
            for row in tx.connection.execute(select(one.column.table).where(one.column.is_not(None)))
        )
        for one in SEALED
    ]


def many(tx: Transaction) -> None:
    live(tx)
    for number in range(60):
        asks(tx, replace(LAN, chat=f"c{number}"), f"Người {number}", PhoneNumber(f"+8490000{number:04}"))


async def test_everything_is_sealed_anew_once(opened: Open) -> None:
    before = opened(OLD)
    await before.run(many)
    said = await before.read(texts)
    both = opened(NEW, OLD)
    await both.read(check_key)
    assert await both.read(texts) == said
    waiting = await both.read(left)
    assert waiting > 60
    assert await rotate(both, size=7) == Rotated(waiting, 0)
    assert await both.read(left) == 0
    assert (await rotate(both)).done == 0
    after = opened(NEW)
    await after.read(check_key)
    assert await after.read(texts) == said
    (found,) = await after.read(lambda tx: leads.open_by_phone(tx, PHONE))
    assert found.name == "Nguyễn Thị Lan"
    with pytest.raises(Trouble):
        await before.read(check_key)


async def test_without_the_old_key_nobody_starts_before_all_is_done(opened: Open) -> None:
    await opened(OLD).run(many)
    await opened(NEW, OLD).run(lambda tx: asks(tx, HOA, "Hoa", OTHER_PHONE))
    with pytest.raises(Trouble):
        await opened(NEW).read(check_key)


async def test_a_phone_is_found_under_either_key(opened: Open) -> None:
    await opened(OLD).run(asks)
    both = opened(NEW, OLD)
    for _ in range(2):
        (found,) = await both.read(lambda tx: leads.open_by_phone(tx, PHONE))
        assert await both.read(lambda tx: leads.recent_by_phone(tx, PHONE, NOW)) == [found]
        await rotate(both)


async def test_two_open_requests_for_a_phone_are_one_call_under_either_key(opened: Open) -> None:
    """One came in before the change of keys, and one after it."""
    await opened(OLD).run(asks)
    both = opened(NEW, OLD)
    hoa = await both.run(lambda tx: asks(tx, HOA, "Hoa"))
    assert len(await both.read(lambda tx: leads.same_phone(tx, hoa))) == 1
    await rotate(both)
    assert await both.read(left) == 0
    assert len(await opened(NEW).read(lambda tx: leads.waiting(tx, frozenset()))) == 2


async def test_a_row_that_does_not_open_is_left_and_told(opened: Open) -> None:
    await opened(OLD).run(many)
    both = opened(NEW, OLD)
    spoiled = update(lead).where(lead.c.number == 3).values(name=b"\x02spoiled by somebody")
    await both.run(lambda tx: tx.connection.execute(spoiled))
    assert (await rotate(both, size=2)).unread == 1
    assert await both.read(left) == 1


async def test_killed_in_the_middle_while_people_write(opened: Open, database_url: str) -> None:
    await opened(OLD).run(many)
    both = opened(NEW, OLD)
    waiting, stop = await both.read(left), asyncio.Event()

    async def talk() -> int:
        turns = 0
        while not stop.is_set():
            chat, text = replace(LAN, chat=f"c{turns % 60}"), f"nói {turns}"
            await both.run(lambda tx, chat=chat, text=text: turn(tx, chat, text))
            turns += 1
            await asyncio.sleep(0.001)
        return turns

    def turn(tx: Transaction, chat: object, text: str) -> None:
        visitor = visitors.visit(tx, says(chat, text), NOW, "vi")  # type: ignore[arg-type]
        visitors.remember(tx, visitor.address_id, text, NOW)
        mine = leads.of_citizen(tx, visitor.citizen.id)[0]
        leads.correct(tx, mine.number, f"{mine.name}!", mine.phone)

    talking = asyncio.create_task(talk())
    victim = await asyncio.create_subprocess_exec(sys.executable, "-c", VICTIM, database_url, NEW.hex(), OLD.hex())
    while await both.read(left) > waiting - 20:
        assert victim.returncode is None
        await asyncio.sleep(0.002)
    os.kill(victim.pid, signal.SIGKILL)
    await victim.wait()
    assert 0 < await both.read(left) < waiting
    await rotate(both, size=3)
    stop.set()
    turns = await talking
    assert await both.read(left) == 0
    alone = opened(NEW)
    people = await alone.read(lambda tx: leads.waiting(tx, frozenset()))
    assert sum(one.name.count("!") for one in people) == turns, "no word was lost"
    for one in people:
        assert await alone.read(lambda tx, phone=one.phone: leads.open_by_phone(tx, phone)) == [one]


async def test_what_does_not_open_is_set_aside_and_the_chat_goes_on(opened: Open) -> None:
    await opened(NEW).run(lambda tx: inbox.receive(tx, says(LAN, "1"), NOW))
    here = opened(OLD)
    await here.run(lambda tx: inbox.receive(tx, says(LAN, "2"), NOW))
    received = await here.run(lambda tx: inbox.next_of(tx, LAN))
    assert isinstance(received, inbox.Received)
    assert received.unread
    await here.run(lambda tx: inbox.set_aside(tx, received.number, "unread", NOW))
    following = await here.run(lambda tx: inbox.next_of(tx, LAN))
    assert isinstance(following, inbox.Received)
    assert following.incoming == says(LAN, "2")


async def test_a_conversation_that_does_not_open_begins_anew(opened: Open) -> None:
    here = opened(OLD)
    visitor = await here.run(comes)
    await here.run(lambda tx: visitors.remember(tx, visitor.address_id, "hello", NOW))
    await here.run(lambda tx: tx.connection.execute(update(address).values(conversation=b"\x02spoiled")))
    assert (await here.run(comes)).conversation == ""
