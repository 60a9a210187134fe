"""What an officer is asked about a meeting: where and when, how many seats, its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from bot.domain.calendar import VIET_NAM, WEEK, local
from bot.domain.meetings import LONGEST_PLACE, LONGEST_TITLE, MOST_SEATS, Occasion
from bot.domain.messages import Option
from bot.domain.places import Commune
from bot.domain.text import fold
from bot.search.values.occasions import Reading, reading_of
from bot.search.values.phrasebook import Phrasebook
from bot.talk.contact_questions import ChooseCommune
from bot.talk.question import Misread, Question
from bot.talk.questions import Choose, Day, TextQuestion
from bot.words import Words, _, verbatim

OFFERED_TITLE = "-"
MOST_TO_TAP = 8
#: No meeting is planned so far ahead: "3/11" typed in the middle of November is a day that is past.
FARTHEST = timedelta(days=300)
#: Hours that are offered, by the part of the day.
OFFERED: Mapping[str, tuple[time, ...]] = {
    "": (time(7, 30), time(8), time(8, 30), time(13, 30), time(14)),
    "sang": (time(7), time(7, 30), time(8), time(8, 30)),
    "trua": (time(11), time(11, 30)),
    "chieu": (time(13, 30), time(14), time(14, 30), time(15)),
    "toi": (time(18), time(18, 30), time(19)),
}
_WRITTEN = re.compile(r"(\d{4}-\d\d-\d\d)?\|(\d\d:\d\d)?\|(\d\d:\d\d)?\|([a-z]*)\|(.*)", re.DOTALL)


@dataclass(frozen=True)
class When(Question[Occasion]):
    """Place, day and hours in ordinary words, in one go; nothing that is past at `now`."""

    now: datetime = datetime.min
    takes_any_text: ClassVar[bool] = True
    takes_questions: ClassVar[bool] = True

    def read(self, text: str) -> Occasion:
        said = _written(text) or _read(text, local(self.now).date()).occasion
        if said == Occasion(part=said.part):
            raise Misread(_("Please type where and when, for example: chợ Mỹ Long sáng thứ bảy 8g30."))
        if len(said.place) > LONGEST_PLACE:
            raise Misread(_("That is a little long. Please keep it under {most} characters.", most=LONGEST_PLACE))
        _not_past(said.day, said.starts, self.now)
        return said

    def write(self, value: Occasion) -> str:
        hours = (f"{each:%H:%M}" if each else "" for each in (value.starts, value.ends))
        return "|".join((value.day.isoformat() if value.day else "", *hours, value.part, value.place))


def _read(text: str, today: date, part: str = "") -> Reading:
    """What is understood of the text; a day in doubt is asked for again."""
    found = reading_of(text, today, part)
    if found.odd is not None:
        weekday = WEEK[found.odd.weekday()]
        raise Misread(_("{day} is a {weekday}. Please type once more which day it is.", day=found.odd, weekday=weekday))
    if found.moon:
        raise Misread(_("I do not know days of the moon's calendar. Please type the day as in 25/12."))
    return found


def _written(text: str) -> Occasion | None:
    """What `When.write` has written."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    try:
        day = date.fromisoformat(found[1]) if found[1] else None
        starts, ends = (time.fromisoformat(each) if each else None for each in (found[2], found[3]))
    except ValueError:
        return None
    return Occasion(found[5], day, starts, ends, found[4])


def _not_past(day: date | None, starts: time | None, now: datetime) -> None:
    today = local(now).date()
    if day is not None and day < today:
        raise Misread(_("That day is past. Please type a day from {today} on.", today=today))
    if day is not None and day - today > FARTHEST:
        raise Misread(_("That day is past, or too far away: {day}. Please type a nearer one.", day=day))
    if day and starts and datetime.combine(day, starts, VIET_NAM) <= now:
        raise Misread(_("That hour is past already. Please type a later one."))


@dataclass(frozen=True)
class MeetingDay(Day):
    """The day of a meeting: none that is past, also where it is typed without its year."""

    def read(self, text: str) -> date:
        day = _read(text, self.today).occasion.day or super().read(text)
        _not_past(day, None, datetime.combine(self.today, time(0), VIET_NAM))
        return day


@dataclass(frozen=True)
class Hours(When):
    """From when, and until when where that is said; `day` and `part` of it are known."""

    day: date | None = None
    part: str = ""

    def read(self, text: str) -> Occasion:
        said = _written(text) or _read(text, local(self.now).date(), self.part).occasion
        if said.starts is None:
            offered = replace(self, part=said.part or self.part).options
            raise Misread(_("Please type from when to when, for example: 8g30 tới 10g."), offered)
        _not_past(self.day, said.starts, self.now)
        return Occasion(starts=said.starts, ends=said.ends)

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(Option(f"{each:%H:%M}", verbatim(f"{each:%H:%M}")) for each in OFFERED.get(self.part, OFFERED[""]))


@dataclass(frozen=True)
class OwnCommune(ChooseCommune):
    """One of those that a member of staff serves; any commune where `own` is empty."""

    own: tuple[Commune, ...] = ()

    def read(self, text: str) -> Commune:
        assert self.index is not None
        mine = {match.commune.code: match.commune for match in self.index.find(text) if match.commune in self.own}
        return mine.popitem()[1] if len(mine) == 1 else super().read(text)

    def understand(self, text: str, book: Phrasebook) -> Commune:
        return self.read(text) if self.own else super().understand(text, book)

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(Option(one.code, verbatim(one.spoken)) for one in self.own[:MOST_TO_TAP])


@dataclass(frozen=True)
class Seats(Choose):
    """How many seats; 0: as many as come."""

    def read(self, text: str) -> str:
        if text in {choice.token for choice in self.choices}:
            return text
        found = re.search(r"\d+", fold(text).replace(".", ""))
        if found is None or not 1 <= int(found[0][:9]) <= MOST_SEATS:
            raise Misread(_("Please tap a button, or type how many seats there are, for example: 60."), self.choices)
        return str(int(found[0]))


def seats(key: str = "seats") -> Seats:
    """How many seats there are."""
    offered = (Option(str(many), verbatim(str(many))) for many in (30, 50, 100))
    return Seats(key, _("How many seats are there?"), (*offered, Option("0", _("As many as come"))))


@dataclass(frozen=True)
class Title(TextQuestion):
    """What it is called; tapped, or typed."""

    offered: Words | None = None
    at_most: int = LONGEST_TITLE
    takes_questions: ClassVar[bool] = True

    def understand(self, text: str, book: Phrasebook) -> str:
        return OFFERED_TITLE if self.offered and text.strip(" .") == "1" else super().understand(text, book)

    @property
    def options(self) -> tuple[Option, ...]:
        return (Option(OFFERED_TITLE, self.offered),) if self.offered else ()
