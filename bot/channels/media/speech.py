"""Words read aloud by the program of a setting, as sound files that platforms take."""

from __future__ import annotations

import asyncio
import contextlib
import shlex
from asyncio.subprocess import DEVNULL, PIPE
from collections import OrderedDict
from collections.abc import Iterable

import structlog

from bot.channels.interface import Undeliverable
from bot.channels.media.forwarding import Files
from bot.channels.media.workshop import in_turn
from bot.domain.messages import Abilities, Media
from bot.lazy import lazily

_coded = lazily("bot.channels.media.sound_coding", "coded")
log = structlog.get_logger()

#: The places from which `Files` fetches what is read aloud: an answer of the library, or something of one person.
ANSWERS, PERSONAL = "speech", "personal speech"
PATIENCE = 20.0
KEPT = 64
#: Endings of the files that can be made: Telegram takes the first, Zalo and browsers the second.
ENDINGS = (".ogg", ".aac")


def sound(words: str, language: str, abilities: Abilities, *, personal: bool) -> Media | None:
    """`words` as a voice message of that channel; None where it carries no voice.

    The sound is made when it is sent.

    personal    whether they are about one person, so that the sound is kept nowhere
    """
    ending = next(iter(abilities.of("voice").endings), ENDINGS[0])
    spoken = Media("voice", PERSONAL if personal else ANSWERS, language, words, f"loa{ending}")
    return spoken if ending in ENDINGS and abilities.passes_on(spoken) else None


def is_read_aloud(media: Media) -> bool:
    """Whether it is made of words that stand beside it, so that nothing is lost without it."""
    return media.channel in (ANSWERS, PERSONAL)


def page_sound(words: str, language: str, *, personal: bool) -> Media:
    """The same for a page that plays it."""
    return Media("voice", PERSONAL if personal else ANSWERS, language, words, f"loa{ENDINGS[1]}")


class Speech:
    """Reads aloud with `program`, a command line; {language} in it is the code of the language.

    The newest sounds of the library's answers are kept in memory; those about one person are not.
    """

    def __init__(self, program: str) -> None:
        self._program = program
        self._kept: OrderedDict[tuple[str, str, str], bytes] = OrderedDict()

    def add_to(self, files: Files, languages: Iterable[str]) -> Files:
        """Has `files` fetch from here."""
        for code in languages:
            files.add(ANSWERS, code, self.answer)
            files.add(PERSONAL, code, self.read)
        return files

    async def answer(self, media: Media) -> bytes:
        """The sound of an answer, which many ask for. Raises Undeliverable."""
        key = media.account, media.ref, media.name
        if key not in self._kept:
            self._kept[key] = await self.read(media)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    async def read(self, media: Media) -> bytes:
        """The words of `media` as sound. Raises Undeliverable where the program does not speak.

        It is not tried again: what is said next would wait for it, and the words are there anyway.
        """
        wav = await self._said(media.ref, media.account)
        try:
            sound: bytes = await in_turn(_coded, wav, media.name[media.name.rindex(".") :])
        except ValueError as error:
            log.error("speech program gives no sound")
            raise Undeliverable("the speech program gives no sound", file=True) from error
        return sound

    async def _said(self, words: str, language: str) -> bytes:
        line = [part.replace("{language}", language) for part in shlex.split(self._program)]
        try:
            program = await asyncio.create_subprocess_exec(*line, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        except OSError as error:
            log.error("speech program not started", kind=type(error).__name__)
            raise Undeliverable("the speech program cannot be started", file=True) from error
        try:
            async with asyncio.timeout(PATIENCE):
                wav, _none = await program.communicate(words.encode())
        except TimeoutError as error:
            raise Undeliverable("the speech program takes too long", file=True) from error
        finally:
            with contextlib.suppress(ProcessLookupError):
                program.kill()
        if program.returncode or not wav:
            log.error("speech program failed", reason=f"exit code {program.returncode}")
            raise Undeliverable("the speech program failed", file=True)
        return wav
