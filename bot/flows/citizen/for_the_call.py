"""What a citizen may add to a request: when to call, a sum, their last questions."""

from __future__ import annotations

import hashlib

from bot.domain.calls.known import PREFERENCES, Prefer
from bot.domain.commands.leads import Attach, Detach, PreferTime
from bot.domain.consents import ATTACH_QUESTIONS, ATTACH_SUM
from bot.domain.messages import Option
from bot.talk.actions import TO_MENU
from bot.talk.attaching import attached
from bot.talk.question import Done
from bot.talk.questions import Agree, Choose, Confirm
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import _, in_language, verbatim

ANY = Option("any", _("At any time"))


async def when(_scene: Scene, arg: str) -> Done:
    """The part of the day at which they like best to be called."""
    part = await Choose("part", _("When is it best to call you?"), (*PREFERENCES, ANY))
    return Done(do=PreferTime(read_number(arg), Prefer(part) if part != ANY.token else None))


async def with_sum(scene: Scene, arg: str) -> Done:
    """ "Kèm phép tính"."""
    return await _attach(ATTACH_SUM, scene, arg)


async def with_questions(scene: Scene, arg: str) -> Done:
    """ "Kèm câu hỏi"."""
    return await _attach(ATTACH_QUESTIONS, scene, arg)


async def _attach(purpose: str, scene: Scene, arg: str) -> Done:
    """Shows in full what would go with the request; what has changed since is asked anew."""
    what, consent = attached(purpose, scene), scene.library.attaching
    if what is None or consent is None:
        nothing = _("There is nothing to add: what was said more than half an hour ago I no longer keep.")
        return Done(say=nothing, options=TO_MENU)
    words = scene.language.say(what)
    shown = in_language(scene.language.code, consent.text).replace("{attached}", words)
    digest = hashlib.sha256(shown.encode()).hexdigest()[:12]
    choices = (Option("yes", _("I agree")), Option("no", _("I do not agree")))
    if await Agree(f"attach-{digest}", verbatim(shown), choices) != "yes":
        return Done(say=_("All right, nothing goes with it. You are called all the same."), options=TO_MENU)
    return Done(do=Attach(read_number(arg), purpose, words, consent.version, shown))


async def detach(_scene: Scene, _arg: str) -> Done:
    """ "Bỏ phần kèm"."""
    sure = await Confirm("sure", _("Shall I delete what goes with your request? You are called all the same."))
    return Done(do=Detach()) if sure else Done(say=_("All right, nothing has changed."), options=TO_MENU)
