"""What is right about a reply and what is not, judged without its exact wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.text import fold
from bot.evaluation.dialogues import NO_FORM, Dialogue, Path, SaidTurn, Wanted
from bot.evaluation.stage import Heard, Stage
from bot.library import Library
from bot.words import in_language

Counts: TypeAlias = Mapping[str, tuple[int, int]]
_SEPARATED = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")


@dataclass(frozen=True)
class Verdict:
    """A dialogue with its first wrong turn (None: right to the last), and what was wrong there."""

    dialogue: Dialogue
    turn: SaidTurn | None = None
    faults: tuple[str, ...] = ()
    heard: str = ""

    @property
    def right(self) -> bool:
        return self.turn is None


async def judge(stage: Stage, dialogue: Dialogue, known: Mapping[str, Path]) -> Verdict:
    """Plays the dialogue up to its first wrong turn."""
    playing = await stage.play(dialogue)
    library = stage.knowledge(dialogue.day).library
    try:
        for turn in dialogue.turns:
            heard = await playing.hear(turn)
            faults = tuple(found(turn.wanted, heard, library, known)) if heard.pressed else ("không có nút đó",)
            if faults:
                return Verdict(dialogue, turn, faults, heard.said)
    finally:
        await playing.end()
    return Verdict(dialogue)


def found(wanted: Wanted, heard: Heard, library: Library, known: Mapping[str, Path]) -> Iterator[str]:
    """What is wrong with a reply; nothing where it is right."""
    said = _plain("\n".join((heard.said, *heard.buttons)))
    if wanted.answer and (led := leading(heard, library)) not in wanted.answer:
        yield f"cần {'/'.join(wanted.answer)}, ra {led or '(không có câu trả lời)'}"
    if wanted.asks and not any(_is_open(one, heard.open) for one in wanted.asks):
        yield f"cần hỏi {' hoặc '.join(wanted.asks)}, ra {heard.open or '(không hỏi gì)'}"
    path = known[wanted.path] if wanted.path else Path(())
    yield from (f"thiếu “{words}”" for words in (*wanted.shows, *path.shows) if not _any(words, said))
    yield from (f"không được có “{words}”" for words in (*wanted.never, *path.never) if _any(words, said))


def leading(heard: Heard, library: Library) -> str:
    """The id of the answer whose title is the first to be a line of the reply, or ""."""
    begins: dict[str, str] = {}
    for id_, answer in library.answers.items():
        begins.setdefault(fold(in_language(heard.language, answer.title)), id_)
    return next((begins[line] for line in map(fold, heard.said.splitlines()) if line in begins), "")


def counted(verdicts: Iterable[Verdict]) -> tuple[Counts, Counts]:
    """How many are right of how many, by voice and by kind."""
    judged = list(verdicts)
    by_voice = _by([(one.dialogue.voice, one.right) for one in judged])
    return by_voice, _by([(one.dialogue.kind, one.right) for one in judged])


def _by(pairs: Sequence[tuple[str, bool]]) -> Counts:
    asked, right = Counter(name for name, _right in pairs), Counter(name for name, is_right in pairs if is_right)
    return {name: (right[name], asked[name]) for name in sorted(asked)}


def _is_open(wanted: str, form: str) -> bool:
    if wanted == NO_FORM:
        return not form
    return form == wanted or form.partition("/")[0] == wanted


def _any(words: str, said: str) -> bool:
    """Whether one of the alternatives between "|" is there, as whole words and figures."""
    return any(re.search(rf"(?<!\w){re.escape(_plain(one))}(?!\w)", said) for one in words.split("|"))


def _plain(text: str) -> str:
    """Without accents and without the separators of figures, which differ by language."""
    return _SEPARATED.sub("", fold(text))
