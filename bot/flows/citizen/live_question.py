"""Asking an officer here and now, ending that talk, and saying whether it helped."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.calendar import local
from bot.domain.commands.cases import AskOfficer, EndCase, RateCase
from bot.domain.consents import LIVE_TEXT, LIVE_VERSION
from bot.flows.citizen.own_commune import own_commune
from bot.talk import actions
from bot.talk.actions import TO_MENU
from bot.talk.question import Done
from bot.talk.questions import Confirm, ForPerson
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import Words, _, lines, paragraphs


async def live(scene: Scene, _arg: str) -> Done:
    """Says by when there is an answer; asks for consent, the commune and the question."""
    if scene.case:
        said = _("Your question is with the officers already. Just type what you want to add, or “kết thúc” to end.")
        return Done(say=said, options=(actions.END_CASE.option(),))
    if scene.staff is not None:
        return Done(say=_("You are staff yourself; this is for citizens."), options=TO_MENU)
    if not await Confirm("consent", paragraphs(promise(scene), LIVE_TEXT), yes=_("I agree"), no=_("I do not agree")):
        return Done(say=_("All right, I pass nothing on. You can still ask me anything."), options=TO_MENU)
    commune = await own_commune(scene)
    return Done(do=AskOfficer(commune, await _question(scene), LIVE_VERSION, scene.recent))


async def _question(scene: Scene) -> str:
    """The question just left without an answer, if that one is meant, else what is typed."""
    last = scene.recent[-2:]
    left = last[0][1] if len(last) == 2 and (last[0][0], last[1][0]) == ("asked", "missed") else ""
    if left:
        this = _("Shall I pass on this question: “{question}”?", question=left)
        if await Confirm("same", this, yes=_("Yes, this one"), no=_("Another question")):
            return left
    return await ForPerson("question", _("Please type your question for the officer, as fully as you like."), 1500)


def promise(scene: Scene) -> Words:
    """By when there is an answer, and when the office is open."""
    home, minutes = scene.library.home, int(scene.within / timedelta(minutes=1))
    hours = scene.library.duty_of(scene.commune).hours
    opens = local(hours.opens(scene.now))
    now = (
        _("Officers are at work now and usually answer within {minutes} minutes.", minutes=minutes)
        if hours.open_at(scene.now)
        else _("Officers are off now. I keep your question, and they answer from {at} on.", at=opens)
    )
    return lines(now, _("Hours: {hours}.", hours=home.hours_in(scene.language.code)))


async def end_case(scene: Scene, arg: str) -> Done:
    """ "Kết thúc", from either side; `arg` is the number where it is not the open one."""
    return Done(do=EndCase(read_number(arg) or scene.case))


async def helped(_scene: Scene, arg: str) -> Done:
    """Whether it helped: `arg` is "12:yes"."""
    number, _colon, said = arg.partition(":")
    return Done(do=RateCase(read_number(number), said == "yes"))
