"""Linking two addresses of one person, with a code given at one and typed at the other."""

from __future__ import annotations

from bot.domain.commands.citizens import AskLinkCode, LinkAddress, PartAddress
from bot.talk.actions import TO_MENU
from bot.talk.question import Done
from bot.talk.questions import Confirm, TextQuestion
from bot.talk.scene import Scene
from bot.words import _


async def link(scene: Scene, arg: str) -> Done:
    """Gives a code; with the code of another address links the two, after one question."""
    return await bring(scene, arg) if arg else Done(do=AskLinkCode())


async def bring(_scene: Scene, arg: str) -> Done:
    """Links this address with the one that asked for the code."""
    code = arg or await TextQuestion(
        "code", _("Please type the code that you were given in the other place."), at_most=40
    )
    sure = await Confirm(
        "sure",
        _(
            "Shall I link this place with the one where you asked for the code? Your requests, your consent and your "
            "language are then the same in both, and whoever uses the other place sees them. "
            "Say yes only if you asked for the code yourself, just now."
        ),
        yes=_("Yes, link them"),
        no=_("No"),
    )
    if not sure:
        return Done(say=_("All right, nothing has changed."), options=TO_MENU)
    return Done(do=LinkAddress(code))


async def part(_scene: Scene, _arg: str) -> Done:
    """Undoes it for this address."""
    sure = await Confirm(
        "sure",
        _("Shall I part this place from the others? Each keeps what it had before they were linked."),
        yes=_("Yes, part them"),
        no=_("No"),
    )
    return Done(do=PartAddress()) if sure else Done(say=_("All right, nothing has changed."), options=TO_MENU)
