"""Provinces and communes since 1 July 2025, with the places they were made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.text import in_a_sentence

MAP = "https://www.google.com/maps/search/?api=1&query="
"""Before an address, quoted: a page that shows where it is."""


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """A ward or commune before 1 July 2025; `part` where it was split among several new ones."""

    ward: str
    district: str
    province: str
    part: bool = False


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or special zone of today: "Xã Mỹ Long", "Đặc khu Côn Đảo".

    neighbours  codes of those beside it, the nearest first, as far as they are known
    """

    code: str
    name: str
    province: str
    also: tuple[str, ...] = ()
    was: tuple[FormerPlace, ...] = ()
    neighbours: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """Its name within a sentence: "xã Mỹ Long"."""
        return in_a_sentence(self.name)


@dataclass(frozen=True)
class Province:
    """A province with its communes, in the order of their codes; `name` is "Tỉnh Vĩnh Long"."""

    code: str
    name: str
    communes: tuple[Commune, ...]


@dataclass(frozen=True)
class Places:
    """All provinces by code; `home` is the code of the one that this Loa serves."""

    provinces: Mapping[str, Province]
    home: str

    @property
    def communes(self) -> Mapping[str, Commune]:
        return {commune.code: commune for province in self.provinces.values() for commune in province.communes}
