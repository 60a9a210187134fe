"""A citizen on Zalo and an officer on Telegram send each other photos, voice and files, the program ends in between."""

from __future__ import annotations

import asyncio
import io
import json
import socket
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
import uvicorn
from pydantic import SecretStr

from bot.assembly import app as assembly
from bot.assembly.app import Loa, running
from bot.domain.people import Role
from bot.runtime import content_versions
from bot.services.staff.membership import code_hash
from bot.settings.settings import Settings
from bot.store.channels import zalo_oa as zalo
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.staff import invitations
from tests.channels.people import Person as Telegrapher
from tests.channels.telegram.emulator import Carried, FakeTelegram
from tests.channels.zalo.media_host import PDF, VOICE, MediaHost, photo
from tests.channels.zalo_bot.emulator import FakeZaloBot
from tests.channels.zalo_bot.office import MORNING, STARTED, now
from tests.channels.zalo_bot.test_story import heard as heard_on_bot
from tests.channels.zalo_bot.test_story import wait_for_webhook
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.people import Person, Seen
from tests.content import knowing
from tests.stories.conftest import MY_LONG, ROOT

KEY = b64encode(bytes(range(32))).decode()
QUESTION = "Sổ của tôi bị rách thì làm lại ở đâu?"
OGG = b"OggS" + bytes(200)


@asynccontextmanager
async def loa(
    database: str, box: OaEmulator, telegram: FakeTelegram, host: MediaHost, *, reachable: bool = False, **more: Any
) -> AsyncIterator[Loa]:
    """All of Loa with an Official Account and a Telegram bot, both in boxes; it may be left and entered again.

    reachable   whether Loa knows what the outside calls it, so that others may fetch pictures from it
    """
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = Settings(
        database=database,
        key=SecretStr(KEY),
        content=ROOT / "content",
        locales=ROOT / "locales",
        public_url=address if reachable else "",
        telegram_token=SecretStr(telegram.token),
        telegram_api=telegram.url,
        zalo_oa_id=box.oa_id,
        zalo_oa_app_id=box.app_id,
        zalo_oa_app_secret=SecretStr(box.app_secret),
        zalo_oa_secret_key=SecretStr(box.oa_key),
        zalo_oa_per_minute=6000,
        zalo_media_hosts=(host.host,),
        **dict.fromkeys(("zalo_oa_api", "zalo_oa_business", "zalo_oa_oauth"), box.url),
        **more,
    )
    box.webhook = f"{address}/zalo/oa/{box.oa_id}"
    with mock.patch.object(assembly, "now", now), mock.patch.object(content_versions, "Knowing", knowing):
        async with running(settings) as here:
            server = uvicorn.Server(uvicorn.Config(here.app(), log_config=None, lifespan="off"))
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            yield here
            server.should_exit = server.force_exit = True
            await serving


async def prepared(database: str, box: OaEmulator) -> None:
    """The account has consented, Minh is invited, every event comes twice."""
    box.lag, box.pusher.times = MORNING - STARTED, 2
    access, refresh = box.consent()
    expires = now() + timedelta(hours=25)

    def prepare(tx: Transaction) -> None:
        zalo.consented(tx, box.oa_id, access, refresh, expires, now())
        invitations.invite(tx, code_hash("MINH2345AB"), "Minh", Role.OFFICER, [MY_LONG], expires, now())

    db = Database.open(database, Vault.from_text(KEY))
    await db.run(prepare)
    await db.close()


async def hears(who: Person | Telegrapher, part: str) -> Any:
    """Reads on until a message holds those words."""
    for _ in range(8):
        seen = await who.hears(20)
        if part in str(seen):
            return seen
    raise AssertionError(f"{part!r} is not there")


async def carried(telegram: FakeTelegram, who: Telegrapher, count: int) -> Carried:
    """The latest of so many photos and files on her screen."""
    return (await _until(lambda: telegram.carried(who), count))[-1]


async def _until(found: Callable[[], list[Any]], count: int) -> list[Any]:
    async with asyncio.timeout(20):
        while len(found()) < count:  # noqa: ASYNC110 - nothing tells when
            await asyncio.sleep(0.02)
    assert len(found()) == count
    return found()


