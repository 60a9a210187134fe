"""A platform that turns Loa away, however it does, takes no other channel with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.assembly.app import Loa
from bot.domain.messages import Incoming
from tests.assembly.test_loops import answered, hasty, hoa_reads, loa
from tests.channels.telegram.emulator import FakeTelegram
from tests.channels.zalo_bot.emulator import FakeZaloBot
from tests.channels.zalo_oa.emulator import OaEmulator

__all__ = ["hasty"]


async def all_but_it_work(here: Loa, telegram: FakeTelegram) -> None:
    """A citizen is answered over Telegram, and another one on the page."""
    assert await answered(telegram.person("Lan"))
    with here.webchat.listening("lan") as bell:
        await here.reception.receive(Incoming("1", here.webchat.address("lan"), text="menu", sender="lan"))
        await asyncio.wait_for(bell.wait(), 10)


@asynccontextmanager
async def set_up(monkeypatch: pytest.MonkeyPatch, **more: str) -> AsyncIterator[tuple[FakeTelegram, FakeZaloBot]]:
    async with FakeTelegram() as telegram, FakeZaloBot() as zalo:
        for name, value in {"BOT_TOKEN": zalo.token, "BOT_API": zalo.url, **more}.items():
            monkeypatch.setenv(f"LOA_ZALO_{name}", value)
        yield telegram, zalo


async def test_a_zalo_bot_whose_token_was_revoked(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with set_up(monkeypatch) as (telegram, zalo):
        valid, zalo.token = zalo.token, f"{zalo.token}x"
        async with loa(database_url, telegram) as here:
            await hoa_reads(here, "LOA_ZALO_BOT_TOKEN")
            await all_but_it_work(here, telegram)
            zalo.token = valid
            await hoa_reads(here, "Tin đã tới lại được qua")


async def test_a_zalo_bot_that_nobody_can_reach(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = "http://127.0.0.1:1"
    async with set_up(monkeypatch, BOT_API=nobody) as (telegram, _zalo), loa(database_url, telegram) as here:
        await all_but_it_work(here, telegram)


async def test_an_official_account_that_nobody_has_agreed_to(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with OaEmulator() as oa:
        ours = {"OA_ID": oa.oa_id, "OA_APP_ID": oa.app_id, "OA_APP_SECRET": oa.app_secret, "OA_SECRET_KEY": oa.oa_key}
        ours |= dict.fromkeys(("OA_API", "OA_BUSINESS", "OA_OAUTH"), oa.url)
        async with set_up(monkeypatch, **ours) as (telegram, zalo), loa(database_url, telegram) as here:
            await all_but_it_work(here, telegram)
            lan = zalo.person("Lan")
            await lan.says("menu")
            assert "muốn làm gì" in (await lan.hears()).text


async def test_a_telegram_that_nobody_can_reach(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with set_up(monkeypatch) as (telegram, zalo):
        telegram.url = "http://127.0.0.1:1"
        async with loa(database_url, telegram):
            lan = zalo.person("Lan")
            await lan.says("menu")
            assert "muốn làm gì" in (await lan.hears()).text
