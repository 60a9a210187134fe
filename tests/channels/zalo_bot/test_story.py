"""The main story over the Zalo Bot's protocol: the whole assembled Loa, an emulated Bot API over HTTP."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest

from bot.assembly.app import Loa
from bot.channels.zalo_bot.incoming import NAME
from bot.domain.pace.plan_limits import Plan
from bot.store.engine.database import Transaction
from tests.channels.zalo.crabline import Crabline, Stranger, crabline
from tests.channels.zalo.doubling import doubling
from tests.channels.zalo_bot.emulator import FakeZaloBot
from tests.channels.zalo_bot.office import ADMIN, CODE, office
from tests.channels.zalo_bot.people import Person, Shown
from tests.databases import Databases

PNG = b"\x89PNG"


async def heard(person: Person | Stranger, *parts: str) -> Shown:
    """The next thing on her screen, which says all of these."""
    shown = await person.hears(20)
    for part in parts:
        assert part in shown.text, shown.text
    return shown


async def chosen(person: Person | Stranger, shown: Shown, label: str) -> None:
    """Types the number that stands before that label."""
    numbers = [line.partition(". ") for line in shown.text.splitlines()]
    await person.says(next(number for number, _dot, said in numbers if said == label))


async def wait_for_webhook(zalo: FakeZaloBot | Crabline) -> None:
    async with asyncio.timeout(10):
        while not zalo.called("setWebhook"):  # noqa: ASYNC110 - nothing tells when
            await asyncio.sleep(0.02)


async def main_story(zalo: FakeZaloBot | Crabline, *, pictures: bool | None) -> None:
    lan, minh = zalo.person("Lan"), zalo.person("Minh")
    await minh.says(f"mã mời {CODE}")
    await heard(minh, "Minh", "cán bộ xã", "Mỹ Long")

    await lan.says("xmy7")
    await heard(lan, "trợ lý tự động", "Nhờ cán bộ gọi")
    await lan.says("mức đóng thấp nhất là bao nhiêu?")
    await heard(lan, "330.000 đồng", "Căn cứ", "1. ")

    await lan.says("tính mức đóng")
    await heard(lan, "1. ")
    await lan.says("2 triệu")
    await chosen(lan, await heard(lan, "Nhà nước"), "Hộ cận nghèo")
    result = await heard(lan, "đồng")
    assert pictures is None or result.photo.startswith(PNG) is pictures
    await heard(lan, "Cách tính", "1. ")

    await lan.says("0")
    asked = await heard(lan, "1900 9068", "1. Đồng ý cả hai\n2. Chỉ gọi lại\n3. Không đồng ý")
    await chosen(lan, asked, "Đồng ý cả hai")
    await heard(lan, "tên gì")
    await lan.says("Nguyễn Thị Lan")
    await heard(lan, "gọi số nào")
    await lan.says("0912.345.678")
    await heard(lan, "xã, phường nào")
    await lan.says("xa my long cau ngang tra vinh")
    await chosen(lan, await heard(lan, "xã Mỹ Long", "Nguyễn Thị Lan", "0912 345 678"), "Có, đúng rồi")
    await heard(lan, "cảm ơn Nguyễn Thị Lan", "số 1")

    asked = await heard(minh, "Yêu cầu số 1", "nhắn “nhận 1”")
    assert "0912 345 678" not in asked.text, "nothing can be edited away here, so a number is for who takes it"
    await minh.says("nhận 1")
    await heard(minh, "của mình rồi", "0912 345 678", "1. ")
    await heard(lan, "cán bộ Minh", "chậm nhất")
    await minh.says("kết quả 1")
    await chosen(minh, await heard(minh, "Sẽ tham gia"), "Sẽ tham gia")
    await chosen(minh, await heard(minh, "ghi chú thêm"), "Không, vậy đủ rồi")
    await heard(minh, "sẽ tham gia")
    await lan.hears_nothing()
    await minh.hears_nothing()


@pytest.mark.parametrize("wrapped", [False, True], ids=["bare", "wrapped"])
async def test_the_main_story_by_webhook_with_every_message_twice(database_url: str, wrapped: bool) -> None:
    async with FakeZaloBot(twice=True, wrapped=wrapped) as zalo:
        async with office(database_url, zalo.url, zalo.token, webhook=True):
            await wait_for_webhook(zalo)
            await main_story(zalo, pictures=True)
        assert zalo.refused_webhooks == []


async def test_the_main_story_by_polling_with_every_message_twice(database_url: str, log: io.StringIO) -> None:
    async with FakeZaloBot(twice=True) as zalo, office(database_url, zalo.url, zalo.token):
        await main_story(zalo, pictures=False)
        assert not zalo.called("sendPhoto")
    written = log.getvalue()
    assert "delivery starts" in written
    assert zalo.token not in written
    for told in ("Nguyễn Thị Lan", "0912345678", "0912 345 678", "912345678", *zalo.people):
        assert told not in written


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_the_main_story_over_others_idea_of_zalo_with_every_message_twice(
    made_databases: Databases, tmp_path: Path, webhook: bool
) -> None:
    database = made_databases.fresh("sqlite")
    async with crabline(tmp_path) as box, doubling(box.url) as between:
        async with office(database, between.url, box.token, webhook=webhook):
            if webhook:
                await wait_for_webhook(box)
            await main_story(box, pictures=None)
        assert between.twice >= 15


async def test_admins_hear_of_the_plan_before_it_is_used_up(database_url: str) -> None:
    async with FakeZaloBot() as zalo:
        many = {"zalo_bot_users": 2, "zalo_bot_messages": 1000}
        async with office(database_url, zalo.url, zalo.token, **many) as here:
            hoa, lan = zalo.person("Hoa"), zalo.person("Lan")
            await hoa.says(f"mã mời {ADMIN}")
            await heard(hoa, "Hoa")
            await lan.says("menu")
            await heard(lan, "1. ")
            for _time in range(2):
                await here.db.run(lambda tx: _watch(here, tx))
            here.delivery.wake()
            await heard(hoa, "2 người dùng", "nhiều nhất 2")
            await hoa.hears_nothing()


def _watch(here: Loa, tx: Transaction) -> None:
    account = here.settings.zalo_bot_token.get_secret_value().partition(":")[0]
    here.jobs.plan(tx, NAME, account, Plan(here.settings.zalo_bot_users, here.settings.zalo_bot_messages))


async def test_beyond_the_plan_nothing_is_lost(database_url: str) -> None:
    async with FakeZaloBot(most=1) as zalo, office(database_url, zalo.url, zalo.token) as here:
        lan = zalo.person("Lan")
        await lan.says("menu")
        await heard(lan, "1. ")
        await lan.says("chủ đề")
        await lan.hears_nothing(0.5)
        waiting = await here.db.read(
            lambda tx: tx.connection.exec_driver_sql("SELECT state FROM parcel").scalars().all()
        )
        assert sorted(waiting) == ["sent", "waiting"]
