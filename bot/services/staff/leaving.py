"""Leaving for good, or another area: nothing can be read that is not theirs any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.events.cases import CaseEvent, CaseEventKind
from bot.domain.events.leads import EventKind
from bot.domain.leads import Move
from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.domain.rights import may_read
from bot.services import copies
from bot.services.cases.escalation import go_on_without
from bot.services.context import Context
from bot.services.copies import Stays
from bot.services.leads.announcements import tell
from bot.services.leads.cards import enumerated
from bot.services.leads.transitions import advance
from bot.services.notify import notify, tell_admins
from bot.store.cases import queries as cases
from bot.store.leads import queries as leads
from bot.store.people import erasures
from bot.store.scheduling import due
from bot.store.staff import members as staff
from bot.store.staff import new_addresses, sessions
from bot.talk.actions import TO_WORK
from bot.words import Words, _, lines


def leave(staff_id: int, context: Context) -> list[Stays] | None:
    """Ends a membership: nothing of it can be read any more, but for what is returned.

    The clock gives their requests to colleagues; their live questions go on without them. None: there was none.
    """
    tx, member = context.tx, staff.get(context.tx, staff_id)
    if member is None or not member.active:
        return None
    places = staff.places(tx, staff_id)
    stays = copies.sweep(replace(member, active=False), context)
    staff.remove(tx, staff_id)
    erasures.record_leaving(tx, staff_id, context.now)
    new_addresses.void(tx, staff_id)
    sessions.end_all(tx, staff_id, context.now)
    for place in places:
        staff.let_go(tx, place)
    for lead in leads.of_staff(tx, staff_id):
        due.put(tx, "lead", lead.number, context.now)
    for case in cases.of_staff(tx, staff_id):
        go_on_without(CaseEvent(CaseEventKind.LEFT_UNANSWERED, case), context)
    tell_admins(context, f"left{staff_id}", lines(_("{name} is no member of staff any more.", name=member.name),
                                                  stays_in_words(stays, context)))  # fmt: skip
    return stays


def change(member: Staff, context: Context) -> list[Stays]:
    """Another name, role or area; they are told, and have nothing any more that is outside it."""
    staff.edit(context.tx, member)
    stays = keep_within(member, context)
    names = ", ".join(sorted(context.commune_name(code) for code in member.communes))
    where = _("{communes}", communes=names) if names else _("all communes")
    said = _("An administrator has changed your place: {name}, {where}.", name=member.name, where=where)
    notify(context, member, Say(said, TO_WORK), f"changed{member.id}")
    return stays


def keep_within(member: Staff, context: Context) -> list[Stays]:
    """After a change of area or role: what they have outside it goes to colleagues."""
    for lead in leads.of_staff(context.tx, member.id):
        if not may_read(member, lead):
            event = advance(lead, Move.RELEASE, context, kind=EventKind.PUT_BACK, who=member.name)
            assert event is not None
            tell(event, context)
    for case in cases.of_staff(context.tx, member.id):
        if not may_read(member, case):
            go_on_without(CaseEvent(CaseEventKind.LEFT_UNANSWERED, case), context)
    return copies.sweep(member, context)


def stays_in_words(stays: Sequence[Stays], context: Context) -> Words | None:
    """Which cards no platform lets us take back, so that somebody asks for them; None: none."""
    if not stays:
        return None
    channels = lines(*dict.fromkeys(context.title(one.address) for one in stays))
    numbers = enumerated(sorted({one.subject.id for one in stays}))
    return _(
        "Cannot be taken back from the phone ({channels}): messages about {numbers}. Please have them deleted there.",
        channels=channels,
        numbers=numbers,
    )
