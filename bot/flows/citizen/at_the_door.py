"""At a meeting: saying that one is there, asking something, and joining there and then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.domain.commands.leads import RequestCall
from bot.domain.commands.meetings import Arrive, AskAtMeeting, JoinNow
from bot.domain.consents import AT_DOOR_TEXT, AT_DOOR_VERSION, GUEST_QUESTION_TEXT, GUEST_QUESTION_VERSION
from bot.domain.messages import Option
from bot.flows.citizen.consultation import asked_to_call
from bot.search.values.phrasebook import Phrasebook
from bot.talk import actions
from bot.talk.contact_questions import PersonName
from bot.talk.question import Done
from bot.talk.questions import Confirm, ForPerson
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import _

NO_NAME = "-"
LONGEST_QUESTION = 300


@dataclass(frozen=True)
class NameIfAny(PersonName):
    """A name, or none: then it is asked by nobody in particular."""

    takes_questions: ClassVar[bool] = True

    def read(self, text: str) -> str:
        return "" if text == NO_NAME else super().read(text)

    def understand(self, text: str, book: Phrasebook) -> str:
        return "" if text.strip(" .") == "1" or book.says("no", text) else super().understand(text, book)

    def write(self, value: str) -> str:
        return value or NO_NAME

    @property
    def options(self) -> tuple[Option, ...]:
        return (Option(NO_NAME, _("Without a name")),)


async def here(_scene: Scene, arg: str) -> Done:
    """Asks for consent to keep that they are there."""
    if not await Confirm("consent", AT_DOOR_TEXT, yes=_("I agree"), no=_("I do not agree")):
        said = _("All right, I keep nothing. Enjoy the meeting; you can ask me anything.")
        return Done(say=said, options=actions.TO_MENU)
    return Done(do=Arrive(read_number(arg), AT_DOOR_VERSION))


async def ask(_scene: Scene, arg: str) -> Done:
    """What they want to ask there, with a name or without."""
    if not await Confirm("consent", GUEST_QUESTION_TEXT, yes=_("I agree"), no=_("I do not agree")):
        said = _("All right, I keep nothing. You may also ask there aloud.")
        return Done(say=said, options=(actions.MEETING.option(arg), *actions.TO_MENU))
    question = await ForPerson("question", _("What would you like to ask?"), at_most=LONGEST_QUESTION)
    name = await NameIfAny("name", _("Shall your name stand beside it? Type it, or tap the button."))
    return Done(do=AskAtMeeting(read_number(arg), question, name, GUEST_QUESTION_VERSION))


async def join_now(scene: Scene, arg: str) -> Done:
    """A request for who collects there; `arg`: the meeting, and the commune where it is."""
    number, _dash, code = arg.partition("-")
    done = await asked_to_call(scene, scene.knowledge.by_code.get(code))
    if isinstance(done.do, RequestCall):
        return replace(done, do=JoinNow(read_number(number), done.do))
    return done
