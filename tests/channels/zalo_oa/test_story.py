"""The main job over a Zalo Official Account, through every part of a running Loa, with every event delivered twice."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from unittest import mock

import pytest
from pydantic import SecretStr

from bot.assembly.app import Loa, running
from bot.assembly.zalo_oa import check
from bot.domain.errors import Trouble
from bot.domain.messages import Address, Option, Say
from bot.domain.people import Role
from bot.runtime import content_versions
from bot.services.notify import notify
from bot.services.staff.membership import code_hash
from bot.settings.settings import Settings
from bot.store.channels import zalo_oa as zalo
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.leads import queries as leads
from bot.store.people import addresses as reach
from bot.store.staff import invitations
from bot.words import verbatim
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.people import Person, Seen
from tests.content import knowing
from tests.web.site import _serving as serving

ROOT = Path(__file__).parents[3]
MY_LONG = "29419"


@asynccontextmanager
async def loa(box: OaEmulator, url: str) -> AsyncIterator[Loa]:
    """A Loa that has consented, with the account's webhook on a real server."""
    key = Vault.new_text()
    settings = Settings(
        database=url,
        key=SecretStr(key),
        content=ROOT / "content",
        locales=ROOT / "locales",
        zalo_oa_id=box.oa_id,
        zalo_oa_app_id=box.app_id,
        zalo_oa_app_secret=SecretStr(box.app_secret),
        zalo_oa_secret_key=SecretStr(box.oa_key),
        zalo_oa_api=box.url,
        zalo_oa_business=box.url,
        zalo_oa_oauth=box.url,
        zalo_oa_per_minute=6000,
        told_after_seconds=0,
    )
    database = Database.open(url, Vault.from_text(key))
    access, refresh = box.consent()
    now = datetime.now(UTC)
    expires = now + timedelta(hours=25)
    await database.run(lambda tx: zalo.consented(tx, box.oa_id, access, refresh, expires, now))
    await database.run(
        lambda tx: invitations.invite(tx, code_hash("MINH2345AB"), "Minh", Role.OFFICER, [MY_LONG], expires, now)
    )
    await database.close()
    with mock.patch.object(content_versions, "Knowing", knowing):
        async with running(settings) as running_loa, serving(running_loa.app()) as address:
            box.webhook = f"{address}/zalo/oa/{box.oa_id}"
            box.pusher.times = 2
            yield running_loa


async def hears(who: Person, part: str) -> Seen:
    """Reads on until a message holds those words."""
    for _ in range(6):
        seen = await who.hears()
        if part in str(seen):
            return seen
    raise AssertionError(f"{part!r} is not among {[str(seen) for seen in who.screen[-6:]]}")


PERSONAL = ("Nguyễn Thị Lan", "0912345678", "0912 345 678", "84912345678", "912345678", "2 triệu", "mức thấp nhất")


async def test_from_the_first_question_to_the_call(box: OaEmulator, database_url: str, log: io.StringIO) -> None:
    async with loa(box, database_url) as running_loa:
        minh, lan = box.person("Minh"), box.person("Lan")
        await minh.types("mã mời MINH2345AB")
        await hears(minh, "Minh")
        await lan.follows_us()
        await hears(lan, "Loa")
        await lan.types("mức thấp nhất")
        await hears(lan, "330.000 đồng")
        await estimate(box, lan)
        await consultation(lan)
        card = await hears(minh, "Nguyễn Thị Lan")
        assert "0912 345 678" not in str(card), "nothing on Zalo can be taken back: the phone is for who takes it"
        await minh.taps("Nhận")
        mine = await hears(minh, "Yêu cầu này là của mình")
        assert "0912 345 678" in str(mine)
        assert {"phone_code": "84912345678"} in [button["payload"] for button in mine.buttons]
        await hears(lan, "đã nhận yêu cầu số 1")
        lead = await running_loa.db.read(lambda tx: leads.get(tx, 1))
        assert lead is not None
        assert lead.taken_name == "Minh"
        await settled(running_loa)
        for who in (minh, lan):
            said = [str(seen) for seen in who.screen]
            assert not [a for a, b in pairwise(said) if a == b], "nobody is told anything twice"
        assert box.pusher.slowest < 2
        assert set(box.pusher.statuses) == {200}
    written = log.getvalue()
    assert "token renewed" in written
    for told in (*PERSONAL, *box.issued, box.app_secret, box.oa_key, lan.id, minh.id):
        assert told not in written


