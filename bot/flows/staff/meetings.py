"""Holding a meeting: what, where, when, how many seats; changing and cancelling one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar import VIET_NAM
from bot.domain.commands.meetings import CancelMeeting, ChangeMeeting, CopyMeeting, PlanMeeting, ShowOurMeetings
from bot.domain.meetings import LONGEST_PLACE, LONGEST_TITLE, MeetingKind, Occasion, Plan
from bot.domain.messages import Option
from bot.domain.rights import Act, may_at_all
from bot.flows.staff.meeting_questions import OFFERED_TITLE, Hours, MeetingDay, OwnCommune, Title, When, seats
from bot.talk import actions
from bot.talk.question import Done, Misread
from bot.talk.questions import Choose, Confirm, ForPerson
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import FIRST, Words, _, in_language, pgettext, verbatim


async def hold(scene: Scene, _arg: str) -> Done:
    """Asks for all that is to be known, and has it read back before it is announced."""
    if scene.staff is None or not may_at_all(Act.HOLD_MEETINGS, scene.staff):
        return Done(do=ShowOurMeetings())
    kinds = scene.library.meetings
    labels = tuple(Option(one.id, verbatim(in_language(scene.language.code, one.name))) for one in kinds.values())
    kind = kinds[await Choose("kind", _("What kind of meeting is it?"), labels)]
    commune = await _commune(scene)
    where = await _occasion(scene)
    many = int(await seats())
    offered = f"{in_language(FIRST, kind.name)} – {where.place}"[:LONGEST_TITLE]
    title = await Title("title", _("What is it called? Tap, or type another name."), offered=verbatim(offered))
    return Done(do=PlanMeeting(_plan(kind, commune, where, many, offered if title == OFFERED_TITLE else title)))


def _plan(kind: MeetingKind, commune: str, where: Occasion, many: int, title: str) -> Plan:
    assert where.day is not None
    assert where.starts is not None
    begins = datetime.combine(where.day, where.starts, VIET_NAM)
    usual = Plan(kind.id, title, commune, where.place, begins, begins + kind.lasts, seats=many or None)
    return where.of(usual)


async def _commune(scene: Scene) -> str:
    """Theirs; asked for where they serve several."""
    assert scene.staff is not None
    own, knowledge = sorted(scene.staff.communes), scene.knowledge
    if len(own) == 1:
        return own[0]
    theirs = tuple(knowledge.by_code[code] for code in own if code in knowledge.by_code)
    ask = _("In which commune?")
    return (await OwnCommune("commune", ask, knowledge.communes, knowledge.by_code, own=theirs)).code


async def _occasion(scene: Scene) -> Occasion:
    """Place, day and hours; asked for one by one only as far as they were not said in one go."""
    said = await When("where", _("Where and when? For example: chợ Mỹ Long sáng thứ bảy 8g30 tới 10g."), now=scene.now)
    if not said.place:
        said = replace(said, place=await ForPerson("place", _("Where is it?"), at_most=LONGEST_PLACE))
    if said.day is None:
        said = replace(said, day=await MeetingDay("day", _("On which day?"), today=scene.today, future=True))
    if said.starts is None:
        hours = await Hours("hours", _("From when to when?"), now=scene.now, day=said.day, part=said.part)
        said = replace(said, starts=hours.starts, ends=hours.ends)
    return said


async def change(scene: Scene, arg: str) -> Done:
    """ "Sửa hội nghị 7": one thing of it."""
    parts = (
        Option("when", _("Place, day or hour")),
        Option("seats", _("Seats")),
        Option("title", pgettext("meeting", "Name")),
    )
    number = read_number(arg)
    part = await Choose("part", _("What is to be changed of meeting {number}?", number=arg), parts)
    if part == "seats":
        return Done(do=ChangeMeeting(number, seats=int(await seats())))
    if part == "title":
        return Done(do=ChangeMeeting(number, title=await Title("title", _("What is it called now?"))))
    return await move(scene, arg)


async def move(scene: Scene, arg: str) -> Done:
    """ "Dời hội nghị 7 sang chủ nhật 9 giờ": said at once, it is read back.

    What is not said stays as it is.
    """
    number, _blank, said = arg.partition(" ")
    ask = _("Where and when is it now? Only type what changes, for example: thứ bảy tuần sau 8g30.")
    asked = When("where", ask, now=scene.now)
    occasion = _said_at_once(asked, said)
    if occasion is None:
        return Done(do=ChangeMeeting(read_number(number), await asked))
    sure = _(
        "Move meeting {number} to: {what}? Everybody who registered is told at once.",
        number=number,
        what=_told(occasion),
    )
    if not await Confirm("sure", sure):
        return Done(say=_("All right, nothing has changed."), options=(actions.OUR.option(number), *actions.TO_WORK))
    return Done(do=ChangeMeeting(read_number(number), occasion))


async def copy(scene: Scene, arg: str) -> Done:
    """ "Mở lại hội nghị 7 thứ bảy": as it was, on another day; what else changes may be said too."""
    number, _blank, said = arg.partition(" ")
    ask = _("On which day is it this time? What else changes you may type too, for example: thứ bảy tuần sau 8g30.")
    asked = When("where", ask, now=scene.now)
    occasion = _said_at_once(asked, said) or await asked
    if occasion.day is None:
        occasion = replace(occasion, day=await MeetingDay("day", _("On which day?"), today=scene.today, future=True))
    return Done(do=CopyMeeting(read_number(number), occasion))


def _said_at_once(asked: When, said: str) -> Occasion | None:
    """What was said together with the command; None where it says nothing of the kind."""
    try:
        return asked.read(said) if said else None
    except Misread:
        return None


def _told(occasion: Occasion) -> Words:
    """Place, day and hours, as far as they are said."""
    day = f"{occasion.day:%d/%m/%Y}" if occasion.day else ""
    hours = "–".join(f"{each:%H:%M}" for each in (occasion.starts, occasion.ends) if each)
    return verbatim(", ".join(part for part in (occasion.place, day, hours) if part))


async def cancel(_scene: Scene, arg: str) -> Done:
    """ "Hủy hội nghị 7", once more asked."""
    if not await Confirm("sure", _("Cancel meeting {number}? Everybody who registered is told at once.", number=arg)):
        return Done(say=_("All right, nothing has changed."), options=(actions.OUR.option(arg), *actions.TO_WORK))
    return Done(do=CancelMeeting(read_number(arg)))
