"""No platform, whatever it answers, ends Loa or another channel: it is restarted, set aside, and told elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from unittest import mock

import pytest
from prometheus_client import REGISTRY
from pydantic import SecretStr
from sqlalchemy import select

from bot.assembly import app as assembly
from bot.assembly.app import Loa, now, running
from bot.channels import interface
from bot.channels.telegram import polling
from bot.domain.messages import Address, Incoming
from bot.domain.people import Role
from bot.runtime import content_versions, supervisor
from bot.store.messages import chat_lines, inbox
from bot.store.tables import inbox as rows
from tests.channels.people import Person
from tests.channels.telegram.emulator import FakeTelegram
from tests.content import knowing
from tests.stories.conftest import hire
from tests.stories.test_over_telegram import settings

ADMIN = Address("webchat", "web", "hoa")


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", timedelta(milliseconds=10))
    monkeypatch.setattr(supervisor, "LONGEST_PAUSE", timedelta(milliseconds=50))
    monkeypatch.setattr(interface, "FIRST_PAUSE", timedelta(milliseconds=10))
    monkeypatch.setattr(assembly, "WATCHED", timedelta(milliseconds=50))


@asynccontextmanager
async def loa(database: str, telegram: FakeTelegram, token: str = "") -> AsyncIterator[Loa]:
    """All of Loa; Hoa, who is its admin, reads on the web."""
    ours = settings(database, telegram)
    if token:
        ours = ours.model_copy(update={"telegram_token": SecretStr(token)})
    with mock.patch.object(content_versions, "Knowing", knowing):
        async with running(ours) as here:
            await here.db.run(lambda tx: hire(tx, ADMIN, "Hoa", Role.ADMIN, []))
            yield here


async def hoa_reads(here: Loa, *parts: str) -> str:
    """What the admin is told that says all of these."""
    async with asyncio.timeout(10):
        while True:
            lines = await here.db.read(lambda tx: chat_lines.last(tx, ADMIN.chat, 50))
            for line in lines:
                if all(part in line.message.text for part in parts):
                    return line.message.text
            await asyncio.sleep(0.02)


async def answered(who: Person) -> bool:
    await who.starts()
    while "trợ lý tự động" not in str(await who.hears()):
        pass
    return True


MALFORMED = {
    "a voice that is a word": {"voice": "x"},
    "a document that is a list": {"document": ["x"]},
    "half a letter in a file's name": {"document": {"file_id": "1", "file_name": "\ud83d.pdf"}},
    "half a letter in a file's id": {"document": {"file_id": "\udc00"}},
    "half a letter in an album's name": {"photo": [{"file_id": "1"}], "media_group_id": "\ud800"},
}


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED)
async def test_an_update_that_cannot_be_kept_is_gone_past(database_url: str, content: dict[str, object]) -> None:
    async with FakeTelegram() as telegram:
        lan = telegram.person("Lan")
        await lan.sends(content)
        async with loa(database_url, telegram) as here:
            assert await answered(lan)
        async with loa(database_url, telegram) as here:
            assert await answered(lan)
            assert not await here.db.read(lambda tx: inbox.waiting_chats(tx, now()))


async def test_an_admin_is_told_once_and_an_operator_sees_it(database_url: str) -> None:
    async with FakeTelegram() as telegram:
        lan = telegram.person("Lan")
        async with loa(database_url, telegram) as here:
            await lan.sends({"voice": "đoạn của Lan"})
            await lan.sends({"voice": "đoạn khác"})
            assert await answered(lan)
            assert "Telegram" in await hoa_reads(here, "loa aside")
            last, first = await here.db.read(lambda tx: inbox.all_aside(tx, 10))
            assert (first.channel, first.account, first.reason.split()[-1]) == ("telegram", "7", "AttributeError")
            assert "Lan" in str(await here.db.read(lambda tx: inbox.words_aside(tx, first.number)))
            told = await here.db.read(lambda tx: chat_lines.last(tx, ADMIN.chat, 50))
            assert len([line for line in told if "loa aside" in line.message.text]) == 1
            assert last.number != first.number
            bodies = await here.db.read(lambda tx: tx.connection.execute(select(rows.c.body)).scalars().all())
            assert not any(body and b"Lan" in body for body in bodies), "what is set aside is sealed"


PROXY = {
    "{}": b"{}",
    "a page": b"<html><h1>502 Bad Gateway</h1></html>",
    "a list": b"[]",
    "no list": b'{"ok": true, "result": {}}',
    "no number": b'{"ok": true, "result": [{"message": {}}]}',
    "nothing": b"",
}


@pytest.mark.parametrize("body", PROXY.values(), ids=PROXY)
async def test_a_proxy_that_answers_in_telegrams_place(database_url: str, body: bytes) -> None:
    async with FakeTelegram() as telegram:
        telegram.garble("getMe", body)
        telegram.garble("getUpdates", body)
        async with loa(database_url, telegram):
            assert await answered(telegram.person("Lan"))


async def test_a_token_that_was_revoked_before_a_restart(database_url: str) -> None:
    async with FakeTelegram() as telegram, loa(database_url, telegram, token="7:revoked") as here:
        lan = here.webchat.address("lan")
        await hoa_reads(here, "LOA_TELEGRAM_TOKEN")
        with here.webchat.listening("lan") as bell:
            await here.reception.receive(Incoming("1", lan, text="menu", sender="lan"))
            await asyncio.wait_for(bell.wait(), 10)
        telegram.server.token = "7:revoked"
        assert await answered(telegram.person("Lan")), "valid again, it goes on without a restart"


async def test_another_program_that_polls_with_our_token(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "SOON", timedelta(0))
    async with FakeTelegram() as telegram:
        for _call in range(8):
            telegram.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request")
        async with loa(database_url, telegram) as here:
            assert "409" in await hoa_reads(here, "Telegram")
            await telegram.person("Lan").starts()
            await hoa_reads(here, "Tin đã tới lại được qua Telegram")


async def test_any_loop_that_fails_is_begun_again(database_url: str) -> None:
    failures = 0

    async def failing(*_given: object) -> None:
        nonlocal failures
        failures += 1
        raise ZeroDivisionError

    async with FakeTelegram() as telegram:
        with mock.patch.object(assembly.Clockwork, "attend", failing):
            async with loa(database_url, telegram) as here:
                assert await answered(telegram.person("Lan"))
                assert "due" in await hoa_reads(here, "ZeroDivisionError")
    assert failures >= 3
    assert (REGISTRY.get_sample_value("loa_loop_failures_total", {"job": "due"}) or 0) >= 3
