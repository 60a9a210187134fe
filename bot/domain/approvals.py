"""The second pair of eyes: what somebody has made is approved by somebody else, as it is.

An approval holds for one text alone: it carries that text's hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias

from bot.domain.people import Staff

What: TypeAlias = Literal["content", "campaign"]
"""What is approved; with its number it says which one."""


class Verdict(StrEnum):
    """What the second person says; WAITING until then."""

    WAITING = "waiting"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class Approval:
    """An approval that was asked for, and what became of it.

    hash        of the text that is approved
    asked_by    who made the text; None where nobody knows, as with files in a folder
    note        what the second person says to the first
    """

    id: int
    what: What
    about: int
    hash: str
    asked_by: int | None
    asked_at: datetime
    verdict: Verdict = Verdict.WAITING
    decided_by: int | None = None
    decided_at: datetime | None = None
    note: str = ""

    def holds(self, text: str) -> bool:
        """Whether a text of this hash is approved."""
        return self.verdict is Verdict.YES and self.hash == text

    def open_to(self, member: Staff) -> bool:
        """Whether this member of staff is the second person: never who made it."""
        return self.verdict is Verdict.WAITING and member.active and member.id != self.asked_by
