"""Difficulties and proposals for a month's report, asked of officers after closing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.commands.reports import NoteRemark
from bot.domain.messages import Option
from bot.domain.outreach.results import NOTHING
from bot.domain.people import Staff
from bot.domain.reports.periods import Period, PeriodKind, read
from bot.domain.reports.remarks import DIFFICULTY, PROPOSAL, meant_on
from bot.flows.staff.meeting_report import Told
from bot.search.text.redact import redact_numbers
from bot.talk.contact_questions import ChooseCommune, ReadBack
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.words import Words, _, lines, verbatim

COMMUNE = "commune"
LONGEST = 900
MOST_LISTED = 9


@dataclass(frozen=True)
class OneOfTheirs(ChooseCommune):
    """A commune by any of its names; a few are listed to be tapped."""

    listed: tuple[Option, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        return self.listed


async def remark(scene: Scene, arg: str) -> Done:
    """What was difficult, what is proposed, in which commune; read back before it is noted."""
    month = _month(arg, scene)
    asked = _("What was difficult in {month}? A few sentences, without names of citizens.", month=month.title)
    difficulty = await _told(DIFFICULTY, asked)
    proposal = await _told(PROPOSAL, _("And what do you propose?"))
    commune = await _commune(scene)
    if not difficulty and not proposal:
        return Done(do=NoteRemark(month.name, commune))
    read_back = lines(
        _("For the report of {month}, {commune}:", month=month.title, commune=_named(commune, scene)),
        _("• Difficult: {text}", text=verbatim(difficulty)) if difficulty else None,
        _("• Proposed: {text}", text=verbatim(proposal)) if proposal else None,
    )
    edits = Option(DIFFICULTY, _("Difficulty")), Option(PROPOSAL, _("Proposal"))
    await ReadBack("right", read_back, (Option("yes", _("Note it for the report")),), edits)
    return Done(do=NoteRemark(month.name, commune, difficulty, proposal))


def _month(arg: str, scene: Scene) -> Period:
    closing = scene.library.home.closing
    try:
        named = read(arg, closing)
    except ValueError:
        return meant_on(scene.today, closing)
    return named if named.kind is PeriodKind.MONTH else meant_on(scene.today, closing)


async def _told(key: str, asked: Words) -> str:
    said = await Told(key, asked, at_most=LONGEST)
    return "" if said == NOTHING else redact_numbers(said)


async def _commune(scene: Scene) -> str:
    """The one that they serve; asked for where there are several."""
    serves = _serves(scene.staff)
    if len(serves) == 1:
        return serves[0]
    knowledge, asked = scene.knowledge, _("Which commune is that about?")
    listed = tuple(Option(code, verbatim(_named(code, scene))) for code in serves[: MOST_LISTED + 1])
    listed = listed if len(listed) <= MOST_LISTED else ()
    return (await OneOfTheirs(COMMUNE, asked, knowledge.communes, knowledge.by_code, listed)).code


def _serves(staff: Staff | None) -> tuple[str, ...]:
    return tuple(sorted(staff.communes)) if staff is not None else ()


def _named(code: str, scene: Scene) -> str:
    found = scene.knowledge.by_code.get(code)
    return found.name if found else code
