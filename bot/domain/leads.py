"""A citizen's request to be called: its states, its steps, and what may follow what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.phone import PhoneNumber


class LeadState(StrEnum):
    """Where a request stands; the last six are its ends."""

    NEW = "new"
    TAKEN = "taken"
    CALL_AGAIN = "call_again"
    WILL_JOIN = "will_join"
    JOINED = "joined"
    NOT_INTERESTED = "not_interested"
    UNREACHABLE = "unreachable"
    WRONG_NUMBER = "wrong_number"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"


class Outcome(StrEnum):
    """What came of a call, in the officer's words."""

    REACHED = "reached"
    WILL_JOIN = "will_join"
    JOINED = "joined"
    NOT_INTERESTED = "not_interested"
    TRY_AGAIN = "try_again"
    UNREACHABLE = "unreachable"
    WRONG_NUMBER = "wrong_number"


ENDS: frozenset[LeadState] = frozenset(
    {
        LeadState.JOINED,
        LeadState.NOT_INTERESTED,
        LeadState.UNREACHABLE,
        LeadState.WRONG_NUMBER,
        LeadState.WITHDRAWN,
        LeadState.ANSWERED,
    }
)

AFTER: Mapping[Outcome, LeadState] = {
    Outcome.REACHED: LeadState.ANSWERED,
    Outcome.WILL_JOIN: LeadState.WILL_JOIN,
    Outcome.JOINED: LeadState.JOINED,
    Outcome.NOT_INTERESTED: LeadState.NOT_INTERESTED,
    Outcome.TRY_AGAIN: LeadState.CALL_AGAIN,
    Outcome.UNREACHABLE: LeadState.UNREACHABLE,
    Outcome.WRONG_NUMBER: LeadState.WRONG_NUMBER,
}


@dataclass(frozen=True)
class Lead:
    """A request to be called; `number` is what people say ("yêu cầu số 17").

    name, phone     of the person to be called; asked_by_other: somebody else asked for her
    commune         code of the commune
    taken_by        id of the member of staff who has it, with her name
    call_on         the day agreed for another call
    """

    number: int
    citizen: int
    state: LeadState
    name: str
    phone: PhoneNumber
    commune: str
    asked_at: datetime
    asked_by_other: bool = False
    taken_by: int | None = None
    taken_name: str = ""
    taken_at: datetime | None = None
    call_on: date | None = None

    @property
    def open(self) -> bool:
        return self.state not in ENDS


@dataclass(frozen=True)
class LeadStep:
    """One line of a request's history: who (a member of staff's name, or ""), when, what, and a note."""

    at: datetime
    what: str
    staff: str = ""
    note: str = ""
