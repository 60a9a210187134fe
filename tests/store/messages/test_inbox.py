"""The inbox: nothing twice, in order, one at a time in a chat, blanked when done."""

from __future__ import annotations

import asyncio
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.util import await_only

from bot.domain.messages import Address, Incoming
from bot.store.engine.database import Database, Transaction
from bot.store.messages import inbox
from bot.store.messages.inbox import BUSY, Busy, Received
from bot.store.tables import inbox as rows
from tests.store.samples import (
    HOA,
    LAN,
    NOW,
    VAULT,
    after,
    says,
)


async def received(db: Database, incoming: Incoming, at: datetime = NOW) -> int:
    number = await db.run(lambda tx: inbox.receive(tx, incoming, at))
    assert number is not None
    return number


def heard(tx: Transaction, address: Address = LAN) -> str:
    row = inbox.next_of(tx, address)
    return row.incoming.text if isinstance(row, Received) else ""


async def test_what_comes_twice_is_kept_once(db: Database) -> None:
    await received(db, says(LAN, "7"))
    assert await db.run(lambda tx: inbox.receive(tx, says(LAN, "7", "again"), NOW)) is None
    await received(db, says(HOA, "7"))
    await received(db, Incoming("7", Address("telegram", "another bot", LAN.chat)))


async def test_delivered_by_eight_at_once_it_is_kept_once(db: Database) -> None:
    kept = await asyncio.gather(*(db.run(lambda tx: inbox.receive(tx, says(LAN), NOW)) for _ in range(8)))
    assert sum(number is not None for number in kept) == 1


async def test_what_was_said_comes_back_whole(db: Database) -> None:
    said = Incoming("9", LAN, "tap", token=">take:1", sender="7", message="88", group=True)
    number = await received(db, said)
    assert await db.run(lambda tx: inbox.next_of(tx, LAN)) == Received(number, said, 1, NOW)


async def test_a_chat_is_heard_in_order(db: Database) -> None:
    numbers = [await received(db, says(LAN, text, text)) for text in ("a", "b", "c")]
    await received(db, says(HOA, "x", "x"))
    for number, text in zip(numbers, "abc", strict=True):
        assert await db.run(heard) == text
        await db.run(lambda tx, number=number: inbox.done(tx, number))
    assert await db.run(lambda tx: inbox.next_of(tx, LAN)) is None
    assert await db.run(lambda tx: heard(tx, HOA)) == "x"


async def test_while_one_has_a_chat_another_is_told(shared: Database, postgresql_url: str) -> None:
    await received(shared, says(LAN))
    await received(shared, says(HOA))
    other = Database.open(postgresql_url, VAULT)

    async def ask(address: Address) -> Received | Busy | None:
        return await other.run(lambda tx: inbox.next_of(tx, address))

    def take(tx: Transaction) -> None:
        assert isinstance(inbox.next_of(tx, LAN), Received)
        assert await_only(ask(LAN)) is BUSY
        assert isinstance(await_only(ask(HOA)), Received)

    await shared.run(take)
    assert isinstance(await ask(LAN), Received)
    await other.close()


async def test_drained_by_eight_nothing_is_lost_or_done_twice(db: Database) -> None:
    for number in range(12):
        await received(db, says(LAN, str(number), str(number)))
    done: list[str] = []

    def turn(tx: Transaction) -> str:
        row = inbox.next_of(tx, LAN)
        if not isinstance(row, Received):
            return "busy" if row is BUSY else "empty"
        inbox.done(tx, row.number)
        return row.incoming.text

    async def drain() -> None:
        while (result := await db.run(turn)) != "empty":
            if result == "busy":
                await asyncio.sleep(0.002)
            else:
                done.append(result)

    await asyncio.gather(*(drain() for _ in range(8)))
    assert sorted(done, key=int) == [str(number) for number in range(12)]


async def test_tries_are_counted(db: Database) -> None:
    number = await received(db, says(LAN))
    assert await db.run(lambda tx: inbox.count_try(tx, number)) == 2
    row = await db.run(lambda tx: inbox.next_of(tx, LAN))
    assert isinstance(row, Received)
    assert row.tries == 2


async def test_done_is_blanked_and_aside_is_kept(db: Database) -> None:
    first, second = await received(db, says(LAN, "1")), await received(db, says(LAN, "2"))
    await db.run(lambda tx: inbox.done(tx, first))
    await db.run(lambda tx: inbox.set_aside(tx, second, "ValueError", NOW))
    found = await db.read(
        lambda tx: tx.connection.execute(select(rows.c.body, rows.c.reason).order_by(rows.c.number)).all()
    )
    assert found[0].body is None
    assert found[1].body is not None
    assert found[1].reason == "2026-11-23T02:00:00+00:00 ValueError"
    assert await db.run(lambda tx: inbox.next_of(tx, LAN)) is None


async def test_who_is_waiting_and_who_wrote_lately(db: Database) -> None:
    await received(db, says(HOA, "1"), NOW)
    await received(db, says(LAN, "1"), after(seconds=1))
    await received(db, says(LAN, "2"), after(seconds=9))
    assert await db.read(lambda tx: inbox.waiting_chats(tx, after(seconds=5))) == [HOA, LAN]
    assert await db.read(lambda tx: inbox.waiting_chats(tx, after(seconds=1))) == [HOA]
    assert await db.read(lambda tx: inbox.recent(tx, LAN, after(seconds=1))) == 2
    assert await db.read(lambda tx: inbox.recent(tx, LAN, after(seconds=2))) == 1
    assert await db.read(lambda tx: inbox.waiting(tx, LAN))
    assert not await db.read(lambda tx: inbox.waiting(tx, Address("telegram", "loa", "nobody")))


async def test_sweeping_leaves_what_waits(db: Database) -> None:
    old, aside = await received(db, says(LAN, "1")), await received(db, says(LAN, "2"))
    await received(db, says(LAN, "3"))
    young = await received(db, says(LAN, "4"), after(days=2))
    for number in (old, young):
        await db.run(lambda tx, number=number: inbox.done(tx, number))
    await db.run(lambda tx: inbox.set_aside(tx, aside, "x", NOW))
    assert await db.run(lambda tx: inbox.expire_inbox(tx, after(days=1))) == 2
    assert await db.run(heard) == "xin chào"


async def test_what_came_in_before_the_clock_was_set_back_is_taken_up(db: Database) -> None:
    await received(db, says(LAN), after(days=1))
    await received(db, says(HOA), after(minutes=1))
    assert await db.read(lambda tx: inbox.waiting_chats(tx, NOW)) == [LAN], "a minute may be another machine's clock"
