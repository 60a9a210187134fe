"""What is kept about a citizen: correct it, take consent back, delete it; their language."""

from __future__ import annotations

from bot.domain.commands.citizens import (
    CorrectMyData,
    ForgetMe,
    SpeakLanguage,
    TakeBackCall,
    TakeBackSharing,
)
from bot.domain.commands.payments import StopReminding
from bot.domain.commands.subscriptions import Unsubscribe
from bot.domain.messages import Option
from bot.domain.outreach.subscriptions import IN_BULK
from bot.talk.actions import TO_MENU
from bot.talk.contact_questions import PersonName, Phone
from bot.talk.question import Done
from bot.talk.questions import Choose, Confirm
from bot.talk.scene import Scene
from bot.words import FIRST, OFFERED, _, own_name, verbatim


async def correct(_scene: Scene, _arg: str) -> Done:
    """Changes name or number of the open request."""
    what = await Choose(
        "what",
        _("What should be corrected?"),
        (Option("name", _("The name")), Option("phone", _("The phone number")), Option("nothing", _("Nothing"))),
    )
    if what == "name":
        return Done(do=CorrectMyData(name=await PersonName("name", _("What should we call you?"))))
    if what == "phone":
        return Done(do=CorrectMyData(phone=await Phone("phone", _("Which number can we call?"))))
    return Done(say=_("All right, nothing has changed."), options=TO_MENU)


async def unshare(_scene: Scene, _arg: str) -> Done:
    """Takes back one purpose: requests are not passed on any more; the call stays."""
    sure = await Confirm(
        "sure",
        _(
            "Shall I no longer pass your request on to the insurance office and the post office? "
            "Commune staff still call you."
        ),
        yes=_("Yes, do not pass it on"),
        no=_("No, leave it as it is"),
    )
    if not sure:
        return Done(say=_("All right, nothing has changed."), options=TO_MENU)
    return Done(do=TakeBackSharing())


async def uncall(_scene: Scene, _arg: str) -> Done:
    """Takes back the call itself: the open request ends."""
    sure = await Confirm(
        "sure",
        _("Shall nobody call you any more? Your request ends, and its name and number are deleted."),
        yes=_("Yes, do not call"),
        no=_("No, leave it as it is"),
    )
    if not sure:
        return Done(say=_("All right, nothing has changed."), options=TO_MENU)
    return Done(do=TakeBackCall())


async def take_back(scene: Scene, arg: str) -> Done:
    """ "Rút đồng ý": which of the purposes."""
    what = await Choose(
        "what",
        _("What would you like to take back?"),
        (
            Option("share", _("Do not pass it on")),
            Option("call", _("Do not call me any more")),
            Option("news", _("Stop the news")),
            Option("reminding", _("Stop reminding")),
            Option("nothing", _("No, leave it as it is")),
        ),
    )
    match what:
        case "share":
            return await unshare(scene, arg)
        case "call":
            return await uncall(scene, arg)
        case "news":
            return Done(do=Unsubscribe(IN_BULK))
        case "reminding":
            return Done(do=StopReminding())
        case _:
            return Done(say=_("All right, nothing has changed."), options=TO_MENU)


async def forget(_scene: Scene, _arg: str) -> Done:
    """Deletes everything personal at once, after one question."""
    sure = await Confirm(
        "sure",
        _("Shall I delete your name, your number, your requests and everything else about you? It cannot be undone."),
        yes=_("Yes, delete it"),
        no=_("No, keep it"),
    )
    if not sure:
        return Done(say=_("All right, nothing has changed."), options=TO_MENU)
    return Done(do=ForgetMe())


async def language(_scene: Scene, arg: str) -> Done:
    """Vietnamese or English."""
    code = arg or await Choose(
        "code",
        _("Which language shall I speak?"),
        tuple(Option(offered, verbatim(own_name(offered))) for offered in OFFERED),
    )
    return Done(do=SpeakLanguage(code if code in OFFERED else FIRST))
