"""The Zalo Bot channel against an emulated platform: what it refuses, loses, repeats, and what strangers post to us."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.zalo_bot.channel import Here, ZaloBot
from bot.channels.zalo_bot.incoming import incoming, unwrapped
from bot.channels.zalo_bot.outgoing import ABILITIES
from bot.domain.errors import Trouble
from bot.domain.message_fitting import fit
from bot.domain.messages import Address, Button, Card, Incoming, Message
from bot.store.engine.database import Database
from bot.store.engine.vault import Vault
from bot.store.statistics import plan_usage as plans
from tests.channels.parcels import parcel
from tests.channels.zalo_bot.emulator import TOKEN, FakeZaloBot

ACCOUNT = TOKEN.partition(":")[0]
SECRET = "a-secret-of-ours"
CARD = Card("Mỗi tháng đóng", "264.000 đồng", (("Nhà nước hỗ trợ", "66.000 đồng"),), "Hôm nay.", "Điều 36")


class Inbox:
    """What was put on record; `away` is how often that fails first."""

    def __init__(self) -> None:
        self.kept: list[Incoming] = []
        self.away = 0

    async def receive(self, said: Incoming) -> None:
        if self.away:
            self.away -= 1
            raise TryLater("not kept")
        if said not in self.kept:
            self.kept.append(said)

    async def has(self, number: int) -> None:
        async with asyncio.timeout(10):
            while len(self.kept) < number:  # noqa: ASYNC110 - nothing tells when
                await asyncio.sleep(0.01)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    database = Database.open(database_url, Vault(bytes(range(32))), connections=4)
    yield database
    await database.close()


def here(db: Database, **more: Any) -> Here:
    return Here(db, lambda: datetime.now(UTC), more.pop("worker", "one"), floor=more.pop("floor", 0.01), **more)


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZaloBot]:
    async with FakeZaloBot() as zalo:
        yield zalo


@pytest.fixture
async def channel(zalo: FakeZaloBot, db: Database) -> AsyncIterator[ZaloBot]:
    channel = ZaloBot(zalo.token, here(db), api=zalo.url)
    yield channel
    await channel.close()


@asynccontextmanager
async def polled(channel: ZaloBot) -> AsyncIterator[Inbox]:
    inbox = Inbox()
    polling = asyncio.create_task(channel.poll(inbox.receive))
    yield inbox
    polling.cancel()
    with suppress(asyncio.CancelledError):
        await polling


async def test_what_people_send(zalo: FakeZaloBot, channel: ZaloBot) -> None:
    lan = zalo.person("Lan")
    await channel.set_up("", "")
    async with polled(channel) as inbox:
        await lan.says("Xin cha\u0300o")
        await lan.sends(
            "image", {"photo_url": "https://x/y.jpg", "caption": "sổ của tôi", "message_type": "CHAT_PHOTO"}
        )
        await lan.sends("sticker", {"sticker": "s", "url": "https://x"})
        await lan.sends("voice", {"voice_url": "https://x/y.aac"})
        await lan.sends("unsupported", {})
        await lan.sends("text", {"text": "@Bot Loa nhận 17"}, group="g1")
        await lan.sends("unsupported", {}, group="g1")
        await inbox.has(6)
    kinds = [(said.kind, said.text, said.group) for said in inbox.kept]
    assert kinds == [
        ("text", "Xin chào", False),
        ("unreadable", "sổ của tôi", False),
        *[("unreadable", "", False)] * 3,
        ("text", "nhận 17", True),
    ]
    assert inbox.kept[0].address == Address("zalo_bot", ACCOUNT, lan.id)
    assert inbox.kept[5].address.chat == "g1"
    assert inbox.kept[5].sender == lan.id


async def test_what_could_not_be_kept_is_tried_again_for_the_platform_has_forgotten_it(
    zalo: FakeZaloBot, channel: ZaloBot
) -> None:
    lan = zalo.person("Lan")
    async with polled(channel) as inbox:
        inbox.away = 1
        await lan.says("một")
        await lan.says("hai")
        await inbox.has(2)
    assert [said.text for said in inbox.kept] == ["một", "hai"]


async def test_a_queue_that_repeats_itself_is_not_asked_all_the_time(db: Database) -> None:
    async with FakeZaloBot(replays=True) as zalo:
        channel = ZaloBot(zalo.token, here(db, floor=0.2), api=zalo.url)
        lan = zalo.person("Lan")
        async with polled(channel) as inbox:
            await lan.says("một")
            await lan.says("hai")
            await inbox.has(2)
            await asyncio.sleep(0.7)
        await channel.close()
    assert len(zalo.fetches) <= 7
    assert [said.text for said in inbox.kept] == ["một", "hai"]


async def test_what_is_older_than_our_memory_is_not_news(zalo: FakeZaloBot, channel: ZaloBot) -> None:
    lan = zalo.person("Lan")
    old = datetime.now(UTC) - timedelta(days=40)
    async with polled(channel) as inbox:
        await lan.says("cũ", date=int(old.timestamp() * 1000))
        await lan.says("mới")
        await inbox.has(1)
    assert [said.text for said in inbox.kept] == ["mới"]


async def test_one_process_polls(zalo: FakeZaloBot, channel: ZaloBot, db: Database) -> None:
    other = ZaloBot(zalo.token, here(db, worker="two"), api=zalo.url)
    lan = zalo.person("Lan")
    async with polled(channel) as first:
        await lan.says("một")
        await first.has(1)
        async with polled(other) as second:
            await lan.says("hai")
            await first.has(2)
            assert second.kept == []
    async with polled(other) as second:
        await lan.says("ba")
        await second.has(1)
    await other.close()


async def test_polling_survives_what_the_platform_does(zalo: FakeZaloBot, channel: ZaloBot) -> None:
    for kind in ("error", "malformed", "quota"):
        zalo.fail("getUpdates", kind)  # type: ignore[arg-type]
    lan = zalo.person("Lan")
    channel_pauses = replace(channel._here)
    assert channel_pauses.floor < 1
    async with polled(channel) as inbox:
        await lan.says("bị nuốt mất")
        with suppress(TimeoutError):
            await asyncio.wait_for(inbox.has(1), 4)
        assert len(zalo.fetches) <= 3


async def test_what_the_platform_refuses(zalo: FakeZaloBot, channel: ZaloBot, db: Database) -> None:
    lan = zalo.person("Lan")
    assert await channel.send(parcel(lan.id, "Chào cô")) == lan.screen[-1].id
    for kind, unsure, whole in (("error", True, False), ("malformed", True, False), ("quota", False, True)):
        zalo.fail("sendMessage", kind)  # type: ignore[arg-type]
        with pytest.raises(TryLater) as later:
            await channel.send(parcel(lan.id))
        assert (later.value.unsure, later.value.whole_channel) == (unsure, whole), kind
        assert TOKEN not in repr(later.value) + repr(later.value.__cause__)
    with pytest.raises(Undeliverable):
        await channel.send(parcel("nobody"))
    today = datetime.now(UTC).date() + timedelta(days=1)
    count = await db.read(lambda tx: plans.sent(tx, "zalo_bot", ACCOUNT, today))
    assert count == 2 or today.day == 1, "what went, and what may have gone"


async def test_nobody_there(db: Database) -> None:
    channel = ZaloBot(TOKEN, here(db), api="http://127.0.0.1:9")
    with pytest.raises(TryLater) as later:
        await channel.send(parcel("1"))
    assert (later.value.unsure, later.value.whole_channel) == (False, True)
    await channel.close()


async def test_a_token_that_is_none(zalo: FakeZaloBot, db: Database) -> None:
    with pytest.raises(Trouble, match="LOA_ZALO_BOT_TOKEN"):
        ZaloBot("sesame", here(db))
    channel = ZaloBot("123:sesame", here(db), api=zalo.url)
    with pytest.raises(Trouble, match="LOA_ZALO_BOT_TOKEN"):
        await channel.set_up("", "")
    await channel.close()


async def test_a_picture_that_the_platform_cannot_fetch_is_told_in_words(zalo: FakeZaloBot, db: Database) -> None:
    channel = ZaloBot(zalo.token, here(db, public_url=zalo.url), api=zalo.url)
    lan = zalo.person("Lan")
    await channel.send(parcel(lan.id, message=Message("Cô đóng 264.000 đồng.", picture=CARD)))
    assert [shown.text for shown in lan.screen] == ["Cô đóng 264.000 đồng."]
    assert zalo.called("sendPhoto")[0]["photo"].startswith(f"{zalo.url}/picture/")
    await channel.close()


async def test_a_webhook_address_that_is_not_taken(db: Database) -> None:
    async with FakeZaloBot(public=True) as zalo:
        channel = ZaloBot(zalo.token, here(db), api=zalo.url)
        with pytest.raises(Trouble, match="LOA_PUBLIC_URL"):
            await channel.set_up("http://127.0.0.1/zalo-bot/1", SECRET)
        await channel.set_up("https://loa.example.vn/zalo-bot/1", SECRET)
        await channel.set_up("", "")
        assert zalo.webhook["url"] == ""
        await channel.close()


HOSTILE: list[object] = [
    b"{",
    b"\xff\xfe",
    b"[" * 100_000,
    b"null",
    [],
    "text",
    {"result": None},
    {"result": {"message": None}},
    {"message": {}},
    {"event_name": None, "message": {"from": {"id": "1"}, "chat": {"id": "1"}, "message_id": "1", "text": "x"}},
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_bodies_change_nothing(channel: ZaloBot, body: object) -> None:
    inbox = Inbox()
    handle = channel.webhook(SECRET, inbox.receive)
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    assert not await handle("guessed", raw)
    assert not await handle(SECRET, raw)
    assert await handle("", b""), "somebody looks whether we are there"
    assert inbox.kept == []


UNKNOWN: list[object] = [
    {"event_name": "message.text.received", "message": {"from": [], "chat": {}, "message_id": 1}},
    {"event_name": "message.text.received", "message": {"from": {"id": "1"}, "chat": {"id": ""}, "message_id": "1"}},
    {"event_name": "message.poll.received", "message": {"from": {"id": "1"}, "chat": {"id": "1"}, "message_id": "1"}},
]


@pytest.mark.parametrize("body", UNKNOWN, ids=range(len(UNKNOWN)))
async def test_updates_of_kinds_to_come_are_taken_and_left_alone(channel: ZaloBot, body: object) -> None:
    inbox = Inbox()
    assert await channel.webhook(SECRET, inbox.receive)(SECRET, json.dumps(body).encode())
    assert inbox.kept == []


async def test_no_secret_lets_nobody_in(channel: ZaloBot) -> None:
    assert not await channel.webhook("", Inbox().receive)("", b"{}")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["result", "message", "event_name", "from", "chat", "id", "message_id", "text", "date"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_whatever_the_platform_sends_is_read_or_left_alone(body: object) -> None:
    said = incoming(unwrapped(body), ACCOUNT)
    assert said is None or said.address.channel == "zalo_bot"


@given(st.text(max_size=6000), st.lists(st.text(min_size=1, max_size=60), max_size=8))
@settings(deadline=None)
def test_every_message_fits(text: str, labels: list[str]) -> None:
    buttons = tuple(Button(f"t{number}", label) for number, label in enumerate(labels))
    for piece in fit(Message(text, buttons), ABILITIES):
        assert len(piece.text) <= 2000
        assert piece.buttons == ()
