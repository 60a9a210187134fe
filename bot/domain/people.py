"""Who takes part: citizens and staff."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member of staff may see and is told; COLLECTOR works for the post office or a collection agent."""

    OFFICER = "officer"
    COLLECTOR = "collector"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


@dataclass(frozen=True)
class Citizen:
    """Somebody who wrote to us. `language` is the code she chose; `came_from` is the code of a deep link or ""."""

    id: int
    language: str
    came_from: str = ""


@dataclass(frozen=True)
class Staff:
    """A member of staff; `communes` are the codes of the communes she serves (none: all of them)."""

    id: int
    name: str
    role: Role
    language: str = "vi"
    communes: frozenset[str] = frozenset()
    active: bool = True

    def serves(self, commune: str) -> bool:
        """Whether requests of this commune are hers to see."""
        return self.active and (not self.communes or commune in self.communes)
