"""Answering what guests asked at a meeting: in own words, or with an answer of the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.commands.meetings import AnswerQuestion
from bot.domain.messages import Option
from bot.search.values.phrasebook import Phrasebook
from bot.talk.library_answers import answer, title
from bot.talk.question import Done, Misread
from bot.talk.questions import TextQuestion
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import _, verbatim

LONGEST, OFFERED = 1500, 4
CHOSEN = "@"


@dataclass(frozen=True)
class InWords(TextQuestion):
    """Words of one's own; after a question mark, what to search the library for."""

    at_most: int = LONGEST
    scene: Scene | None = None
    takes_questions: ClassVar[bool] = True

    def understand(self, text: str, book: Phrasebook) -> str:
        if not text.lstrip().startswith("?"):
            return super().understand(text, book)
        assert self.scene is not None
        found = self.scene.knowledge.finder.ask(text.strip(" ?")).hits[:OFFERED]
        options = tuple(Option(f"{CHOSEN}{hit.id}", verbatim(title(hit.id, self.scene))) for hit in found)
        if not options:
            raise Misread(_("Nothing fits that. Please type the answer in your own words."))
        raise Misread(_("Which of these answers?"), options)


async def answer_asked(scene: Scene, arg: str) -> Done:
    """ "Trả lời câu hỏi 3": kept, and read by those who were there when they are thanked."""
    ask = _("What is the answer to question {number}? Type it, or a question mark and what the ready answer is about.",
            number=arg)  # fmt: skip
    said = await InWords("answer", ask, scene=scene)
    ready = said.removeprefix(CHOSEN) if said.startswith(CHOSEN) else ""
    if ready in scene.library.answers:
        said = scene.language.say(answer(ready, scene, basis=False).words)
    return Done(do=AnswerQuestion(read_number(arg), said[:LONGEST]))
