"""For whom numbers are reported: the province, an area, a commune, a post office, an agent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Role, Staff
from bot.words import Words, _, pgettext


class UnitKind(StrEnum):
    PROVINCE = "province"
    AREA = "area"
    COMMUNE = "commune"
    POST = "post"
    AGENT = "agent"


KINDS = {
    UnitKind.PROVINCE: _("the province"),
    UnitKind.AREA: _("an area"),
    UnitKind.COMMUNE: pgettext("unit", "a commune"),
    UnitKind.POST: pgettext("unit", "a post office"),
    UnitKind.AGENT: pgettext("unit", "an agent"),
}
NO_COMMUNE = frozenset({""})


@dataclass(frozen=True)
class Unit:
    """Who reports; what belongs to it is told by communes or, of an agent, by its code.

    communes   codes of its communes; none: everything
    source     the code by which people come to an agent
    """

    kind: UnitKind
    code: str
    name: str
    communes: frozenset[str] = frozenset()
    source: str = ""

    @property
    def title(self) -> Words:
        return KINDS[self.kind]


def may_see(staff: Staff, unit: Unit) -> bool:
    """Whether that unit lies in the area of the member of staff; who serves all sees each."""
    if not staff.active or staff.role is Role.EDITOR:
        return False
    return not staff.communes or (bool(unit.communes) and unit.communes <= staff.communes)


def inside(staff: Staff, unit: Unit) -> bool:
    """Whether they serve that very commune, so that small counts tell them nothing new."""
    serves = staff.role in {Role.OFFICER, Role.COLLECTOR} and bool(staff.communes)
    return serves and unit.kind is UnitKind.COMMUNE and may_see(staff, unit)
