"""Whether an answer was of use; if not, the editors are told and others are offered."""

from __future__ import annotations

from bot.domain.commands.content import RateAnswer
from bot.domain.messages import Option
from bot.talk.answering import candidates
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.words import Words, _, paragraphs


async def useful(scene: Scene, arg: str) -> Done:
    """ "Có ích"."""
    if arg not in scene.library.answers:
        return Done(say=_("Thank you."), options=(MENU,))
    return Done(
        say=_("Thank you, I am glad. Just ask if there is more."),
        options=(MENU,),
        do=RateAnswer(scene.library.answers[arg].id, True),
    )


async def wrong(scene: Scene, arg: str) -> Done:
    """ "Chưa đúng": what else it might have been, and a person."""
    said: Words = _("Thank you for telling me; the editors will see to it.")
    if arg not in scene.library.answers:
        return Done(say=said, options=(PERSON, MENU))
    arg = scene.library.answers[arg].id
    asked = _asked(scene, arg)
    others: tuple[Option, ...] = candidates(asked, scene, but=arg) if asked else ()
    if others:
        said = paragraphs(said, _("Did you mean one of these?"))
    return Done(say=said, options=(*others, PERSON, MENU), do=RateAnswer(arg, False, asked))


def _asked(scene: Scene, shown: str) -> str:
    """The question that this answer was given to, where it is still remembered."""
    asked = ""
    for what, text in scene.recent:
        if what == "asked":
            asked = text
        elif (what, text) == ("shown", shown):
            return asked
    return ""
