"""The web chat's lines: once per id, in order, changed in place, gone when told so."""

from __future__ import annotations

from datetime import datetime

from bot.domain.messages import Button, Message
from bot.store.engine.database import Database
from bot.store.messages import chat_lines as chatlines
from bot.store.messages.chat_lines import ChatLine
from tests.store.samples import NOW, after


async def add(db: Database, id: str, chat: str = "c", at: datetime = NOW, mine: bool = False) -> int:
    return await db.run(lambda tx: chatlines.add(tx, chat, Message(id), at, mine=mine, message_id=id))


async def shown(db: Database, chat: str = "c") -> list[str]:
    return [line.message.text for line in await db.read(lambda tx: chatlines.last(tx, chat, 10))]


async def test_a_line_is_written_once(db: Database) -> None:
    number = await add(db, "a", mine=True)
    assert await add(db, "a") == number
    assert await add(db, "a", chat="other") != number
    assert await db.read(lambda tx: chatlines.last(tx, "c", 9)) == [ChatLine(number, True, Message("a"), NOW, "a")]


async def test_lines_come_in_order(db: Database) -> None:
    first, second, third = [await add(db, id) for id in ("a", "b", "c")]
    assert [line.number for line in await db.read(lambda tx: chatlines.last(tx, "c", 2))] == [second, third]
    assert [line.number for line in await db.read(lambda tx: chatlines.after(tx, "c", first))] == [second, third]


async def test_a_line_is_changed_in_place_or_taken_away(db: Database) -> None:
    await add(db, "a")
    await add(db, "b")
    message = Message("mới", (Button("y", "Có"),))
    assert await db.run(lambda tx: chatlines.edit(tx, "c", "a", message))
    assert not await db.run(lambda tx: chatlines.edit(tx, "c", "z", message))
    assert await shown(db) == ["mới", "b"]
    assert await db.run(lambda tx: chatlines.delete(tx, "c", "a"))
    assert not await db.run(lambda tx: chatlines.delete(tx, "c", "a"))
    assert await shown(db) == ["b"]


async def test_forgotten_and_swept(db: Database) -> None:
    await add(db, "a")
    await add(db, "later", at=after(days=2))
    await add(db, "x", chat="other")
    assert await db.run(lambda tx: chatlines.forget_said(tx, "c", after(days=1))) == 1
    assert (await shown(db), await shown(db, "other")) == (["later"], ["x"])
    assert await db.run(lambda tx: chatlines.expire_chat_lines(tx, after(days=1))) == 1
    assert (await shown(db), await shown(db, "other")) == (["later"], [])
