"""An answer in Khmer, once a named person has released it."""

from __future__ import annotations

from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.talk.understanding.khmer import answer_in_khmer


async def in_khmer(scene: Scene, arg: str) -> Done:
    """The answer of that id, or what somebody who writes Khmer is told first."""
    found = answer_in_khmer(arg, scene)
    return Done(say=found.words, options=found.options, shown=found.shown)
