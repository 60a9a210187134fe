"""Finding a meeting, saying that one comes, and that one does not."""

from __future__ import annotations

import re

from bot.domain.commands.meetings import (
    LeaveMeeting,
    LeaveNumber,
    RateMeeting,
    RegisterGuest,
    ShowMeeting,
    ShowMeetings,
)
from bot.domain.consents import MEETING_CALL_TEXT, MEETING_CALL_VERSION, MEETING_TEXT, MEETING_VERSION
from bot.domain.messages import Option
from bot.domain.outreach.results import Mark
from bot.domain.text import fold
from bot.flows.citizen.own_commune import own_commune
from bot.search.values.counts import NUMBER, counted
from bot.talk import actions
from bot.talk.contact_questions import Phone
from bot.talk.question import Done, Misread
from bot.talk.questions import Choose, Confirm
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import _

MOST_COMPANIONS = 20
ONLY_ME = re.compile(r"\b(?:mot|1) (?:minh|than)\b")
ALONE = re.compile(r"\b(?:minh|khong|alone|nobody|chi (?:co )?(?:toi|em|con))\b")
# "Hai vợ chồng", "3 mẹ con": they count themselves.
TOGETHER = re.compile(
    rf"\b({NUMBER}) (?:vo chong|(?:me|cha|ba|bo|ong|di|co|chu) (?:con|chau)|(?:anh|chi) (?:em|chi))\b"
)


class Companions(Choose):
    """How many come along: tapped, or typed as a number."""

    def read(self, text: str) -> str:
        if text in {choice.token for choice in self.choices}:
            return text
        plain = fold(text)
        if ONLY_ME.search(plain):
            companions = 0
        elif together := TOGETHER.search(plain):
            companions = counted(together[1]) - 1
        elif found := re.search(rf"\b(?:{NUMBER})\b", plain):
            companions = counted(found[0])
        elif ALONE.search(plain):
            companions = 0
        else:
            raise Misread(_("Please tap a button, or type how many come along, for example: 2."), self.choices)
        if companions > MOST_COMPANIONS:
            raise Misread(
                _("For more than {most} please call the hotline, so that there are seats.", most=MOST_COMPANIONS)
            )
        return str(companions)


async def meetings(scene: Scene, arg: str) -> Done:
    """Those of the commune of that code, else of the one that is known or asked for."""
    return Done(do=ShowMeetings(arg if arg in scene.knowledge.by_code else await own_commune(scene)))


async def come(scene: Scene, arg: str) -> Done:
    """Asks how many come along, and for consent to keep the seats and to be reminded."""
    choices = (
        Option("0", _("Only me")),
        Option("1", _("One person with me")),
        Option("2", _("Two people with me")),
    )
    companions = await Companions("companions", _("How many come along with you?"), choices)
    if not await Confirm("consent", MEETING_TEXT, yes=_("I agree"), no=_("I do not agree")):
        said = _("All right, I keep nothing. You may come without telling me, as long as there are seats.")
        return Done(say=said, options=(actions.MEETINGS.option(), *actions.TO_MENU))
    return Done(do=RegisterGuest(read_number(arg), int(companions), MEETING_VERSION))


async def not_coming(_scene: Scene, arg: str) -> Done:
    """At once: somebody else may have the seat."""
    return Done(do=LeaveMeeting(read_number(arg)))


async def rate(_scene: Scene, arg: str) -> Done:
    """One tap after the meeting: `arg` is "7-good"."""
    number, _dash, mark = arg.partition("-")
    if mark not in set(Mark):
        return Done(do=ShowMeeting(read_number(number)))
    return Done(do=RateMeeting(read_number(number), Mark(mark)))


async def call_about(_scene: Scene, arg: str) -> Done:
    """A number for calls about that meeting, with a consent of its own."""
    if not await Confirm("consent", MEETING_CALL_TEXT, yes=_("I agree"), no=_("I do not agree")):
        return Done(say=_("All right, I keep no number."), options=(actions.MEETING.option(arg), *actions.TO_MENU))
    phone = await Phone("phone", _("Which number can we call? Type it, for example 0912 345 678."))
    return Done(do=LeaveNumber(read_number(arg), phone, MEETING_CALL_VERSION))
