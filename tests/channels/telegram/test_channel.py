"""Telegram over HTTP: what arrives, what is sent, and what becomes of it when something goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from gettext import NullTranslations

import pytest
from aiohttp import web

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.telegram.channel import Telegram
from bot.domain.messages import Button, Card, Incoming, Media, Message
from bot.words import Language
from tests.channels.parcels import YES_NO, parcel
from tests.channels.telegram.emulator import FakeTelegram

LANGUAGES = {code: Language(code, NullTranslations()) for code in ("vi", "en")}
SECRET = "s3cret_-"


class Inbox:
    """A Receive that keeps what came in, refuses while `away`, and does not return from the `stuck_at`-th."""

    def __init__(self) -> None:
        self.kept: list[Incoming] = []
        self.away = 0
        self.stuck_at = 0
        self._news: asyncio.Queue[Incoming] = asyncio.Queue()

    async def receive(self, incoming: Incoming) -> None:
        if self.away:
            self.away -= 1
            raise TryLater("the database is away")
        self.kept.append(incoming)
        self._news.put_nowait(incoming)
        if len(self.kept) == self.stuck_at:
            await asyncio.Event().wait()

    async def next(self) -> Incoming:
        return await asyncio.wait_for(self._news.get(), 10)


@asynccontextmanager
async def polled(channel: Telegram) -> AsyncIterator[Inbox]:
    inbox = Inbox()
    task = asyncio.create_task(channel.poll(inbox.receive))
    yield inbox
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_a_talk_by_polling(telegram: FakeTelegram, channel: Telegram) -> None:
    lan = telegram.person("Lan")
    await channel.set_up("", "", LANGUAGES)
    async with polled(channel) as inbox:
        await lan.starts("q-XYZ")
        assert (await inbox.next()).text == "/start q-XYZ"
        question = await channel.send(parcel(lan.id, "Đồng ý không ạ?", *YES_NO))
        assert str(await lan.hears()) == "Đồng ý không ạ? [Có] [Không]"
        await lan.taps("Có")
        tapped = await inbox.next()
        assert (tapped.kind, tapped.token, tapped.message) == ("tap", "q7.yes", question)
        await channel.send(parcel(lan.id, "Đồng ý không ạ? – Có", kind="edit", message_id=question))
        assert str(await lan.hears()) == "Đồng ý không ạ? – Có"
        await channel.send(parcel(lan.id, "Số nào ạ?", Button("back", "Quay lại"), wants_contact=True))
        share, back = (await lan.hears()).keyboard
        await lan.taps(share, phone="84912345678")
        contact = await inbox.next()
        assert (contact.kind, contact.text, contact.own) == ("contact", "84912345678", True)
        await lan.taps(back)
        assert (await inbox.next()).text == "Quay lại"
        await lan.shares_contact("0912345679", owner=telegram.person("Hoa"))
        assert not (await inbox.next()).own
        await channel.send(parcel(lan.id, "", kind="delete", message_id=question))
        assert question not in [str(shown.id) for shown in lan.screen()]
    assert list(telegram.server.taps.values()) == [True]


async def test_the_offset_passes_an_update_only_when_it_is_kept(telegram: FakeTelegram, channel: Telegram) -> None:
    lan = telegram.person("Lan")
    for text in ("một", "hai", "ba"):
        await lan.says(text)
    async with polled(channel) as inbox:
        inbox.stuck_at = 3
        assert [(await inbox.next()).text for _ in range(3)] == ["một", "hai", "ba"]
    assert telegram.waiting == 3, "not acknowledged before the next call"
    async with polled(channel) as again:
        again.away, again.stuck_at = 1, 4
        assert [(await again.next()).id for _ in range(3)] == [kept.id for kept in inbox.kept]
        await lan.says("bốn")
        await again.next()
    offsets = [int(fields["offset"]) for fields in telegram.called("getUpdates")]
    assert offsets[:3] == [0, 0, 0], "an update that was refused is asked for again"
    assert telegram.waiting == 1


async def test_polling_survives_what_telegram_does(telegram: FakeTelegram, channel: Telegram) -> None:
    telegram.fail("getUpdates", 429, retry_after=1)
    telegram.fail("getUpdates", 502)
    async with polled(channel) as inbox:
        await telegram.person("Lan").says("còn đó không")
        assert (await inbox.next()).text == "còn đó không"


async def test_two_pollers_do_not_stop_each_other(telegram: FakeTelegram, channel: Telegram) -> None:
    other = Telegram(telegram.token, api=telegram.url)
    lan = telegram.person("Lan")
    async with polled(channel) as first:
        await lan.says("một")
        await first.next()
        async with polled(other) as second:
            await asyncio.sleep(0.2)
            assert len(telegram.called("getUpdates")) > 2
        await lan.says("hai")
        await first.next()
    assert second.kept == []
    await other.close()


async def test_a_group_a_forum_and_being_thrown_out(telegram: FakeTelegram, channel: Telegram) -> None:
    minh, team = telegram.person("Minh"), telegram.group("Xã Hòa Bình", forum=True)
    await channel.set_up("", "", LANGUAGES)
    async with polled(channel) as inbox:
        await team.adds_bot(by=minh)
        await minh.says("ai trực hôm nay?", to=team)
        await minh.says("/viec@LoaBot", to=team, is_topic_message=True, message_thread_id=3)
        assert (await inbox.next()).kind == "unblocked"
        work = await inbox.next()
        assert (work.text, work.group, work.sender) == ("/viec", True, str(minh.id))
        await channel.send(parcel(work.address.chat, "Yêu cầu 17", *YES_NO))
        shown = await team.hears()
        assert shown.topic == 3
        await minh.taps("Có", to=team)
        assert (await inbox.next()).address == work.address
        await minh.replies("đã gọi", shown, to=team)
        assert (await inbox.next()).text == "đã gọi"
        await team.removes_bot(by=minh)
        assert (await inbox.next()).kind == "blocked"
    with pytest.raises(Undeliverable) as refused:
        await channel.send(parcel(team.id))
    assert refused.value.closed


async def test_a_webhook_call_that_failed_comes_again(telegram: FakeTelegram, channel: Telegram) -> None:
    inbox, lan = Inbox(), telegram.person("Lan")

    handle = channel.webhook(SECRET, inbox.receive)

    async def hook(request: web.Request) -> web.Response:
        try:
            known = await handle(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), await request.read())
        except TryLater:
            return web.Response(status=503)
        return web.Response(status=200 if known else 403)

    async with served(hook) as url:
        await channel.set_up(url, SECRET, LANGUAGES)
        await lan.starts("q-XYZ")
        inbox.away = 1
        await lan.says("0912 345 678")
        assert (len(inbox.kept), telegram.waiting) == (1, 1)
        assert await telegram.deliver() == 1
        assert [kept.text for kept in inbox.kept] == ["/start q-XYZ", "0912 345 678"]
        await channel.send(parcel(lan.id, "Đúng không ạ?", *YES_NO))
        await lan.taps("Có")
        assert inbox.kept[-1].token == "q7.yes"
        await asyncio.sleep(0.2)
        assert list(telegram.server.taps.values()) == [True]
    assert not await handle("guessed", b"{}")
    assert await handle(SECRET, b"{")


@asynccontextmanager
async def served(hook: object) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/telegram", hook)  # type: ignore[arg-type]
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    await runner.cleanup()


CARD = Card("Mỗi tháng đóng", "264.000 đồng", (("Nhà nước hỗ trợ", "66.000 đồng"),), "Hôm nay.", "Điều 36")


async def test_a_picture_goes_out_with_its_text_and_buttons(telegram: FakeTelegram, channel: Telegram) -> None:
    lan = telegram.person("Lan")
    message = Message("Cô đóng 264.000 đồng.", YES_NO, picture=CARD)
    assert await channel.send(parcel(lan.id, message=message))
    (call,) = telegram.called("sendPhoto")
    assert call["caption"] == "Cô đóng 264.000 đồng."
    assert "inline_keyboard" in call["reply_markup"]


async def test_a_photo_of_somebodys_that_cannot_be_carried(telegram: FakeTelegram, channel: Telegram) -> None:
    """It is gone where it came from, or Telegram will not have it: whoever posted it is to send the words alone."""
    lan = telegram.person("Lan")
    here = parcel(lan.id, "Cán bộ Minh:", media=Media("photo", "telegram", channel.account, "no such file"))
    elsewhere = parcel(lan.id, "Cán bộ Minh:", media=Media("photo", "zalo_oa", "1", "https://a.zdn.vn/a.jpg"))
    for one in (here, elsewhere):
        with pytest.raises(Undeliverable) as refused:
            await channel.send(one)
        assert (refused.value.file, refused.value.closed) == (True, False)


async def test_where_telegram_refuses_the_picture_the_text_goes(telegram: FakeTelegram, channel: Telegram) -> None:
    lan = telegram.person("Lan")
    telegram.fail("sendPhoto", 400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    await channel.send(parcel(lan.id, message=Message("Cô đóng 264.000 đồng.", picture=CARD)))
    assert str(await lan.hears()) == "Cô đóng 264.000 đồng."
