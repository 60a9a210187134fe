"""A live question: citizen and officer talk through Loa, without each other's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.domain.messages import Address, Subject

Side = Literal["citizen", "staff", "before"]


class CaseState(StrEnum):
    """WAITING: for an answer, Loa talks; LIVE: an officer has the floor, Loa is silent."""

    WAITING = "waiting"
    LIVE = "live"
    ENDED = "ended"


class Ending(StrEnum):
    """How a live question came to its end."""

    CITIZEN = "citizen"
    STAFF = "staff"
    QUIET = "quiet"
    UNANSWERED = "unanswered"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True)
class Case:
    """A live question; `number` is what staff say ("câu hỏi số 12").

    address, language   where the citizen asked, and what they read there; reachable: whether they can be written to
    level               how many steps of the ladder have been asked to answer
    taken_by            id of the officer who has the floor, with their name
    answered            whether that officer has said something
    heard_at            when the last line was said
    due                 when something happens by itself
    rated               whether the citizen has said if it helped
    """

    number: int
    citizen: int
    address: Address
    language: str
    reachable: bool
    commune: str
    state: CaseState
    asked_at: datetime
    level: int
    taken_by: int | None
    taken_name: str
    answered: bool
    heard_at: datetime
    due: datetime | None
    rated: bool

    @property
    def open(self) -> bool:
        return self.state is not CaseState.ENDED

    @property
    def subject(self) -> Subject:
        return Subject.case(self.number)


@dataclass(frozen=True)
class CaseLine:
    """One line; "before" is what was said to Loa before a person was asked for."""

    side: Side
    text: str
    at: datetime