async def estimate(box: OaEmulator, lan: Person) -> None:
    """The token ends in the middle of it, and a call of Zalo's fails."""
    await lan.types("tính mức đóng")
    await hears(lan, "mức thu nhập nào")
    box.expire()
    await lan.types("2 triệu")
    await hears(lan, "Hộ cận nghèo")
    box.fail("/v3.0/oa/message/cs", http=503)
    await lan.taps("Hộ cận nghèo")
    await hears(lan, "308.000 đồng")


async def consultation(lan: Person) -> None:
    await lan.types("0")
    await hears(lan, "đồng ý")
    await lan.taps("Đồng ý cả hai")
    await hears(lan, "tên gì")
    await lan.types("Nguyễn Thị Lan")
    card = await hears(lan, "số nào")
    assert card.card is not None
    await lan.shares(84912345678)
    await hears(lan, "xã, phường nào")
    await lan.types("xa my long cau ngang tra vinh")
    await hears(lan, "Nguyễn Thị Lan")
    await lan.taps("Có, đúng rồi")
    await hears(lan, "Yêu cầu mang số 1")


async def settled(running_loa: Loa) -> None:
    """All that is due has gone."""
    await running_loa.reception.finish()
    for _ in range(100):
        if not await running_loa.db.read(_due):
            return
        await asyncio.sleep(0.05)


def _due(tx: Transaction) -> int:
    return int(tx.connection.exec_driver_sql("SELECT count(*) FROM parcel WHERE state = 'waiting'").scalar_one())


async def test_events_out_of_order_and_unfollowing(box: OaEmulator, database_url: str) -> None:
    async with loa(box, database_url) as running_loa:
        lan = box.person("Lan")
        await asyncio.gather(lan.types("mức thấp nhất"), lan.types("menu"), lan.sends("user_send_sticker"))
        await settled(running_loa)
        said = " ".join(str(seen) for seen in lan.screen)
        assert "330.000 đồng" in said
        assert "chỉ mới đọc được chữ" in said
        await lan.follows_us(again=False)
        await settled(running_loa)
        count = len(lan.screen)
        await lan.types("menu")
        await settled(running_loa)
        assert len(lan.screen) == count + 1, "whoever writes is answered"


async def test_a_number_to_call_is_a_button_unless_a_question_is_open(box: OaEmulator, database_url: str) -> None:
    async with loa(box, database_url) as running_loa:
        lan, now = box.person("Lan"), datetime.now(UTC)
        await lan.types("menu")
        await hears(lan, "muốn làm gì")
        place = Address("zalo_oa", box.oa_id, lan.id)
        open_question = (Option("q7.yes", verbatim("Có")),)

        def post(tx: Transaction) -> None:
            context = running_loa.runtime.context(tx, now, "a turn")
            for number, options in enumerate([(), open_question]):
                notify(context, place, Say(verbatim("Gấp thì gọi 1900 9068."), options), f"k{number}")

        await running_loa.db.run(post)
        running_loa.delivery.wake()
        call, ask = await lan.hears(), await lan.hears()
        assert [(button["title"], button["payload"]) for button in call.buttons] == [
            ("Gọi 1900 9068", {"phone_code": "8419009068"})
        ]
        assert [button["title"] for button in ask.buttons] == ["Có"]


async def test_who_opens_the_talk_by_a_button_may_be_written_to_for_another_week(
    box: OaEmulator, database_url: str
) -> None:
    async with loa(box, database_url) as running_loa:
        lan = box.person("Lan")
        opens = {"event_name": "user_click_chatnow", "oa_id": box.oa_id, "user_id": lan.id}
        await box.pusher.push(opens)
        await lan.types("menu")
        await hears(lan, "muốn làm gì")
        place = Address("zalo_oa", box.oa_id, lan.id)
        before = await running_loa.db.read(lambda tx: reach.last_heard(tx, place))
        await box.pusher.push(opens | {"timestamp": str(int(box.stamp()) + 1)})
        await settled(running_loa)
        after = await running_loa.db.read(lambda tx: reach.last_heard(tx, place))
        assert before is not None
        assert after is not None
        assert after > before
        assert len(lan.screen) == 1


@pytest.mark.parametrize("missing", ["zalo_oa_secret_key", "zalo_oa_app_secret", "zalo_oa_app_id", "public_url"])
def test_half_of_the_settings_is_a_mistake(missing: str) -> None:
    whole = {"zalo_oa_id": "1", "zalo_oa_app_id": "2", "zalo_oa_app_secret": "3", "zalo_oa_secret_key": "4"}
    check(Settings(**whole), "https://loa.example")
    with pytest.raises(Trouble, match=f"LOA_{missing.upper()}"):
        check(Settings(**{**whole, missing: ""}), "" if missing == "public_url" else "https://loa.example")
