"""Words read aloud by the program of the setting, as each channel takes them; kept only where they are everybody's."""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.channels.interface import Undeliverable
from bot.channels.media import speech
from bot.channels.media.forwarding import Files
from bot.channels.media.speech import ANSWERS, PERSONAL, Speech, sound
from bot.channels.telegram.outgoing import ABILITIES as TELEGRAM
from bot.channels.webchat import ABILITIES as WEB
from bot.channels.zalo_bot.outgoing import ABILITIES as ZALO_BOT
from bot.channels.zalo_oa.outgoing import ABILITIES as ZALO_OA
from bot.domain.messages import Abilities, Media
from tests.speech import SpeechProgram, seconds

WORDS = "xin chào cô chú"


@pytest.fixture
def program(tmp_path: Path) -> SpeechProgram:
    return SpeechProgram(tmp_path)


def voice(name: str = "loa.ogg", *, place: str = ANSWERS, language: str = "vi") -> Media:
    return Media("voice", place, language, WORDS, name)


@pytest.mark.parametrize(("ending", "starts"), [(".ogg", b"OggS"), (".aac", b"\xff\xf1")])
async def test_each_platform_gets_the_sound_that_it_plays(program: SpeechProgram, ending: str, starts: bytes) -> None:
    made = await Speech(program.setting).read(voice(f"loa{ending}"))
    assert made.startswith(starts)
    assert seconds(made) == pytest.approx(2, abs=0.2), "four words, half a second each"
    assert len(made) < 20_000, "cheap phones pay by the megabyte"


@pytest.mark.parametrize(
    ("abilities", "name"),
    [(TELEGRAM, "loa.ogg"), (ZALO_BOT, "loa.aac"), (WEB, "loa.ogg"), (ZALO_OA, ""), (Abilities(), "")],
)
def test_a_channel_gets_a_voice_message_if_it_carries_any(abilities: Abilities, name: str) -> None:
    made = sound(WORDS, "vi", abilities, personal=False)
    assert (made.name if made else "") == name


async def test_answers_are_spoken_once_and_what_is_personal_each_time(program: SpeechProgram) -> None:
    files = Speech(program.setting).add_to(Files(), ("vi", "en"))
    for place in (ANSWERS, ANSWERS, PERSONAL, PERSONAL):
        await files.fetch(voice(place=place))
    assert len(program.said) == 3
    await files.fetch(voice(language="en"))
    assert [language for language, _words in program.said] == ["vi", "vi", "vi", "en"], "another voice, another sound"


async def test_only_the_newest_answers_are_kept(program: SpeechProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "KEPT", 2)
    spoken = Speech(program.setting)
    for words in ("một", "hai", "một", "ba", "một", "hai"):
        await spoken.answer(Media("voice", ANSWERS, "vi", words, "loa.ogg"))
    assert [words for _language, words in program.said] == ["một", "hai", "ba", "hai"]


@pytest.mark.parametrize(
    "program",
    ["/nowhere/to/speak", f"{sys.executable} -c 'import sys; sys.exit(3)'", f"{sys.executable} -c 'print(1)'"],
    ids=["not there", "fails", "no sound"],
)
async def test_a_program_that_does_not_speak_is_not_tried_again_and_named_in_no_log(program: str) -> None:
    with capture_logs() as logs, pytest.raises(Undeliverable):
        await Speech(program).read(voice())
    assert logs
    assert WORDS not in str(logs)


async def test_a_program_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(speech, "PATIENCE", 0.5)
    late = tmp_path / "late"
    code = f"import time, pathlib; time.sleep(2); pathlib.Path({str(late)!r}).touch()"
    with pytest.raises(Undeliverable, match="too long"):
        await Speech(f'{sys.executable} -c "{code}"').read(voice())
    await asyncio.sleep(2)
    assert not late.exists(), "it was ended, not left running"


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_real_program_speaks(language: str) -> None:
    real = Speech("espeak-ng -v {language} -s 150 --stdin --stdout")
    assert 0.5 < seconds(await real.read(voice(language=language))) < 5