async def opened(lan: Person, minh: Telegrapher) -> None:
    """Lan has asked, Minh has the floor."""
    await minh.says("mã mời MINH2345AB")
    await hears(minh, "Minh")
    await lan.types("hỏi cán bộ")
    await hears(lan, "Đồng ý")
    await lan.taps("Đồng ý")
    await hears(lan, "xã, phường nào")
    await lan.types("xã Mỹ Long")
    await hears(lan, "gõ câu muốn hỏi")
    await lan.types(QUESTION)
    await hears(lan, "đã tới cán bộ")
    await hears(minh, QUESTION)
    await minh.taps("Trả lời")
    await hears(minh, "Đang nói với số 1")
    await hears(lan, "đang trả lời")


def attachment(url: str, **more: str) -> dict[str, Any]:
    return {"attachments": [{"type": "x", "payload": {"url": url} | more}]}


async def test_both_ways_with_a_restart_in_between(box: OaEmulator, database_url: str, log: io.StringIO) -> None:
    await prepared(database_url, box)
    async with FakeTelegram() as telegram, MediaHost() as host:
        lan, minh = box.person("Lan"), telegram.person("Minh")
        shot = photo()
        async with loa(database_url, box, telegram, host):
            await opened(lan, minh)
            await lan.sends("user_send_image", text="sổ đây nè", **attachment(host.holds("so.jpg", shot)))
            got = await carried(telegram, minh, 1)
            assert (got.method, got.caption, got.content) == ("sendPhoto", "Số 1 · Người dân:\nsổ đây nè", shot)
            await lan.sends("user_send_audio", **attachment(host.holds("a.aac", VOICE)))
            got = await carried(telegram, minh, 2)
            assert (got.method, got.content) == ("sendVoice", VOICE)
            assert "[tin thoại]" in got.caption
            await lan.sends("user_send_image", **attachment(host.holds("late.jpg", shot, status=503, times=1)))
            await _until(lambda: [name for name, _headers in host.asked if name == "late.jpg"], 1)
        async with loa(database_url, box, telegram, host):
            await carried(telegram, minh, 3)
            paper = attachment(host.holds("a", PDF), name="don.pdf", size=str(len(PDF)))
            await lan.sends("user_send_file", **paper)
            got = await carried(telegram, minh, 4)
            assert (got.method, got.content) == ("sendDocument", PDF)
            await officer_sends(box, telegram, lan, minh)
        told = json.dumps([telegram.server.calls, [one.caption for one in telegram.server.carried]], ensure_ascii=False)
        assert lan.id not in told
        assert "zdn" not in told
        assert host.url not in told
        written = log.getvalue()
        for secret in (*box.issued, telegram.token, host.url, "so.jpg", "don.pdf", "sổ đây nè", QUESTION, lan.id):
            assert secret not in written
        shown = json.dumps(box.calls, ensure_ascii=False)
        assert telegram.token not in shown
        assert f'"{minh.id}"' not in shown


async def officer_sends(box: OaEmulator, telegram: FakeTelegram, lan: Person, minh: Telegrapher) -> None:
    while not lan.news.empty():
        lan.news.get_nowait()
    size = {"width": 64, "height": 48}
    await minh.sends({"photo": [telegram.holds("P1", photo()) | size], "caption": "mẫu giấy này"})
    shown, said = await lan.hears(20), await lan.hears(20)
    assert box.contents[shown.picture].startswith(b"\xff\xd8")
    assert (shown.text, said.text) == ("", "Cán bộ Minh:\nmẫu giấy này")
    await minh.sends({"document": telegram.holds("D1", PDF) | {"file_name": "mau-don.pdf"}})
    shown, said = await lan.hears(20), await lan.hears(20)
    assert (box.contents[shown.file], said.text) == (PDF, "Cán bộ Minh:\n[tệp tin]")
    await minh.sends({"voice": telegram.holds("V1", OGG) | {"duration": 2}})
    await hears(minh, "chưa chuyển được tin thoại")
    await minh.sends({"document": telegram.holds("D2", PDF) | {"file_name": "a.pdf", "file_size": 6_000_000}})
    await hears(minh, "lớn hơn 5 MB")
    await minh.sends({"voice": telegram.holds("V2", OGG) | {"duration": 2}, "caption": "cô nghe nha"})
    await hears(minh, "chưa chuyển được tin thoại")
    assert "[tin thoại, ở kênh này không xem được]\ncô nghe nha" in (await lan.hears(20)).text


