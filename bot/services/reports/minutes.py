"""The minutes of a meeting in the chat of staff: as a Word file, or a link to it."""

from __future__ import annotations

from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.domain.rights import may_hold
from bot.services.context import Context
from bot.services.meetings.minutes_file import file_of
from bot.services.staff.board_login import open_board
from bot.store.meetings import queries, results
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk import actions
from bot.words import _


def send(number: int, member: Staff, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Where they write from; on record, also where the meeting is none of theirs."""
    found = queries.get(context.tx, number)
    allowed = found is not None and may_hold(member, found.plan.commune)
    audit.looked(context.tx, member.id, Audited.MEETING_RESULTS, [], context.now, refused=not allowed)
    if found is None or not allowed:
        return (Say(_("There is no such meeting among yours."), (actions.OURS.option(), *actions.TO_WORK)),)
    if results.get(context.tx, number) is None:
        owed = _("The results of meeting {number} are not known yet, so there are no minutes.", number=str(number))
        return (Say(owed, (actions.OUR.option(number), *actions.TO_WORK)),)
    if (file := file_of(found, visitor.address, context)) is not None:
        return (file,)
    return open_board(member, context, to=f"meetings/{number}")
