"""Who takes part: citizens and staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.leads import Lead
from bot.words import FIRST


class Role(StrEnum):
    """The role of a member of staff.

    COLLECTOR is of the post office or a collection agent; EDITOR mends the content and sees no request.
    """

    OFFICER = "officer"
    COLLECTOR = "collector"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    ADMIN = "admin"


LONGEST_ABSENCE = timedelta(days=366)
LEADERS = frozenset({Role.SUPERVISOR, Role.ADMIN})


@dataclass(frozen=True)
class Citizen:
    """Somebody who wrote to us; `came_from` is the code by which they came last, or ""."""

    id: int
    language: str
    came_from: str = ""


@dataclass(frozen=True)
class Staff:
    """A member of staff; `communes` are the codes of those they serve (none: all of them).

    skills      what they are asked for first, such as a language: words that the rules of a place use
    capacity    how many open requests they may have before new ones go to others (None: as the place says)
    away_from   the first day of absence (None: it has begun); away_until: the last one (None: present)
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
        """Whether they are absent on that day."""
        if self.away_until is None or today > self.away_until:
            return False
        return self.away_from is None or self.away_from <= today

    @property
    def only_shared(self) -> bool:
        """Whether they see only what may be passed on to the post office and collection agents."""
        return self.role is Role.COLLECTOR

    def sees(self, lead: Lead) -> bool:
        """Whether they may see this request; a collector, only if it may be passed on."""
        return self.serves(lead.commune) and (lead.shared or not self.only_shared)

    def serves(self, commune: str) -> bool:
        """Whether they may see requests of this commune."""
        return self.active and self.role is not Role.EDITOR and (not self.communes or commune in self.communes)
