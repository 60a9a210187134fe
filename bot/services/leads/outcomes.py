"""What came of an action on a request; the chat and the board each say it in their own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.domain.leads import Lead, Move
from bot.domain.people import Staff


@dataclass(frozen=True)
class NoSuchLead:
    """There is none, or not among theirs."""


@dataclass(frozen=True)
class Viewed:
    """It is to be shown; or a note has been kept, which its history shows."""


@dataclass(frozen=True)
class Taken:
    """It is theirs now; `also`: the numbers of the others for the same phone that came with it."""

    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class AlreadyYours:
    """They had it before."""


@dataclass(frozen=True)
class NotFree:
    """Somebody else has it, or may go on having it."""

    lead: Lead


@dataclass(frozen=True)
class Closed:
    """It is over."""


@dataclass(frozen=True)
class NotYours:
    """Only who has an open request may do this with it."""

    action: Literal["record", "hand over", "give", "give back", "reopen"]


@dataclass(frozen=True)
class Recorded:
    """What came of a call is kept; `rest` are their open requests for the same phone."""

    lead: Lead
    move: Move
    rest: tuple[Lead, ...]


@dataclass(frozen=True)
class HandedOver:
    """It lies with another commune."""

    commune: str


@dataclass(frozen=True)
class GivenBack:
    """It is nobody's again."""


@dataclass(frozen=True)
class Reassigned:
    """It is a colleague's."""

    to: Staff


@dataclass(frozen=True)
class NotReassigned:
    """The colleague has it already, or does not serve its commune."""

    to: Staff


@dataclass(frozen=True)
class ToWhom:
    """Nobody has been named to give it to; `colleagues` may have it."""

    colleagues: tuple[Staff, ...]


@dataclass(frozen=True)
class Reopened:
    """It is open again, and theirs."""


@dataclass(frozen=True)
class StillOpen:
    """It is not over, so there is nothing to open again."""


@dataclass(frozen=True)
class Undone:
    """These requests are what they were before the last act."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class NotUndone:
    """Nothing can be undone there; or it was too long ago; or a colleague did it."""

    why: Literal["nothing", "late", "not yours"]


LeadOutcome: TypeAlias = (
    NoSuchLead
    | Viewed
    | Taken
    | AlreadyYours
    | NotFree
    | Closed
    | NotYours
    | Recorded
    | HandedOver
    | GivenBack
    | Reassigned
    | NotReassigned
    | ToWhom
    | Reopened
    | StillOpen
    | Undone
    | NotUndone
)
