"""A group that became a supergroup: its new name is kept, and nobody is told twice there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.incoming import incoming
from bot.domain.messages import Address, Incoming, Message
from bot.runtime.delivery import Delivery
from bot.store.engine.database import Database
from bot.store.messages import outbox as parcels
from bot.store.people import visitors
from bot.store.staff import groups
from tests.channels.people import Group
from tests.channels.telegram.emulator import FakeTelegram
from tests.runtime.paper import START, FastClock, open_database, until, working

UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    db = open_database(database_url)
    yield db
    await db.close()


def at(group: Group) -> Address:
    return Address("telegram", "7", str(group.id))


async def opened(db: Database, *there: Group) -> None:
    for group in there:
        await db.run(lambda tx, group=group: visitors.settle_in(tx, at(group), START, "vi"))
        await db.run(lambda tx, group=group: groups.add_group(tx, at(group), ["29419"]))


async def post(db: Database, group: Group, *texts: str, now: datetime = START) -> None:
    for text in texts:
        await db.run(lambda tx, text=text: parcels.post(tx, text, at(group), Message(text), now, group=True))


def upgraded(telegram: FakeTelegram, old: Group, new: Group, times: int = 1) -> None:
    for _time in range(times):
        telegram.fail("sendMessage", 400, UPGRADED, chat=old, migrate_to_chat_id=new.id)


@pytest.mark.parametrize("opened_again", [False, True])
async def test_what_waits_for_the_old_name_goes_to_the_new_one_once(
    db: Database, telegram: FakeTelegram, channel: Telegram, opened_again: bool
) -> None:
    old, new = telegram.group("Xã"), telegram.group("Xã")
    await opened(db, old, *([new] if opened_again else []))
    await post(db, old, "một", "hai")
    upgraded(telegram, old, new)
    clock = FastClock()
    delivery = Delivery(
        db, {("telegram", "7"): channel}, clock.now, "one", sleep=clock.sleep, elapsed=clock.elapsed, jitter=lambda: 0.0
    )
    async with working(delivery):
        await until(lambda: len(new.screen()) == 2)
    assert [shown.text for shown in new.screen()] == ["một", "hai"]
    assert old.screen() == []
    assert await db.read(lambda tx: groups.groups_of(tx, "29419")) == [at(new)]


async def test_telegram_tells_of_it_before_anything_is_sent(telegram: FakeTelegram) -> None:
    old = Address("telegram", "7", "-5")
    told = {
        "message_id": 3,
        "date": 1,
        "chat": {"id": -5, "type": "group", "title": "Xã"},
        "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
        "migrate_to_chat_id": -1001005,
    }
    assert incoming({"update_id": 4, "message": told}, "7") == Incoming("4", old, "moved", "-1001005", group=True)


async def test_the_old_name_is_forgotten_where_the_new_one_is_known(db: Database, telegram: FakeTelegram) -> None:
    old, new = telegram.group("Xã"), telegram.group("Xã")
    await opened(db, old, new)
    for _twice in range(2):
        await db.run(lambda tx: groups.move_group(tx, at(old), at(new)))
        assert await db.read(lambda tx: groups.groups_of(tx, "29419")) == [at(new)]


async def test_an_anonymous_administrator_is_heard_where_they_mean_us(telegram: FakeTelegram) -> None:
    chat = {"id": -1001005, "type": "supergroup", "title": "Xã"}
    about = {"message_id": 3, "date": 1, "chat": chat, "sender_chat": chat}
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    said = incoming({"update_id": 4, "message": about | {"from": hidden, "text": "/nhom"}}, "7")
    assert said is not None
    assert (said.anonymous, said.sender, said.text) == (True, "", "/nhom")
    assert incoming({"update_id": 4, "message": about | {"from": hidden, "text": "chào cả nhà"}}, "7") is None
    channel = about | {"from": hidden, "text": "/nhom", "sender_chat": {"id": -1009, "type": "channel"}}
    assert incoming({"update_id": 4, "message": channel}, "7") is None, "what a channel posts is nobody's word"
