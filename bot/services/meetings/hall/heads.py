"""How many are there, as the officer types it from the hall: "42 người, 17 nữ, 5 Khmer".

Who scanned is another number; typed again, it is corrected.
"""

from __future__ import annotations

from datetime import timedelta

from bot.domain.meetings import Meeting, MeetingState
from bot.domain.messages import Incoming, Say
from bot.domain.outreach.results import TOO_MANY, known
from bot.domain.people import Staff
from bot.domain.rights import may_report
from bot.search.values.headcounts import read_count
from bot.services.context import Context
from bot.store.meetings import queries
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk import actions
from bot.talk.conversation import Conversation
from bot.words import _, lines, paragraphs

#: How long after its beginning a line still counts for the last meeting.
STILL_MEANT = timedelta(days=3)


def keep(conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context) -> Say | None:
    """Keeps the count of their meeting; None where there is no count, or no meeting."""
    if incoming.kind != "text" or visitor.staff is None or conversation.flow or conversation.case or incoming.group:
        return None
    said = read_count(incoming.text)
    meeting = _meant(said.meeting, visitor.staff, context) if said is not None else None
    if said is None or meeting is None:
        return None
    number = str(meeting.number)
    if meeting.state is MeetingState.REPORTED:
        told = _("The results of meeting {number} are known already.", number=number)
        return Say(told, (actions.CORRECT_REPORT.option(meeting.number), *actions.TO_WORK))
    heads = said.heads.over(meeting.counted)
    if not heads.fits:
        return Say(TOO_MANY, (actions.OUR.option(meeting.number), *actions.TO_WORK))
    queries.count(context.tx, meeting.number, heads)
    audit.looked(context.tx, visitor.staff.id, Audited.MEETING_RESULTS, [], context.now)
    kept = _("Counted at meeting {number}; type it again to correct it:", number=number)
    over = meeting.plan.ends <= context.now
    options = (actions.REPORT if over else actions.OUR).option(meeting.number), *actions.TO_WORK
    return Say(paragraphs(kept, lines(*known(heads))), options)


def _meant(number: int | None, member: Staff, context: Context) -> Meeting | None:
    """The one that the line names, else the last one of theirs that has begun."""
    if number is None:
        return queries.last_of(context.tx, member.id, context.now - STILL_MEANT, context.now)
    found = queries.get(context.tx, number, lock=True)
    return found if found is not None and may_report(member, found, context.now) else None
