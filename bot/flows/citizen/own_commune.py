"""The commune in which somebody lives: the one that is known, else asked for."""

from __future__ import annotations

from bot.talk.contact_questions import ChooseCommune
from bot.talk.scene import Scene
from bot.words import _


async def own_commune(scene: Scene) -> str:
    """Its code."""
    if scene.commune in scene.knowledge.by_code:
        return scene.commune
    return await ask_commune(scene)


async def ask_commune(scene: Scene) -> str:
    """The code of the commune that they name."""
    place = await ChooseCommune(
        "commune",
        _("Which commune do you live in? The old name is fine too, for example: xã Mỹ Long, Cầu Ngang."),
        scene.knowledge.communes,
        scene.knowledge.by_code,
    )
    return place.code
