"""Reading aloud over the platforms: a voice message on Telegram and Zalo Bot, a page where none is carried."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from unittest import mock

import httpx
import pytest

from bot.assembly.app import running
from bot.runtime import content_versions
from tests.channels.telegram.emulator import FakeTelegram
from tests.channels.zalo_bot.emulator import FakeZaloBot
from tests.channels.zalo_bot.office import office
from tests.content import knowing
from tests.speech import SpeechProgram, seconds
from tests.stories.test_over_telegram import heard, settings

QUESTION = "mức đóng thấp nhất là bao nhiêu?"
SAID = "ba trăm ba mươi nghìn đồng"


@pytest.fixture
def program(tmp_path: Path) -> SpeechProgram:
    return SpeechProgram(tmp_path)


async def sounds(telegram: FakeTelegram, many: int) -> list[bytes]:
    async with asyncio.timeout(20):
        while len(telegram.server.carried) < many:  # noqa: ASYNC110 - nothing tells when
            await asyncio.sleep(0.02)
    return [one.content for one in telegram.server.carried if one.method == "sendVoice"]


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as telegram:
        yield telegram


async def test_telegram_gets_voice_messages(database_url: str, telegram: FakeTelegram, program: SpeechProgram) -> None:
    chosen = settings(database_url, telegram).model_copy(update={"speech_program": program.setting})
    with mock.patch.object(content_versions, "Knowing", knowing):
        async with running(chosen):
            lan, mai = telegram.person("Lan"), telegram.person("Mai")
            await lan.says(QUESTION)
            await heard(lan, "330.000 đồng", "[Nghe]")
            await lan.taps("Nghe")
            answer, told = await sounds(telegram, 2)
            assert answer.startswith(b"OggS")
            assert seconds(answer) > seconds(told), "an answer is longer than how to stop it"
            await mai.says(QUESTION)
            await heard(mai, "330.000 đồng")
            await mai.taps("Nghe")
            await sounds(telegram, 4)
    read = [words for _language, words in program.said]
    assert len([words for words in read if SAID in words]) == 1, "two people, spoken once"


async def test_a_failing_program_keeps_no_words_back(database_url: str, telegram: FakeTelegram) -> None:
    chosen = settings(database_url, telegram).model_copy(update={"speech_program": "/nowhere/to/speak"})
    with mock.patch.object(content_versions, "Knowing", knowing):
        async with running(chosen):
            lan = telegram.person("Lan")
            await lan.says("nghe")
            await heard(lan, "đọc to")
            await lan.says(QUESTION)
            await heard(lan, "330.000 đồng")


async def test_zalo_bot_fetches_the_sound_from_us(database_url: str, program: SpeechProgram) -> None:
    async with (
        FakeZaloBot() as zalo,
        office(database_url, zalo.url, zalo.token, webhook=True, speech_program=program.setting),
        httpx.AsyncClient(timeout=60) as outside,
    ):
        async with asyncio.timeout(10):
            while not zalo.called("setWebhook"):  # noqa: ASYNC110 - nothing tells when
                await asyncio.sleep(0.02)
        lan = zalo.person("Lan")
        await lan.says("nghe")
        assert "đọc to" in (await lan.hears(20)).text
        voice = (await lan.hears(20)).voice
        assert voice.startswith(b"\xff\xf1")
        assert seconds(voice) > 1
        (asked,) = zalo.called("sendVoice")
        name = asked["voice_url"].rpartition("/")[2].removesuffix(".aac")
        base = asked["voice_url"].partition("/picture/")[0]
        page = await outside.get(f"{base}/listen/{name}")
        assert f'<audio src="/picture/{name}.aac"' in page.text
        assert (await outside.get(f"{base}/listen/{name[:-1]}0")).status_code == 404
