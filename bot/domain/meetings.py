"""Meetings with citizens: conferences, workshops, dialogues.

Who comes, and when they are reminded. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendar import VIET_NAM, local, quiet
from bot.domain.outreach.results import UNCOUNTED, Heads

EVENING, LAST_CALL = time(17, 0), time(19, 0)
SHORTLY_BEFORE = timedelta(hours=2)
DOOR_OPENS = timedelta(minutes=60)
LONGEST_PLACE, LONGEST_TITLE, MOST_SEATS = 120, 80, 5000


class MeetingState(StrEnum):
    """Planned → announced → held → reported; or cancelled, from the first two."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"
    HELD = "held"
    REPORTED = "reported"


class GuestState(StrEnum):
    """Coming, waiting for a seat, or not coming (any more)."""

    COMING = "coming"
    WAITING = "waiting"
    LEFT = "left"


@dataclass(frozen=True)
class MeetingKind:
    """A kind of meeting, as content/meetings/ describes it; texts by language.

    lasts       how long one takes where nobody says otherwise
    checklist   for the officer, by "before", "during", "after"
    report      what is asked afterwards besides the counts
    """

    id: str
    name: Mapping[str, str]
    lasts: timedelta
    bring: Mapping[str, str]
    checklist: Mapping[str, tuple[str, ...]]
    report: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What is to be known of a meeting before it is one; all of it is public.

    kind        id of a MeetingKind
    commune     code; hamlet, place: where, in words
    starts, ends  moments, the end after the start, on one day in Vietnamese time
    seats       None: as many as come
    partners    who holds it together with the organiser: the Post, the Women's Union …
    """

    kind: str
    title: str
    commune: str
    place: str
    starts: datetime
    ends: datetime
    seats: int | None = None
    hamlet: str = ""
    organiser: str = ""
    partners: str = ""
    speaker: str = ""
    target: str = ""
    language: str = ""
    contact: str = ""
    map: str = ""

    def overlaps(self, other: Plan) -> bool:
        """Whether both go on at some moment."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class Occasion:
    """Where and when a meeting is to be, as far as it is said; the rest stays as it is.

    part    of the day where no hour is named: "sang", "trua", "chieu", "toi"
    """

    place: str = ""
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    part: str = ""

    def of(self, plan: Plan) -> Plan:
        """The plan with that.

        It takes as long as before where nobody says when it ends; a map of another place goes.
        """
        was = local(plan.starts)
        starts = datetime.combine(self.day or was.date(), self.starts or was.time(), VIET_NAM)
        ends = datetime.combine(starts.date(), self.ends, VIET_NAM) if self.ends else starts + (plan.ends - plan.starts)
        last = datetime.combine(starts.date(), time(23, 59), VIET_NAM)
        place = self.place[:1].upper() + self.place[1:] or plan.place
        way = plan.map if place == plan.place else ""
        return replace(plan, place=place, map=way, starts=starts, ends=min(ends, last))


@dataclass(frozen=True)
class Meeting:
    """A meeting; `number` is what people say, `made_by` the member of staff who answers for it.

    moved    how often time or place have changed since it was announced
    scanned  how many have scanned the code of the door
    counted  how many the officer counted in the hall, however many scanned
    """

    number: int
    plan: Plan
    state: MeetingState
    made_by: int
    moved: int = 0
    scanned: int = 0
    counted: Heads = UNCOUNTED

    @property
    def open(self) -> bool:
        """Whether one may register for it, as far as its state goes."""
        return self.state is MeetingState.ANNOUNCED

    def under_way(self, now: datetime) -> bool:
        return self.open and self.plan.starts <= now < self.plan.ends

    def door_open(self, now: datetime) -> bool:
        """Whether the code of the door counts those who come: from an hour before until the end."""
        return self.open and self.plan.starts - DOOR_OPENS <= now < self.plan.ends


@dataclass(frozen=True)
class Guest:
    """A citizen who said that they will come; companions are a number, never names.

    arrived   when they said at the door that they are there
    rated     how they found it, afterwards
    """

    id: int
    meeting: int
    citizen: int
    address: int
    companions: int
    state: GuestState
    since: datetime
    arrived: datetime | None = None
    rated: str = ""

    @property
    def party(self) -> int:
        return 1 + self.companions


@dataclass(frozen=True)
class GuestQuestion:
    """What a guest asks; `name` and `answer` may be "", `released` is for all to see."""

    id: int
    meeting: int
    guest: int
    text: str
    name: str
    released: bool
    answer: str = ""


def taken(guests: Iterable[Guest]) -> int:
    """How many seats are promised."""
    return sum(guest.party for guest in guests if guest.state is GuestState.COMING)


def fits(plan: Plan, promised: int, party: int) -> bool:
    """Whether there are seats for so many more."""
    return plan.seats is None or promised + party <= plan.seats


def moving_up(plan: Plan, guests: Sequence[Guest]) -> list[Guest]:
    """Those on the waiting list who get seats now, the longest waiting first.

    A party that is too large for what is free lets smaller ones pass, and keeps its place.
    """
    promised, up = taken(guests), []
    for guest in sorted((one for one in guests if one.state is GuestState.WAITING), key=lambda one: one.since):
        if fits(plan, promised, guest.party):
            promised += guest.party
            up.append(guest)
    return up


def clashes(plan: Plan, others: Iterable[Meeting], made_by: int) -> list[Meeting]:
    """Meetings at the same time in the same place, or of the same officer."""
    place = (plan.commune, plan.place.casefold())
    return [
        other
        for other in others
        if other.state in (MeetingState.PLANNED, MeetingState.ANNOUNCED)
        and other.plan.overlaps(plan)
        and (made_by == other.made_by or (other.plan.commune, other.plan.place.casefold()) == place)
    ]


@dataclass(frozen=True)
class Round:
    """A round of reminders.

    everybody   or only guests whom no round before it has told
    room        how long it may take
    """

    level: int
    at: datetime
    everybody: bool
    same_day: bool
    room: timedelta


def rounds(starts: datetime) -> tuple[Round, Round]:
    """When guests are reminded: the evening before, and two hours before.

    Nobody is disturbed from 20:00 to 7:00. Where the second round would fall there, it is at 19:00 of the evening
    before, for those who registered since the first.
    """
    begins = local(starts)
    evening = datetime.combine(begins.date() - timedelta(days=1), EVENING, VIET_NAM)
    shortly = begins - SHORTLY_BEFORE
    first = Round(1, evening, True, False, timedelta(hours=2))
    if quiet(shortly) or shortly.date() < begins.date():
        last_call = datetime.combine(evening.date(), LAST_CALL, VIET_NAM)
        return first, Round(2, last_call, False, False, timedelta(hours=1))
    return first, Round(2, shortly, True, True, SHORTLY_BEFORE)
