"""Photos that an officer sends of a meeting are kept with it."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.domain.meetings import Meeting, MeetingState
from bot.domain.messages import Incoming, Say
from bot.domain.rights import may_change
from bot.services.context import Context
from bot.store.meetings import photos, queries
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk import actions
from bot.talk.conversation import Conversation
from bot.talk.understanding.numbers import read_number
from bot.words import _

MOST = 20
AFTERWARDS = timedelta(days=7)
_NAMED = re.compile(r"\d+")


def keep(conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context) -> Say | None:
    """Keeps the photo with the meeting that it is of; None where it is of none."""
    media, member = incoming.media, visitor.staff
    if incoming.kind != "unreadable" or media is None or media.kind != "photo" or member is None:
        return None
    meeting = _meant(conversation, incoming, visitor, context)
    if meeting is None:
        return None
    number = str(meeting.number)
    if photos.many(context.tx, meeting.number) >= MOST:
        return Say(_("There are {most} photos of meeting {number} already; that is enough.", most=MOST, number=number))
    photos.add(context.tx, meeting.number, media, member.id, context.now)
    audit.looked(context.tx, member.id, Audited.MEETING_PHOTO, [], context.now)
    return Say(_("The photo is kept with meeting {number}; it is deleted after 90 days.", number=number))


def _meant(conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context) -> Meeting | None:
    """The meeting whose report is being written, or that the words name; else their last one."""
    assert visitor.staff is not None
    named = _NAMED.search(incoming.text)
    if conversation.flow == actions.REPORT.name:
        number = read_number(conversation.arg)
    elif named is not None:
        number = int(named[0][:9])
    else:
        return queries.last_of(context.tx, visitor.staff.id, context.now - AFTERWARDS, context.now)
    found = queries.get(context.tx, number)
    if found is None or found.plan.starts > context.now or found.state is MeetingState.CANCELLED:
        return None
    return found if may_change(visitor.staff, found) else None
