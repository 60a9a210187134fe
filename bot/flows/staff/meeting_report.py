"""What came of a meeting, told in the officer's chat.

Heads in a line, the questions of its kind, one look over it all.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

from bot.domain.commands.meetings import CorrectReport, ReportMeeting, ShowOurMeeting
from bot.domain.meetings import Meeting, MeetingKind, MeetingState
from bot.domain.messages import Option
from bot.domain.outreach.results import (
    LONGEST_ANSWER,
    MOST_HEADS,
    NOTHING,
    TOO_MANY,
    UNCOUNTED,
    Heads,
    known,
    told_heads,
    told_words,
)
from bot.domain.rights import may_change
from bot.search.values.headcounts import read_headcount
from bot.search.values.phrasebook import Phrasebook
from bot.talk.contact_questions import ReadBack
from bot.talk.question import Done, Misread, Question
from bot.talk.questions import Choose, ForPerson
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import Words, _, lines, paragraphs, pgettext, verbatim

UNKNOWN, NOBODY, COUNTED = "?", "none", "counted"
EXAMPLE = _("Please type the numbers, for example: 42 người, 17 nữ, 5 Khmer.")


@dataclass(frozen=True)
class HeadsLine(Question[Heads]):
    """Numbers in a line; at least one of `wanted`, the first of which a bare number is.

    present   how many were there, as far as that is known
    counted   what was counted in the hall, to be taken over with a tap
    """

    wanted: tuple[str, ...] = ()
    present: int | None = None
    nobody: Words | None = None
    counted: Heads = UNCOUNTED
    takes_any_text: ClassVar[bool] = True
    takes_questions: ClassVar[bool] = True

    def read(self, text: str) -> Heads:
        if text.count("|") == len(fields(Heads)) - 1:
            return Heads(*(int(one) if one else None for one in text.split("|")))
        if text == COUNTED and self.counted != UNCOUNTED:
            return self.counted
        if text == NOBODY:
            return Heads(**dict.fromkeys(self.wanted, 0))
        said = dict(read_headcount(text).said)
        if "present" in said and "present" not in self.wanted:
            said.setdefault(self.wanted[0], said.pop("present"))
        if not said.keys() & set(self.wanted):
            raise Misread(EXAMPLE, self.options)
        if not Heads(**({"present": self.present} | said)).fits:
            raise Misread(TOO_MANY, self.options)
        return Heads(**said)

    def write(self, value: Heads) -> str:
        return "|".join(
            "" if one is None else str(one) for one in (getattr(value, each.name) for each in fields(value))
        )

    @property
    def options(self) -> tuple[Option, ...]:
        counted = (Option(COUNTED, _("As counted")),) if self.counted != UNCOUNTED else ()
        return (*counted, *((Option(NOBODY, self.nobody),) if self.nobody else ()))


@dataclass(frozen=True)
class HowMany(Question[int | None]):
    """A number up to `most`, or that nobody counted."""

    most: int = MOST_HEADS

    def read(self, text: str) -> int | None:
        if text == UNKNOWN:
            return None
        number = read_headcount(text).said.get("present") if not text.isdecimal() else int(text[:9])
        number = next(iter(read_headcount(text).said.values()), None) if number is None else number
        if number is None:
            raise Misread(_("Please type a number, or tap that nobody counted."), self.options)
        if number > self.most:
            raise Misread(TOO_MANY, self.options)
        return number

    def write(self, value: int | None) -> str:
        return UNKNOWN if value is None else str(value)

    @property
    def options(self) -> tuple[Option, ...]:
        return Option("0", pgettext("heads", "Nobody")), Option(UNKNOWN, _("Not counted"))


@dataclass(frozen=True)
class Told(ForPerson):
    """An answer in the officer's words, or that there is nothing to tell."""

    at_most: int = LONGEST_ANSWER

    def understand(self, text: str, book: Phrasebook) -> str:
        return NOTHING if text.strip(" .") == "1" or book.says("no", text) else super().understand(text, book)

    @property
    def options(self) -> tuple[Option, ...]:
        return (Option(NOTHING, _("Nothing to tell")),)


