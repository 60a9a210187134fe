"""The units that report: of the content's places and offices, and of the agents' codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.outreach.codes import CodeKind
from bot.domain.people import Staff
from bot.domain.reports.units import Unit, UnitKind, may_see
from bot.library.library import Library, Office, Poster
from bot.words import FIRST

OWN, OWN_NAME = "own", "Địa bàn phụ trách"
OF_OFFICE: Mapping[str, UnitKind] = {"bhxh": UnitKind.AREA, "post": UnitKind.POST, "agent": UnitKind.AGENT}


def units(library: Library, codes: Iterable[Poster] = ()) -> dict[str, Unit]:
    """Every unit by its code: the province, offices with communes, agents, communes."""
    home = library.places.provinces[library.home.province]
    found = [Unit(UnitKind.PROVINCE, home.code, home.name)]
    found += [_of_office(one) for one in library.offices if one.communes and one.kind in OF_OFFICE]
    agents = (one for one in codes if one.kind == CodeKind.AGENT)
    found += [Unit(UnitKind.AGENT, one.code, one.where, frozenset({one.commune} - {""}), one.code) for one in agents]
    found += [Unit(UnitKind.COMMUNE, one.code, one.name, frozenset({one.code})) for one in home.communes]
    return {one.code: one for one in found}


def own(staff: Staff, every: Mapping[str, Unit]) -> list[Unit]:
    """The units that a member of staff may see; first all that they serve, as one."""
    seen = [one for one in every.values() if may_see(staff, one)]
    whole = next((one for one in seen if one.communes == staff.communes and not one.source), None)
    if whole is None and seen:
        whole = Unit(UnitKind.AREA, OWN, OWN_NAME, staff.communes)
    return [*([whole] if whole else []), *(one for one in seen if one is not whole)]


def communes_of(unit: Unit, library: Library) -> tuple[str, ...]:
    """The codes of its communes; of the province all."""
    home = library.places.provinces[library.home.province]
    return tuple(one.code for one in home.communes if not unit.communes or one.code in unit.communes)


def _of_office(office: Office) -> Unit:
    return Unit(OF_OFFICE[office.kind], office.id, office.name.get(FIRST, office.id), office.communes)
