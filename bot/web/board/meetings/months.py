"""The meetings of a month, each with how many come and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import VIET_NAM, local, read_day
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.outreach.results import UNCOUNTED, Heads
from bot.domain.people import Staff
from bot.domain.rights import may_change
from bot.store.engine.database import Transaction
from bot.store.meetings import guests, queries, results
from bot.words import Words, _

MOST = 500
STATES: Mapping[MeetingState, Words] = {
    MeetingState.PLANNED: _("Not announced yet."),
    MeetingState.CANCELLED: _("Cancelled."),
    MeetingState.HELD: _("It is over; the results are owed."),
    MeetingState.REPORTED: _("It is over, and reported."),
}


@dataclass(frozen=True)
class Line:
    """A meeting, how many come, wait and were there, and its day and hours in Vietnam."""

    meeting: Meeting
    come: int
    wait: int
    heads: Heads
    day: date
    begins: str
    ends: str

    @property
    def figures(self) -> Sequence[str]:
        """How many come (of so many seats), wait, were there, signed up there."""
        seats = self.meeting.plan.seats
        counted = ("–" if number is None else str(number) for number in (self.heads.present, self.heads.signed))
        return (f"{self.come}/{seats}" if seats else str(self.come), str(self.wait), *counted)


def lines_of(tx: Transaction, member: Staff, first: date, after: date) -> list[Line]:
    """Those from the first day on and before the other that the member may see."""
    since, until = (datetime(day.year, day.month, day.day, tzinfo=VIET_NAM) for day in (first, after))
    found = queries.between(tx, since, until, MOST, communes=member.communes, states=tuple(MeetingState))
    shown = [one for one in found if one.state is not MeetingState.PLANNED or may_change(member, one)]
    numbers = [one.number for one in shown]
    counted, held = guests.counted(tx, numbers), results.of(tx, numbers)
    return [_line(one, counted.get(one.number, (0, 0)), held.get(one.number, UNCOUNTED)) for one in shown]


def _line(meeting: Meeting, counted: tuple[int, int], heads: Heads) -> Line:
    starts, ends = local(meeting.plan.starts), local(meeting.plan.ends)
    return Line(meeting, *counted, heads, starts.date(), f"{starts:%H:%M}", f"{ends:%H:%M}")


def month_of(typed: str, today: date) -> date:
    """The first day of the month asked for, else of this one."""
    return read_day(f"{typed}-01") or today.replace(day=1)


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=32)).replace(day=1)
