"""What the clock does for meetings.

Guests are reminded, once in each round, a slice at a time.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.calendar import local, quiet
from bot.domain.meetings import Meeting, Round, rounds
from bot.domain.outreach.codes import CodeKind
from bot.services.context import Context
from bot.services.meetings import calls
from bot.services.meetings.guests import move_up, tell
from bot.services.meetings.wording import when, where
from bot.store.meetings import calls as calls_kept
from bot.store.meetings import guests, queries
from bot.store.outreach import codes
from bot.store.scheduling import due
from bot.store.scheduling.due import Due
from bot.talk import actions
from bot.words import Words, _, lines, paragraphs

MOST = 50
REMINDS = re.compile(r":remind[12]:\d+:")
"""In the key of a parcel: it reminds of a meeting, rather than telling what has changed."""


def plan(meeting: Meeting, context: Context) -> None:
    """Plans the next round of reminders, whatever was planned before.

    None for what nobody may come to.
    """
    coming = [one for one in rounds(meeting.plan.starts) if one.at >= context.now]
    if meeting.open and coming:
        due.put(context.tx, "meeting", meeting.number, coming[0].at, coming[0].level)
    else:
        due.drop(context.tx, "meeting", meeting.number)


def tick(context: Context) -> int:
    """Reminds a slice of guests, of one meeting after another; returns how many were looked at."""
    left = due.A_SLICE
    for one in due.claim(context.tx, "meeting", context.now, MOST):
        left -= _round(one, left, context)
        if left <= 0:
            break
    return due.A_SLICE - left


def _round(planned: Due, most: int, context: Context) -> int:
    """Reminds so many of its guests at most; where there may be more, it stays due."""
    meeting = queries.get(context.tx, planned.about, lock=True)
    if meeting is None or not meeting.open or meeting.plan.starts <= context.now:
        due.drop(context.tx, "meeting", planned.about)
        return 0
    this = next(one for one in rounds(meeting.plan.starts) if one.level == planned.level)
    move_up(meeting.number, context)
    those = []
    if not quiet(context.now):
        those = guests.to_remind(context.tx, meeting.number, this.level, most, only_untold=not this.everybody)
        guests.reminded(context.tx, those, this.level)
        said = paragraphs(_words(this), lines(when(meeting), where(meeting, context)))
        missed = tell(those, said, f"remind{this.level}", context, (actions.NOT_COMING.option(meeting.number),))
        calls.put(meeting, missed, context)
    if len(those) < most:
        plan(meeting, replace(context, now=max(context.now, this.at + this.room)))
    return len(those)


def facts_of(key: str, guest: int, context: Context) -> dict[str, str]:
    """What an approved template may tell of the meeting; nothing where it is no reminder."""
    number = calls_kept.meeting_of(context.tx, guest) if REMINDS.search(key) else None
    meeting = queries.get(context.tx, number) if number is not None else None
    if meeting is None:
        return {}
    plan, starts = meeting.plan, local(meeting.plan.starts)
    code = codes.of_meeting(context.tx, meeting.number, CodeKind.MEETING)
    return {
        "day": f"{starts:%d/%m/%Y}",
        "hour": f"{starts:%H:%M}",
        "place": plan.place,
        "code": code.code if code else "",
        "commune": context.commune_name(plan.commune),
    }


def _words(this: Round) -> Words:
    return _("See you today:") if this.same_day else _("A reminder, see you tomorrow:")
