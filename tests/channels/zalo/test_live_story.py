"""A live talk between a citizen on a Zalo Official Account and an officer on Telegram, over both platforms' protocols.

Loa as a whole is ended and begun again in the middle of it, and notices nothing.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.assembly.app import running
from bot.domain.calendar import VIET_NAM
from bot.domain.people import Role
from bot.services.staff.membership import code_hash
from bot.settings.settings import Settings
from bot.store.channels import zalo_oa as zalo
from bot.store.engine.database import Database
from bot.store.engine.vault import Vault
from bot.store.staff import invitations
from tests.channels.telegram.emulator import FakeTelegram
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.test_story import MY_LONG, ROOT, hears
from tests.stories.test_over_telegram import heard
from tests.web.site import _serving as serving

CODE = "MINH2345AB"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The real content, but that the office is open whenever this test runs."""
    copied = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    home = copied / "offices" / "home.yaml"
    days = [(datetime.now(VIET_NAM) + timedelta(days=n)).date().isoformat() for n in range(3)]
    text = re.sub(r"  hours: \[.*\]", '  hours: ["00:00-23:59"]', home.read_text(encoding="utf-8"))
    home.write_text(text.replace("opened: []", f"opened: [{', '.join(days)}]"), encoding="utf-8")
    return copied


@pytest.fixture
async def platforms(box: OaEmulator, database_url: str, content: Path) -> AsyncIterator[tuple[Settings, FakeTelegram]]:
    """Both platforms; the account has consented, and Minh is invited."""
    key, now = Vault.new_text(), datetime.now(UTC)
    database, later = Database.open(database_url, Vault.from_text(key)), now + timedelta(hours=25)
    access, refresh = box.consent()
    await database.run(lambda tx: zalo.consented(tx, box.oa_id, access, refresh, later, now))
    await database.run(lambda tx: invitations.invite(tx, code_hash(CODE), "Minh", Role.OFFICER, [MY_LONG], later, now))
    await database.close()
    async with FakeTelegram() as telegram:
        made = Settings(
            database=database_url,
            key=SecretStr(key),
            content=content,
            locales=ROOT / "locales",
            telegram_token=SecretStr(telegram.token),
            telegram_api=telegram.url,
            telegram_per_second=1000,
            telegram_per_chat_second=1000,
            zalo_oa_id=box.oa_id,
            zalo_oa_app_id=box.app_id,
            zalo_oa_app_secret=SecretStr(box.app_secret),
            zalo_oa_secret_key=SecretStr(box.oa_key),
            zalo_oa_api=box.url,
            zalo_oa_business=box.url,
            zalo_oa_oauth=box.url,
            zalo_oa_per_minute=6000,
        )
        yield made, telegram


@asynccontextmanager
async def loa(box: OaEmulator, settings: Settings) -> AsyncIterator[None]:
    """A whole Loa, from its beginning to its end."""
    async with running(settings) as here, serving(here.app()) as address:
        box.webhook = f"{address}/zalo/oa/{box.oa_id}"
        yield


async def test_from_zalo_to_telegram_and_back_with_a_restart_in_the_middle(
    box: OaEmulator, platforms: tuple[Settings, FakeTelegram]
) -> None:
    settings, telegram = platforms
    lan, minh = box.person("Lan"), telegram.person("Minh")
    async with loa(box, settings):
        await minh.says(f"mã mời {CODE}")
        await heard(minh, "cán bộ xã", "Mỹ Long")
        await lan.follows_us()
        await hears(lan, "Loa")
        await lan.types("hỏi cán bộ")
        await hears(lan, "15 phút")
        await lan.taps("Đồng ý")
        await hears(lan, "xã, phường nào")
        await lan.types("xã Mỹ Long")
        await hears(lan, "muốn hỏi cán bộ")
        await lan.types("Sổ cũ đóng ở Bình Dương 6 năm, nối tiếp được không?")
        await hears(lan, "câu hỏi số 1 đã tới cán bộ")
        await heard(minh, "Sổ cũ đóng ở Bình Dương", "[Trả lời]")
        await minh.taps("Trả lời")
        await hears(lan, "Cán bộ Minh đang trả lời")
        await minh.says("Dạ được cô ơi")
        await hears(lan, "Dạ được cô ơi")
    async with loa(box, settings):
        await lan.types("vậy mang theo gì con")
        await heard(minh, "vậy mang theo gì con")
        await minh.says("Chỉ cần căn cước thôi cô")
        await hears(lan, "Chỉ cần căn cước thôi cô")
        await minh.says("kết thúc")
        await hears(lan, "đã kết thúc cuộc trò chuyện")
        await lan.types("có")
        await hears(lan, "cảm ơn cô chú")
    for shown in minh.screen():
        assert lan.id not in str(shown), "neither sees the other's account"
    assert str(minh.id) not in " ".join(map(str, lan.screen))
