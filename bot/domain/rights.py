"""Who may do what: role × act × reach in one table, which every page, card and command asks.

An area is a set of commune codes; an empty one is the whole province. A right is never the side effect of another act.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.domain.cases import Case
from bot.domain.leads import Lead
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.people import Role, Staff


class Act(StrEnum):
    """What may be done with a request, concerning a colleague, or with the content."""

    SEE = "see"
    SEE_HELD = "see_held"
    HAND_ON = "hand_on"
    NOTE_ABSENCE = "note_absence"
    HAND_OVER_ALL = "hand_over_all"
    READ_AUDIT = "read_audit"
    SORT_TRAY = "sort_tray"
    MEND_CONTENT = "mend_content"
    UNDO = "undo"
    REOPEN = "reopen"
    WRITE = "write"
    PLACE_STAFF = "place_staff"
    ADMIT_ADDRESS = "admit_address"
    HOLD_MEETINGS = "hold_meetings"
    SEND_NEWS = "send_news"
    APPROVE_NEWS = "approve_news"


class Reach(IntEnum):
    """How far a right goes.

    OWN     a request that one holds or nobody does; a meeting that one makes; oneself
    SHARED  requests of one's area that the citizen agreed to pass on
    AREA    everything of one's area; of people only those of a lower rank whose whole area lies within one's own
    """

    NONE = 0
    OWN = 1
    SHARED = 2
    AREA = 3


RIGHTS: Mapping[Act, Mapping[Role, Reach]] = {
    Act.SEE: {
        Role.OFFICER: Reach.AREA,
        Role.COLLECTOR: Reach.SHARED,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.NONE,
        Role.ADMIN: Reach.AREA,
    },
    Act.SEE_HELD: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.NONE,
        Role.ADMIN: Reach.AREA,
    },
    Act.HAND_ON: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.NONE,
        Role.ADMIN: Reach.AREA,
    },
    Act.NOTE_ABSENCE: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.OWN,
        Role.ADMIN: Reach.AREA,
    },
    Act.HAND_OVER_ALL: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.NONE,
        Role.ADMIN: Reach.AREA,
    },
    Act.READ_AUDIT: {
        Role.OFFICER: Reach.NONE,
        Role.COLLECTOR: Reach.NONE,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.NONE,
        Role.ADMIN: Reach.AREA,
    },
    Act.MEND_CONTENT: {
        Role.OFFICER: Reach.NONE,
        Role.COLLECTOR: Reach.NONE,
        Role.SUPERVISOR: Reach.NONE,
        Role.EDITOR: Reach.AREA,
        Role.ADMIN: Reach.AREA,
    },
    Act.UNDO: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.NONE,
        Role.ADMIN: Reach.AREA,
    },
    Act.REOPEN: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.NONE,
        Role.ADMIN: Reach.AREA,
    },
    Act.WRITE: {
        Role.OFFICER: Reach.AREA,
        Role.COLLECTOR: Reach.AREA,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.NONE,
        Role.ADMIN: Reach.AREA,
    },
    Act.SORT_TRAY: {
        Role.OFFICER: Reach.NONE,
        Role.COLLECTOR: Reach.NONE,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.NONE,
        Role.ADMIN: Reach.AREA,
    },
    Act.PLACE_STAFF: {**dict.fromkeys(Role, Reach.NONE), Role.SUPERVISOR: Reach.AREA, Role.ADMIN: Reach.AREA},
    Act.ADMIT_ADDRESS: {**dict.fromkeys(Role, Reach.NONE), Role.ADMIN: Reach.AREA},
    Act.HOLD_MEETINGS: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.NONE,
        Role.ADMIN: Reach.AREA,
    },
    Act.SEND_NEWS: {
        Role.OFFICER: Reach.NONE,
        Role.COLLECTOR: Reach.NONE,
        Role.SUPERVISOR: Reach.AREA,
        Role.EDITOR: Reach.AREA,
        Role.ADMIN: Reach.AREA,
    },
    Act.APPROVE_NEWS: {**dict.fromkeys(Role, Reach.NONE), Role.SUPERVISOR: Reach.AREA, Role.ADMIN: Reach.AREA},
}
RANK: Mapping[Role, int] = {
    Role.OFFICER: 0,
    Role.COLLECTOR: 0,
    Role.EDITOR: 0,
    Role.SUPERVISOR: 1,
    Role.ADMIN: 2,
}


def roles_with(act: Act) -> tuple[Role, ...]:
    """The roles to which the act is open for anything or anybody."""
    return tuple(role for role, reach in RIGHTS[act].items() if reach is not Reach.NONE)


def contains(outer: frozenset[str], inner: frozenset[str]) -> bool:
    """Whether every commune of the inner area lies in the outer one."""
    return not outer or (bool(inner) and inner <= outer)


def may_at_all(act: Act, actor: Staff) -> bool:
    """Whether the act is open to the member of staff for anything or anybody: what a menu asks."""
    return actor.active and RIGHTS[act][actor.role] is not Reach.NONE


def may_with(act: Act, actor: Staff, lead: Lead) -> bool:
    """Whether the act is open to the member of staff for that request."""
    reach = RIGHTS[act][actor.role]
    if reach is Reach.NONE or not actor.serves(lead.commune):
        return False
    if RIGHTS[Act.SEE][actor.role] is Reach.SHARED and not lead.shared:
        return False
    return reach is not Reach.OWN or lead.taken_by in {None, actor.id}


def may_hold(actor: Staff, commune: str) -> bool:
    """Whether they may make a meeting in that commune, and read how many come to those there."""
    return may_at_all(Act.HOLD_MEETINGS, actor) and actor.serves(commune)


def may_call(actor: Staff, commune: str) -> bool:
    """Whether they may call people of that commune who left a number to be called about paying."""
    return may_at_all(Act.WRITE, actor) and actor.serves(commune)


def may_send(act: Act, actor: Staff, communes: frozenset[str]) -> bool:
    """Whether they may write, or approve, a campaign for these communes (none: all)."""
    return may_at_all(act, actor) and contains(actor.communes, communes)


def may_change(actor: Staff, meeting: Meeting) -> bool:
    """Whether they may change or cancel that meeting."""
    whole = RIGHTS[Act.HOLD_MEETINGS][actor.role] is Reach.AREA
    return may_hold(actor, meeting.plan.commune) and (whole or meeting.made_by == actor.id)


def may_report(actor: Staff, meeting: Meeting, now: datetime) -> bool:
    """Whether they may tell now what came of that meeting: it has begun, and was not cancelled."""
    took_place = meeting.open or meeting.state in (MeetingState.HELD, MeetingState.REPORTED)
    return may_change(actor, meeting) and took_place and meeting.plan.starts <= now


def may_undo(actor: Staff, lead: Lead, done_by: int) -> bool:
    """Whether they may undo what that colleague did; `lead` is what it was before."""
    reach = RIGHTS[Act.UNDO][actor.role]
    return may_read(actor, lead) and (reach is Reach.AREA or (reach is Reach.OWN and done_by == actor.id))


def may_read_whole(actor: Staff, lead: Lead) -> bool:
    """Whether they may read its history too: what waits, is theirs, or is in their charge."""
    reach = RIGHTS[Act.SEE_HELD][actor.role]
    own = lead.waits or lead.taken_by == actor.id
    return may_read(actor, lead) and (reach is Reach.AREA or (reach is Reach.OWN and own))


def may_read(actor: Staff, what: Lead | Case) -> bool:
    """Whether the member of staff may read what a request or a live question says."""
    return may_with(Act.SEE, actor, what) if isinstance(what, Lead) else actor.serves(what.commune)


def may_concerning(act: Act, actor: Staff, other: Staff) -> bool:
    """Whether the member of staff may do it concerning that colleague, who may have left."""
    reach = RIGHTS[act][actor.role]
    if not actor.active or reach is Reach.NONE:
        return False
    if actor.id == other.id:
        return True
    return reach is Reach.AREA and RANK[actor.role] > RANK[other.role] and contains(actor.communes, other.communes)


def may_place(actor: Staff, placed: Staff) -> bool:
    """Whether they may make somebody that, change one who is that, or end it.

    Never oneself; and nobody gives away a right that is not theirs: a supervisor makes no editor.
    """
    given = all(row[placed.role] <= row[actor.role] for row in RIGHTS.values())
    return given and actor.id != placed.id and may_concerning(Act.PLACE_STAFF, actor, placed)


def may_admit(actor: Staff, other: Staff) -> bool:
    """Whether they may let in or take away that colleague's places of work; never their own."""
    return actor.id != other.id and may_concerning(Act.ADMIT_ADDRESS, actor, other)