async def test_what_cannot_be_carried_is_told_to_both(box: OaEmulator, database_url: str) -> None:
    await prepared(database_url, box)
    async with FakeTelegram() as telegram, MediaHost() as host, loa(database_url, box, telegram, host):
        lan, minh = box.person("Lan"), telegram.person("Minh")
        await opened(lan, minh)
        await lan.sends("user_send_image", text="sổ đây nè", **attachment(f"{host.url}/gone.jpg"))
        await hears(minh, "sổ đây nè\n(hình chụp gửi kèm không chuyển tới đây được)")
        await hears(lan, "hình chụp vừa gửi không tới được bên kia")
        await lan.sends("user_send_image", **attachment("http://169.254.169.254/latest"))
        await hears(minh, "(hình chụp gửi kèm không chuyển tới đây được)")
        await hears(lan, "hình chụp vừa gửi không tới được bên kia")
        await lan.sends("user_send_location", attachments=[{"payload": {"coordinates": {}}}])
        await hears(lan, "chưa chuyển được")
        box.fail("/v2.0/oa/upload/image", error=-201)
        await minh.sends({"photo": [telegram.holds("P1", photo()) | {"width": 64, "height": 48}], "caption": "mẫu này"})
        await hears(lan, "(hình chụp gửi kèm không chuyển tới đây được)")
        await hears(minh, "hình chụp vừa gửi không tới được bên kia")
        assert telegram.carried(minh) == []
        await lan.types("dạ cảm ơn")
        await hears(minh, "dạ cảm ơn")


@pytest.mark.parametrize("webhook", [True, False], ids=["webhook", "polling"])
async def test_between_the_official_account_and_the_zalo_bot(box: OaEmulator, database_url: str, webhook: bool) -> None:
    """Minh works on the Zalo Bot, which fetches from us what it shows; where it cannot, it is told in words."""
    await prepared(database_url, box)
    async with (
        FakeTelegram() as telegram,
        FakeZaloBot(twice=True) as bots,
        MediaHost() as host,
        loa(
            database_url,
            box,
            telegram,
            host,
            reachable=webhook,
            zalo_bot_token=SecretStr(bots.token),
            zalo_bot_api=bots.url,
            zalo_bot_poll_seconds=0.02,
            zalo_bot_per_second=1000,
            zalo_bot_per_chat_second=1000,
        ),
    ):
        if webhook:
            await wait_for_webhook(bots)
        lan, minh = box.person("Lan"), bots.person("Minh")
        await minh.says("mã mời MINH2345AB")
        await heard_on_bot(minh, "Minh")
        for said, answer in (("hỏi cán bộ", "Đồng ý"), ("đồng ý", "xã, phường nào"), ("xã Mỹ Long", "gõ câu")):
            await lan.types(said)
            await hears(lan, answer)
        await lan.types(QUESTION)
        await heard_on_bot(minh, QUESTION)
        await minh.says("trả lời 1")
        await heard_on_bot(minh, "Đang nói với số 1")
        await lan.sends("user_send_image", text="sổ đây nè", **attachment(host.holds("so.jpg", photo())))
        got = await heard_on_bot(minh, "sổ đây nè")
        assert got.photo.startswith(b"\xff\xd8") is webhook
        await lan.sends("user_send_audio", **attachment(host.holds("a.aac", VOICE)))
        if webhook:
            assert (await minh.hears(20)).voice == VOICE
        await heard_on_bot(minh, "tin thoại")
        await lan.sends("user_send_file", **attachment(host.holds("a", PDF), name="don.pdf"))
        await heard_on_bot(minh, "[tệp tin, ở kênh này không xem được]")
        await hears(lan, "chưa chuyển được tệp tin")
        await minh.sends("image", {"photo_url": host.holds("b.jpg", photo()), "caption": "mẫu này"})
        assert await picture(lan)
        await hears(lan, "Cán bộ Minh:\nmẫu này")
        await minh.sends("unsupported", {})
        await heard_on_bot(minh, "chưa chuyển được")


async def picture(who: Person) -> Seen:
    while True:
        seen = await who.hears(20)
        if seen.picture:
            return seen
