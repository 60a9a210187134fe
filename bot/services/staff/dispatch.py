"""Commands of staff about their own work, and what carries out each."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands.staff import (
    AddAddress,
    AnswerNewAddress,
    GoAway,
    JoinStaff,
    MakePost,
    OpenBoard,
    ShowDuty,
    ShowMyLeads,
    StaffCommand,
)
from bot.domain.messages import Say
from bot.domain.rights import Act, may_at_all
from bot.services.context import Context
from bot.services.staff import addresses
from bot.services.staff.absence import come_back, go_away
from bot.services.staff.board_login import open_board
from bot.services.staff.duty_roster import duty_in_words
from bot.services.staff.membership import how_editors_work, join
from bot.services.staff.my_work import mine
from bot.services.staff.posts import post_for
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff.audited import REFUSED
from bot.talk.actions import TO_WORK
from bot.words import _


def dispatch_staff(command: StaffCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Joins somebody; everything else is for staff only."""
    if isinstance(command, JoinStaff):
        return join(command, visitor, context)
    member = visitor.staff
    if member is None or not member.active:
        return (Say(_("This is for staff only.")),)
    if not may_at_all(Act.SEE, member) and isinstance(command, ShowMyLeads | ShowDuty | GoAway):
        audit.looked(context.tx, member.id, REFUSED[Act.SEE], [], context.now, refused=True)
        return (how_editors_work(),)
    match command:
        case ShowMyLeads(which):
            return (mine(member, which, context),)
        case GoAway(until, since):
            words = come_back(member, context) if until is None else go_away(member, until, context, since)
            return (Say(words, TO_WORK),)
        case ShowDuty():
            return (duty_in_words(member, context),)
        case AddAddress():
            return addresses.give_code(member, context)
        case AnswerNewAddress():
            return addresses.answer(command, member, context)
        case MakePost(code):
            return post_for(code, member, context)
        case OpenBoard():
            return open_board(member, context)
        case _:
            assert_never(command)
