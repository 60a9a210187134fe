"""What chat and board share about holding meetings: making one, clashes, how many come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.domain.meetings import Guest, GuestState, Meeting, MeetingState, Plan, clashes, taken
from bot.domain.people import Staff
from bot.domain.rights import may_hold
from bot.services.context import Context
from bot.services.meetings.wording import when, where
from bot.store.meetings import queries
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.words import Words, _, lines

AHEAD = timedelta(days=120)
A_DAY = timedelta(days=1)
MOST = 500


def make(plan: Plan, member: Staff, context: Context) -> Meeting | None:
    """A draft; None where they may hold none there."""
    allowed = may_hold(member, plan.commune)
    audit.looked(context.tx, member.id, Audited.MEETING, [], context.now, refused=not allowed)
    return queries.add(context.tx, plan, member.id, context.now) if allowed else None


def next_ones(member: Staff, context: Context) -> list[Meeting]:
    """What is announced in their communes, and drafts of their own, the earliest first."""
    states = MeetingState.ANNOUNCED, MeetingState.PLANNED
    since = context.now - A_DAY / 2
    found = queries.between(context.tx, since, context.now + AHEAD, MOST, communes=member.communes, states=states)
    return [one for one in found if one.plan.ends > context.now and (one.open or one.made_by == member.id)]


def counts(guests: Iterable[Guest]) -> tuple[int, int]:
    """How many come, and how many wait for a seat."""
    there = list(guests)
    return taken(there), sum(one.party for one in there if one.state is GuestState.WAITING)


def clashing(meeting: Meeting, context: Context) -> list[Meeting]:
    """What is announced for the same time in the same place, or by the same officer."""
    if meeting.state not in (MeetingState.PLANNED, MeetingState.ANNOUNCED):
        return []
    plan = meeting.plan
    near = queries.between(context.tx, plan.starts - A_DAY, plan.ends, MOST)
    return [one for one in clashes(plan, near, meeting.made_by) if one.number != meeting.number]


def clash_words(meeting: Meeting, context: Context) -> Words | None:
    """The same in words; None where nothing clashes with it."""
    found = clashing(meeting, context)
    if not found:
        return None
    told = (
        _("• Meeting {number}: {when}, {where}", number=str(one.number), when=when(one), where=where(one, context))
        for one in found
    )
    return lines(_("Please mind: at the same time there is"), *told)
