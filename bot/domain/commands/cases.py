"""What a finished dialogue wants done about a live question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class AskOfficer:
    """Have an officer answer here and now; `before` are recent lines (see Conversation)."""

    commune: str
    question: str
    consent: str
    before: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class EndCase:
    """End the live question of that number, from either side; 0: there is none."""

    number: int


@dataclass(frozen=True)
class RateCase:
    """Whether the live question helped."""

    number: int
    helped: bool


@dataclass(frozen=True)
class OpenCase:
    """From now on what this officer says goes to the citizen who asked that question."""

    number: int


@dataclass(frozen=True)
class Leave:
    """What this officer says goes to Loa again; their questions stay theirs."""


@dataclass(frozen=True)
class PassCase:
    """Have the next officer answer that question."""

    number: int


@dataclass(frozen=True)
class ShowReady:
    """Ready answers to what was asked last, or to `text`, to choose one from."""

    number: int
    text: str = ""


@dataclass(frozen=True)
class SendReady:
    """Send that answer of the library to the citizen who asked."""

    number: int
    answer: str


@dataclass(frozen=True)
class Propose:
    """Propose what was answered to the editors."""

    number: int


CaseAction: TypeAlias = OpenCase | Leave | PassCase | ShowReady | SendReady | Propose
CaseCommand: TypeAlias = AskOfficer | EndCase | RateCase | CaseAction
