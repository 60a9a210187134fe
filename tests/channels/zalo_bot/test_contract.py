"""Others' programs say whether our two halves are true: python-zalo-bot talks to our emulator as it would to Zalo."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from zalo_bot import Bot
from zalo_bot.error import NetworkError, ZaloError

from tests.channels.zalo_bot.emulator import TOKEN, FakeZaloBot


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZaloBot]:
    async with FakeZaloBot() as zalo:
        yield zalo


async def test_python_zalo_bot_talks_to_our_emulator(zalo: FakeZaloBot) -> None:
    lan = zalo.person("Lan")
    async with Bot(TOKEN, base_url=zalo.url) as bot:
        me = await bot.get_me()
        assert me.id == TOKEN.partition(":")[0]
        await lan.says("Xin chào")
        update = await bot.get_update(timeout=5)
        assert (update.message.text, update.message.chat.id) == ("Xin chào", lan.id)
        sent = await bot.send_message(lan.id, "Dạ, chào cô")
        assert sent.message_id == lan.screen[-1].id
        with pytest.raises(ZaloError):
            await bot.send_message(lan.id, "a" * 2001)
        with pytest.raises(ZaloError):
            await bot.send_message("nobody", "Dạ")
        with pytest.raises(NetworkError):
            await bot.get_update(timeout=1)