async def report(scene: Scene, arg: str) -> Done:
    """ "Báo kết quả 7": all that is asked, read back before it is sent."""
    meeting = _theirs(scene, arg)
    if meeting is None or meeting.state is MeetingState.REPORTED or meeting.plan.starts > scene.now:
        return Done(do=ShowOurMeeting(read_number(arg)))
    heads = await _heads(meeting.counted)
    words = {asked: await _told(number, asked) for number, asked in enumerate(_questions(scene, meeting))}
    photos = _("Send photos of the meeting now, if there are any; then tap “Done”. They are kept for 90 days.")
    await Choose("photos", photos, (Option("done", _("Done")),))
    edits = (Option("people", _("The numbers")), *(_edit(number, asked) for number, asked in enumerate(words)))
    read = paragraphs(_("Let me read it back:"), told_heads(heads), told_words(words))
    await ReadBack("right", read, (Option("yes", _("Send the report")),), edits)
    return Done(do=ReportMeeting(meeting.number, heads, tuple(words.items())))


async def correct(scene: Scene, arg: str) -> Done:
    """ "Sửa kết quả 7": one part of what was reported."""
    meeting = _theirs(scene, arg)
    if meeting is None or meeting.state is not MeetingState.REPORTED:
        return Done(do=ShowOurMeeting(read_number(arg)))
    questions = _questions(scene, meeting)
    parts = (Option("people", _("The numbers")), *(_edit(number, asked) for number, asked in enumerate(questions)))
    part = await Choose("part", _("What should be corrected?"), parts)
    if part == "people":
        wanted = tuple(each.name for each in fields(Heads))
        ask = _("Only type the numbers that are others, for example: 45 người, 4 đăng ký tại chỗ.")
        return Done(do=CorrectReport(meeting.number, await HeadsLine("people", ask, wanted=wanted)))
    number = int(part.removeprefix("q"))
    return Done(
        do=CorrectReport(meeting.number, Heads(), ((questions[number], await _told(number, questions[number])),))
    )


async def _heads(counted: Heads) -> Heads:
    """The numbers; asked for one by one only as far as the first line does not say them."""
    ask = _("How many were there? For example: 42 người, 17 nữ, 5 Khmer.")
    if counted != UNCOUNTED:
        ask = paragraphs(ask, lines(_("Counted in the hall:"), *known(counted)))
    heads = await HeadsLine("people", ask, wanted=("present", "women", "khmer"), counted=counted)
    most = MOST_HEADS
    if heads.present is None:
        heads = Heads(await HowMany("present", _("How many in all?"))).over(heads)
    most = MOST_HEADS if heads.present is None else heads.present
    if heads.women is None:
        heads = heads.over(Heads(women=await HowMany("women", _("How many women?"), most=most)))
    if heads.khmer is None:
        heads = heads.over(Heads(khmer=await HowMany("khmer", _("How many Khmer?"), most=most)))
    if heads.signed is None and heads.promised is None:
        asked = _("How many signed up there, how many promised to join? For example: 3 đăng ký, 10 hứa.")
        wanted = "signed", "promised"
        heads = heads.over(
            await HeadsLine("joined", asked, wanted=wanted, present=heads.present, nobody=_("Nobody did"))
        )
    if heads.signed is None:
        heads = heads.over(Heads(signed=await HowMany("signed", _("How many signed up there?"), most=most)))
    if heads.promised is None:
        heads = heads.over(Heads(promised=await HowMany("promised", _("How many promised to join?"), most=most)))
    return heads


async def _told(number: int, asked: str) -> str:
    said = await Told(f"q{number}", verbatim(asked))
    return "" if said == NOTHING else said


def _edit(number: int, asked: str) -> Option:
    return Option(f"q{number}", verbatim(asked))


def _theirs(scene: Scene, arg: str) -> Meeting | None:
    """The meeting where they may report on it."""
    meeting = scene.meeting(read_number(arg))
    return meeting if meeting is not None and scene.staff is not None and may_change(scene.staff, meeting) else None


def _questions(scene: Scene, meeting: Meeting) -> tuple[str, ...]:
    kind: MeetingKind | None = scene.library.meetings.get(meeting.plan.kind)
    return kind.report if kind else ()
