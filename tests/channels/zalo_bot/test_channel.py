"""The Zalo Bot channel against an emulated platform: what it refuses, loses and repeats."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.zalo_bot.channel import ZaloBot
from bot.domain.errors import Trouble
from bot.domain.messages import Address, Card, Message
from bot.store.engine.database import Database
from bot.store.statistics import plan_usage as plans
from tests.channels.parcels import parcel
from tests.channels.zalo_bot.conftest import SECRET, Inbox, here
from tests.channels.zalo_bot.emulator import TOKEN, FakeZaloBot

ACCOUNT = TOKEN.partition(":")[0]
CARD = Card("Mỗi tháng đóng", "264.000 đồng", (("Nhà nước hỗ trợ", "66.000 đồng"),), "Hôm nay.", "Điều 36")


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
    for kind, unsure, whole in (
        *(("error", True, False), ("malformed", True, False), ("quota", False, True)),
        *(("gateway", False, True), ("wall", False, True)),
    ):
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
