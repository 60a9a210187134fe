"""Who takes part: citizens and staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.leads import Lead
from bot.words import FIRST


class Role(StrEnum):
    """What a member of staff may see and is told; COLLECTOR works for the post office or a collection agent."""

    OFFICER = "officer"
    COLLECTOR = "collector"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


LONGEST_ABSENCE = timedelta(days=366)
LEADERS = frozenset({Role.SUPERVISOR, Role.ADMIN})


@dataclass(frozen=True)
class Citizen:
    """Somebody who wrote to us. `language` is the code she chose; `came_from` is the code of a deep link or ""."""

    id: int
    language: str
    came_from: str = ""


@dataclass(frozen=True)
class Staff:
    """A member of staff; `communes` are the codes of the communes she serves (none: all of them).

    skills      what she is asked for first, such as a language: words that the rules of a place use
    capacity    how many open requests she may have before new ones go to others (None: as the place says)
    away_from   the first day of her absence (None: it has begun); away_until: the last one (None: she is there)
    """

    id: int
    name: str
    role: Role
    language: str = FIRST
    communes: frozenset[str] = frozenset()
    active: bool = True
    skills: frozenset[str] = frozenset()
    capacity: int | None = None
    away_from: date | None = None
    away_until: date | None = None

    def away(self, today: date) -> bool:
        """Whether she is absent on that day."""
        if self.away_until is None or today > self.away_until:
            return False
        return self.away_from is None or self.away_from <= today

    @property
    def only_shared(self) -> bool:
        """Whether she is shown only what may be passed on to the post office and agents like her."""
        return self.role is Role.COLLECTOR

    def sees(self, lead: Lead) -> bool:
        """Whether this request is hers to see: a collector's only where the citizen agreed to its being passed on."""
        return self.serves(lead.commune) and (lead.shared or not self.only_shared)

    def serves(self, commune: str) -> bool:
        """Whether requests of this commune are hers to see."""
        return self.active and (not self.communes or commune in self.communes)
