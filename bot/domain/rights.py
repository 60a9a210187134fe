"""Who may do what: role × act × reach in one table, which every page, card and command asks.

An area is a set of commune codes; an empty one is the whole province. A right is never the side effect of another act.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from bot.domain.leads import Lead
from bot.domain.people import Role, Staff


class Act(StrEnum):
    """What may be done with a request, or concerning a colleague."""

    SEE = "see"
    SEE_HELD = "see_held"
    HAND_ON = "hand_on"
    NOTE_ABSENCE = "note_absence"
    HAND_OVER_ALL = "hand_over_all"
    READ_AUDIT = "read_audit"


class Reach(IntEnum):
    """How far a right goes.

    OWN     a request that one holds or nobody does; oneself
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
        Role.ADMIN: Reach.AREA,
    },
    Act.SEE_HELD: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.ADMIN: Reach.AREA,
    },
    Act.HAND_ON: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.ADMIN: Reach.AREA,
    },
    Act.NOTE_ABSENCE: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.ADMIN: Reach.AREA,
    },
    Act.HAND_OVER_ALL: {
        Role.OFFICER: Reach.OWN,
        Role.COLLECTOR: Reach.OWN,
        Role.SUPERVISOR: Reach.AREA,
        Role.ADMIN: Reach.AREA,
    },
    Act.READ_AUDIT: {
        Role.OFFICER: Reach.NONE,
        Role.COLLECTOR: Reach.NONE,
        Role.SUPERVISOR: Reach.AREA,
        Role.ADMIN: Reach.AREA,
    },
}
RANK: Mapping[Role, int] = {Role.OFFICER: 0, Role.COLLECTOR: 0, Role.SUPERVISOR: 1, Role.ADMIN: 2}


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


def may_concerning(act: Act, actor: Staff, other: Staff) -> bool:
    """Whether the act is open to the member of staff concerning that colleague, who may have left."""
    reach = RIGHTS[act][actor.role]
    if not actor.active or reach is Reach.NONE:
        return False
    if actor.id == other.id:
        return True
    return reach is Reach.AREA and RANK[actor.role] > RANK[other.role] and contains(actor.communes, other.communes)
