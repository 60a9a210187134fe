"""Asking to be told something, for which commune, and that it is enough."""

from __future__ import annotations

from bot.domain.commands.subscriptions import NewsOf, Subscribe
from bot.domain.messages import Option
from bot.domain.outreach.subscriptions import Purpose
from bot.flows.citizen.own_commune import ask_commune, own_commune
from bot.talk.actions import TO_MENU
from bot.talk.question import Done
from bot.talk.questions import Agree
from bot.talk.scene import Scene
from bot.words import _, in_language, verbatim


async def news(scene: Scene, _arg: str) -> Done:
    """ "Nhận tin"."""
    return await _subscribe(Purpose.NEWS, scene)


async def meeting_news(scene: Scene, _arg: str) -> Done:
    """ "Báo hội nghị mới"."""
    return await _subscribe(Purpose.MEETINGS, scene)


async def news_of(scene: Scene, _arg: str) -> Done:
    """ "Đổi xã nhận tin"."""
    return Done(do=NewsOf(await ask_commune(scene)))


async def _subscribe(purpose: Purpose, scene: Scene) -> Done:
    """Consent comes first; what was agreed of another text does not count for this one."""
    consent = scene.library.subscribing.get(purpose)
    if consent is None:
        return Done(say=_("I do not write to anybody about that yet."), options=TO_MENU)
    shown = in_language(scene.language.code, consent.text)
    choices = (Option("yes", _("I agree")), Option("no", _("I do not agree")))
    if await Agree(f"consent-{consent.version}", verbatim(shown), choices) != "yes":
        return Done(say=_("All right, I keep nothing. You can still ask me anything."), options=TO_MENU)
    return Done(do=Subscribe(purpose, await own_commune(scene), consent.version, shown))
