"""Reading aloud: the answer shown last, and from now on all that is said."""

from __future__ import annotations

from bot.domain.commands.citizens import ReadAloud
from bot.talk.library_answers import answer
from bot.talk.question import Done
from bot.talk.scene import Scene


async def read_aloud(scene: Scene, arg: str) -> Done:
    """ "Nghe"; a sum is not said again, for what was answered for it is not all kept."""
    shown = arg or next((text for what, text in reversed(scene.recent) if what == "shown"), "")
    if shown not in scene.library.answers or not scene.speaks:
        return Done(do=ReadAloud(on=True))
    found = answer(shown, scene)
    return Done(say=found.words, options=found.options, shown=found.shown, do=ReadAloud(on=True))
