"""Ready answers for a live question: an officer looks for one, and sends it."""

from __future__ import annotations

from bot.domain.commands.cases import SendReady, ShowReady
from bot.talk.question import Done
from bot.talk.questions import ForPerson
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import _


async def find_ready(_scene: Scene, arg: str) -> Done:
    """Ready answers to something that the officer types."""
    about = await ForPerson("what", _("What should the ready answer be about?"), at_most=200)
    return Done(do=ShowReady(read_number(arg), about))


async def send(_scene: Scene, arg: str) -> Done:
    """Sends one: `arg` is "12:muc-dong-toi-thieu"."""
    number, _colon, answer = arg.partition(":")
    return Done(do=SendReady(read_number(number), answer))
