"""Asking an officer here and now, and what either side may do while they talk: end it, say if it helped, and so on."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.calendar import local
from bot.domain.commands.cases import (
    AskOfficer,
    EndCase,
    Leave,
    OpenCase,
    PassCase,
    Propose,
    RateCase,
    SendReady,
    ShowReady,
)
from bot.talk import actions
from bot.talk.question import Done
from bot.talk.questions import ChooseCommune, Confirm, ForPerson
from bot.talk.scene import Scene
from bot.words import Words, _, lines, paragraphs

CONSENT = "live-1"
MENU = (actions.MENU.option(),)
READS = _(
    "An officer will read your question and the last lines of this chat, but sees neither your account nor your "
    "number. Do you agree?"
)


async def live(scene: Scene, _arg: str) -> Done:
    """First by when there is an answer, and consent; then the commune, unless it is known, and the question."""
    if scene.case:
        said = _("Your question is with the officers already. Just type what you want to add, or “kết thúc” to end.")
        return Done(say=said, options=(actions.END_CASE.option(),))
    if scene.staff is not None:
        return Done(say=_("You are staff yourself; this is for citizens."), options=MENU)
    if not await Confirm("consent", paragraphs(promise(scene), READS), yes=_("I agree"), no=_("I do not agree")):
        return Done(say=_("All right, I pass nothing on. You can still ask me anything."), options=MENU)
    commune = scene.commune
    if commune not in scene.knowledge.by_code:
        place = await ChooseCommune(
            "commune",
            _("Which commune do you live in? The old name is fine too, for example: xã Mỹ Long, Cầu Ngang."),
            scene.knowledge.communes,
            scene.knowledge.by_code,
        )
        commune = place.code
    return Done(do=AskOfficer(commune, await _question(scene), CONSENT, scene.recent))


async def _question(scene: Scene) -> str:
    """The question that was left without an answer just now, if she wants that one, else what she types."""
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
    """ "Kết thúc", from either side; `arg` is the number where it is not the one she is in."""
    return Done(do=EndCase(_number(arg) or scene.case))


async def helped(_scene: Scene, arg: str) -> Done:
    """Whether it helped: `arg` is "12:yes"."""
    number, _colon, said = arg.partition(":")
    return Done(do=RateCase(_number(number), said == "yes"))


async def case(_scene: Scene, arg: str) -> Done:
    """ "Trả lời", "nói với 12"."""
    return Done(do=OpenCase(_number(arg)))


async def leave(_scene: Scene, _arg: str) -> Done:
    """The officer wants to talk with Loa for a while."""
    return Done(do=Leave())


async def pass_on(_scene: Scene, arg: str) -> Done:
    """ "Nhờ người khác"."""
    return Done(do=PassCase(_number(arg)))


async def ready(_scene: Scene, arg: str) -> Done:
    """Ready answers to what was asked last."""
    return Done(do=ShowReady(_number(arg)))


async def find_ready(_scene: Scene, arg: str) -> Done:
    """Ready answers to something that the officer types."""
    about = await ForPerson("what", _("What should the ready answer be about?"), at_most=200)
    return Done(do=ShowReady(_number(arg), about))


async def send(_scene: Scene, arg: str) -> Done:
    """Sends one: `arg` is "12:muc-dong-toi-thieu"."""
    number, _colon, answer = arg.partition(":")
    return Done(do=SendReady(_number(number), answer))


async def propose(_scene: Scene, arg: str) -> Done:
    """The answer is worth keeping."""
    return Done(do=Propose(_number(arg)))


def _number(arg: str) -> int:
    return int(arg) if arg.isdecimal() and len(arg) < 10 else 0
