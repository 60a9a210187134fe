"""A line of a live talk that its writer has changed is changed on the other side too.

Nothing else is made of it: a command that was edited in is no command.
"""

from __future__ import annotations

from bot.domain.cases import Case, CaseState, Side
from bot.domain.messages import Address, Incoming, Say
from bot.search.text.redact import redact
from bot.services.cases.cards import talk_to
from bot.services.context import Context
from bot.services.notify import change, notify
from bot.store.cases import messages as case_messages
from bot.store.cases import queries as cases
from bot.store.people.visitors import Visitor
from bot.store.staff import members as staff
from bot.talk import actions
from bot.words import FIRST, Words, _, lines, verbatim


def said_as(incoming: Incoming) -> str:
    """What a relayed line is posted under, by which a change of it is found."""
    return f"said:{incoming.message}" if incoming.message else "said"


def relay_edit(incoming: Incoming, visitor: Visitor, context: Context) -> None:
    """Changes the line on the other side; what was never passed on is left alone."""
    if not incoming.message:
        return
    if visitor.staff is None:
        case = cases.open_at(context.tx, visitor.address_id)
        if case is not None and case.state is CaseState.LIVE and case.taken_by is not None:
            header = _("{number} · Citizen, corrected:", number=str(case.number))
            _change(incoming, case, list(staff.addresses(context.tx, case.taken_by)), "citizen", header, context)
        return
    for case in cases.of_staff(context.tx, visitor.staff.id):
        header = _("Officer {staff}, corrected:", staff=case.taken_name)
        if _change(incoming, case, [case.address], "staff", header, context):
            return


def _change(incoming: Incoming, case: Case, places: list[Address], side: Side, header: Words, context: Context) -> bool:
    """Whether that line had gone to any of these places."""
    options = (talk_to(case), actions.READY.option(case.number)) if side == "citizen" else ()
    say, changed = Say(lines(header, verbatim(redact(incoming.text))), options), False
    for place in places:
        for key in case_messages.said_under(context.tx, case.number, place, said_as(incoming)):
            # The words below a photo are no message of their own.
            if incoming.media is None:
                change(context, key, place, say, "edit", about=case.subject)
            else:
                notify(context, place, say, f"case{case.number}:edit", about=case.subject)
            changed = True
    if changed:
        corrected = context.language(FIRST).say(_("(corrected) {text}", text=redact(incoming.text)))
        cases.say(context.tx, case.number, side, corrected, context.now)
    return changed
