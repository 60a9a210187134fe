"""The main story over Telegram's protocol: the whole assembled Loa, an emulated Bot API over HTTP, either database."""

from __future__ import annotations

import asyncio
import socket
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from unittest import mock

import pytest
import uvicorn
from pydantic import SecretStr

from bot.assembly.app import Loa, now, running
from bot.domain.people import Role
from bot.runtime import content_versions
from bot.services.staff.membership import code_hash
from bot.settings.settings import Settings
from bot.store.staff import invitations
from tests.channels.people import Person, Shown
from tests.channels.telegram.emulator import FakeTelegram
from tests.content import knowing
from tests.stories.conftest import MY_LONG, ROOT

CODE = "GAPLAI2026"
CHANGES = 3


def settings(database: str, telegram: FakeTelegram, port: int = 0) -> Settings:
    return Settings(
        told_after_seconds=0,
        database=database,
        key=SecretStr(b64encode(bytes(range(32))).decode()),
        content=ROOT / "content",
        locales=ROOT / "locales",
        telegram_token=SecretStr(telegram.token),
        telegram_api=telegram.url,
        telegram_per_second=1000,
        telegram_per_chat_second=1000,
        public_url=f"http://127.0.0.1:{port}" if port else "",
    )


@asynccontextmanager
async def loa(database: str, telegram: FakeTelegram, webhook: bool) -> AsyncIterator[Loa]:
    """All of Loa as `loa serve` runs it, with Minh invited as the officer of xã Mỹ Long."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1] if webhook else 0
    with mock.patch.object(content_versions, "Knowing", knowing):
        async with running(settings(database, telegram, port)) as here:
            server = uvicorn.Server(uvicorn.Config(here.app(), log_config=None, lifespan="off"))
            server.config.load()
            serving = asyncio.create_task(server._serve([listening]))
            later = now() + timedelta(days=1)
            await here.db.run(
                lambda tx: invitations.invite(tx, code_hash(CODE), "Minh", Role.OFFICER, [MY_LONG], later, now())
            )
            async with asyncio.timeout(10):
                while not telegram.called("setWebhook" if webhook else "getUpdates"):  # noqa: ASYNC110 - nothing tells when
                    await asyncio.sleep(0.02)
            yield here
            server.should_exit = True
            await serving


async def heard(person: Person, *parts: str) -> Shown:
    """The next thing on her screen that says all of these; cards that change meanwhile are passed over."""
    passed = []
    while len(passed) < CHANGES:
        shown = await person.hears()
        if all(part in str(shown) for part in parts):
            return shown
        passed.append(str(shown))
    raise AssertionError(f"{parts} not in {passed}")


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_the_main_story(database_url: str, webhook: bool) -> None:
    async with FakeTelegram() as telegram, loa(database_url, telegram, webhook):
        lan, minh = telegram.person("Lan"), telegram.person("Minh")
        await minh.says(f"mã mời {CODE}")
        await heard(minh, "Minh", "cán bộ xã", "Mỹ Long")

        await lan.starts("q-XMY7")
        await heard(lan, "trợ lý tự động", "[Nhờ cán bộ gọi]")
        await lan.says("mức đóng thấp nhất là bao nhiêu?")
        await heard(lan, "330.000 đồng", "Căn cứ")

        await lan.says("0")
        await heard(lan, "1900 9068", "[Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]")
        await lan.taps("Đồng ý cả hai")
        await heard(lan, "tên gì")
        await lan.says("Nguyễn Thị Lan")
        await heard(lan, "gọi số nào")
        await lan.shares_contact("84912345678")
        await heard(lan, "xã, phường nào")
        await lan.says("xa my long cau ngang tra vinh")
        await heard(lan, "xã Mỹ Long", "Nguyễn Thị Lan", "0912 345 678", "[Có, đúng rồi]")
        await lan.taps("Có, đúng rồi")
        await heard(lan, "cảm ơn Nguyễn Thị Lan", "số 1")

        await heard(minh, "Yêu cầu số 1", "0912 345 678", "[Nhận]")
        await minh.taps("Nhận")
        await heard(minh, "của mình rồi")
        await heard(lan, "cán bộ Minh", "chậm nhất")
        await minh.taps("Gọi xong")
        await heard(minh, "[Sẽ tham gia]")
        await minh.taps("Sẽ tham gia")
        await heard(minh, "ghi chú thêm")
        await minh.taps("Không, vậy đủ rồi")
        await heard(minh, "Đã ghi")
        assert any("Yêu cầu số 1: sẽ tham gia" in str(shown) for shown in minh.screen())
        await lan.hears_nothing()
    assert all(telegram.server.taps.values()), "every tap was acknowledged"


async def answers(telegram: FakeTelegram, many: int) -> list[str]:
    """What the last `many` taps were answered, to nobody but who tapped."""
    async with asyncio.timeout(10):
        while len(telegram.called("answerCallbackQuery")) < many:  # noqa: ASYNC110 - nothing tells when
            await asyncio.sleep(0.02)
    return [str(fields.get("text", "")) for fields in telegram.called("answerCallbackQuery")]


async def test_a_tap_in_a_group_is_answered_to_nobody_else(database_url: str) -> None:
    async with FakeTelegram() as telegram, loa(database_url, telegram, webhook=False):
        minh, lan, team = telegram.person("Minh"), telegram.person("Lan"), telegram.group("Xã")
        await minh.says(f"mã mời {CODE}")
        await heard(minh, "cán bộ xã")
        await minh.says("/nhom", to=team)
        assert "Mỹ Long" in (await team.hears()).text
        for said in ("0", "đồng ý cả hai", "Nguyễn Thị Lan", "0912345678", "xã Mỹ Long", "có"):
            await lan.says(said)
            await lan.hears()
        assert "[Nhận]" in str(await team.hears())
        await lan.taps("Nhận", to=team)
        assert await answers(telegram, 1) == ["Chỉ cán bộ đã vào danh sách bằng tin nhắn riêng mới nhận được yêu cầu."]
        await team.hears_nothing()
        await minh.taps("Nhận", to=team)
        assert (await answers(telegram, 2))[1] == "Loa trả lời trong tin nhắn riêng."
        await heard(minh, "của mình rồi")
        assert "Minh đã nhận" in (await team.hears()).text
    assert all(telegram.server.taps.values()), "every tap was acknowledged"
