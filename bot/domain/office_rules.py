"""How a place sees to its requests: its hours, who is told, and when somebody else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from bot.domain.calendar import VIET_NAM, Hours, WorkingTime, local
from bot.domain.calls.known import PARTS
from bot.domain.leads import Lead, LeadState
from bot.domain.people import Staff
from bot.domain.phone import PhoneNumber
from bot.domain.rota import Rota

# Farther back than any wait that a place can ask for.
LONGEST = timedelta(days=2000)


class Level(IntEnum):
    """Whose turn it is to act: the commune's staff, its supervisor, the province's desk."""

    COMMUNE = 0
    SUPERVISOR = 1
    PROVINCE = 2


@dataclass(frozen=True)
class Waits:
    """How long, in working time, before a request that nobody takes or calls is escalated.

    again, supervisor, province     since it was asked, or since a call was due
    call                            from taking to calling; follow_up: from "will join" to asking again
    """

    again: WorkingTime = WorkingTime(30)
    supervisor: WorkingTime = WorkingTime(120)
    province: WorkingTime = WorkingTime(1, "days")
    call: WorkingTime = WorkingTime(1, "days")
    follow_up: WorkingTime = WorkingTime(5, "days")


@dataclass(frozen=True)
class Preference:
    """Tells staff with the skill first where a citizen speaks, or has read about, one of these."""

    skill: str
    languages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gathering:
    """After so many new requests within so many minutes, the rest come in one message."""

    after: int = 3
    minutes: int = 10


@dataclass(frozen=True)
class Overdue:
    """What is late, for counting many at once: in each state, since then or longer.

    day     a call agreed for a day is late where that day is this one or an earlier one, too
    """

    new: datetime
    taken: datetime
    call_again: datetime
    will_join: datetime
    day: date


@dataclass(frozen=True)
class OfficeRules:
    """The rules of a place.

    in_turn         one member of staff is told at first, the one told longest ago; else all
    outside_hours   new requests are told outside working hours too, but not in the `quiet` hours (from, to), if any
    capacity        how many open requests somebody may have before new ones go to others
    rota            whose turn of duty it is
    digest          when the morning's message comes on working days, and the week's to supervisors on the first
    """

    hours: Hours = Hours()
    in_turn: bool = False
    outside_hours: bool = True
    quiet: tuple[time, time] | None = None
    capacity: int = 20
    prefers: tuple[Preference, ...] = ()
    waits: Waits = Waits()
    digest: time = time(7, 30)
    gathering: Gathering = Gathering()
    rota: Rota = field(default_factory=Rota)

    def may_tell(self, now: datetime) -> datetime:
        """`now` if staff may be told of something new, else when they may."""
        if not self.outside_hours:
            return self.hours.opens(now)
        if self.quiet is None:
            return now
        here = local(now)
        begins, ends = self.quiet
        at_night = begins <= here.time() or here.time() < ends if begins > ends else begins <= here.time() < ends
        if not at_night:
            return now
        morning = datetime.combine(here.date(), ends, VIET_NAM)
        return morning if morning > here else morning + timedelta(days=1)

    def duty_day(self, now: datetime) -> date:
        """The day on which what comes now is seen to: today while there is work, else the next."""
        return local(self.hours.opens(now)).date()

    def next_days(self, now: datetime, count: int) -> list[date]:
        """That day and the working days after it."""
        days = [self.duty_day(now)]
        while len(days) < count:
            days.append(self.hours.next_day(days[-1]))
        return days

    def on_duty(self, member: Staff, day: date) -> bool:
        """Whether it is their turn on that day, and they are there."""
        return self.rota.has(member.name, day) and not member.away(day)

    def most(self, member: Staff) -> int:
        """How many open requests they may have."""
        return member.capacity or self.capacity

    def begins(self, lead: Lead) -> datetime:
        """From when on somebody is late with this open request."""
        since = lead.since or lead.asked_at
        if lead.waits:
            return since
        if lead.state is LeadState.WILL_JOIN:
            return self.waits.follow_up.after(since, self.hours)
        if lead.state is LeadState.CALL_AGAIN and lead.call_on is not None:
            return max(since, self.hours.closes(lead.call_on))
        return self.waits.call.after(since, self.hours)

    def due(self, lead: Lead, step: int) -> datetime:
        """When that step of the escalation is due.

        0: staff are told, or its holder is reminded; 1: all of the commune; 2: the supervisor; 3: the province's
        desk; and from there on once every working day.
        """
        start, waits = self.begins(lead), self.waits
        if step == 0:
            return self.may_tell(start) if lead.waits else self.hours.opens(start)
        if step <= 2:
            return (waits.again, waits.supervisor)[step - 1].after(start, self.hours)
        return self.hours.days_later(waits.province.after(start, self.hours), step - 3)

    def call_now(self, lead: Lead, now: datetime) -> bool:
        """Whether it is one to call today: the first time, as agreed, or to follow it up."""
        if lead.state is LeadState.CALL_AGAIN and lead.call_on is not None:
            return lead.call_on <= local(now).date()
        return lead.open and (lead.state is not LeadState.WILL_JOIN or self.begins(lead) <= now)

    def promised(self, lead: Lead) -> datetime:
        """By when the citizen was promised a call."""
        if lead.state is LeadState.CALL_AGAIN and lead.call_on is not None:
            return self.hours.closes(lead.call_on)
        return self.begins(lead) if lead.state is LeadState.WILL_JOIN else self.hours.called_by(lead.asked_at)

    def call_order(self, lead: Lead, now: datetime) -> tuple[bool, datetime, int]:
        """Late ones and those who like this part of the day come first, by the oldest promise."""
        begins, ends = PARTS[lead.prefer] if lead.prefer else (time.min, time.max)
        likes = self.late(lead, now) or begins <= local(now).time() < ends
        return not likes, self.promised(lead), lead.number

    def late_from(self, lead: Lead) -> datetime:
        """From when on an open request is late: not taken, or not called by its holder."""
        return self.due(lead, 2 if lead.waits else 0)

    def late(self, lead: Lead, now: datetime) -> bool:
        """Whether it should have been taken, or called, by now: the one rule of every page."""
        return lead.open and now >= self.late_from(lead)

    def overdue(self, now: datetime) -> Overdue:
        """What `late` comes to at that moment."""
        long_ago = local(now).date() - LONGEST

        def since(state: LeadState) -> datetime:
            return _last(now, lambda moment: self.late(_stands(state, moment, long_ago), now))

        day = local(now).date()
        while not self.late(_stands(LeadState.CALL_AGAIN, now - LONGEST, day), now):
            day -= timedelta(days=1)
        return Overdue(
            since(LeadState.NEW),
            since(LeadState.TAKEN),
            since(LeadState.CALL_AGAIN),
            since(LeadState.WILL_JOIN),
            day,
        )

    def next_digest(self, after: datetime) -> datetime:
        """When the next morning's message comes: on a working day, later than `after`."""
        day = local(after).date()
        moment = datetime.combine(day, self.digest, VIET_NAM)
        if moment <= after or not self.hours.works(day):
            moment = datetime.combine(self.hours.next_day(day), self.digest, VIET_NAM)
        return moment

    def next_weekly(self, after: datetime) -> datetime:
        """When the week's message comes: on the first working day of a week, later than `after`."""
        moment = self.next_digest(after)
        while not self._first_of_week(moment.date()):
            moment = self.next_digest(moment)
        return moment

    def _first_of_week(self, day: date) -> bool:
        monday = day - timedelta(days=day.weekday())
        return not any(self.hours.works(monday + timedelta(days=n)) for n in range(day.weekday()))


def _stands(state: LeadState, since: datetime, call_on: date) -> Lead:
    day = call_on if state is LeadState.CALL_AGAIN else None
    return Lead(0, 0, state, "", PhoneNumber(""), "", since, since=since, call_on=day)


def _last(now: datetime, late: Callable[[datetime], bool]) -> datetime:
    """The last moment, not after `now`, of which it holds; it holds of every earlier one."""
    if late(now):
        return now
    back = timedelta(days=1)
    while not late(now - back):
        back *= 2
    holds, holds_not = now - back, now
    while (between := (holds_not - holds) // 2) > timedelta(0):
        middle = holds + between
        holds, holds_not = (middle, holds_not) if late(middle) else (holds, middle)
    return holds


def level(step: int) -> Level:
    """Whom a step of the escalation tells."""
    return Level(min(max(step - 1, 0), 2))
