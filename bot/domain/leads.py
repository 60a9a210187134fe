"""A citizen's request to be called: its states, what may follow what, and the day of every try."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.messages import Option, Subject
from bot.domain.phone import PhoneNumber
from bot.words import _


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
    LATER = "later"
    WRONG_NUMBER = "wrong_number"


OUTCOMES = (
    Option(Outcome.REACHED, _("Reached, questions answered")),
    Option(Outcome.WILL_JOIN, _("Will join")),
    Option(Outcome.JOINED, _("Has joined")),
    Option(Outcome.NOT_INTERESTED, _("Not interested")),
    Option(Outcome.TRY_AGAIN, _("No answer, I will call again")),
    Option(Outcome.LATER, _("They asked for another day")),
    Option(Outcome.WRONG_NUMBER, _("Wrong number")),
)


class Move(StrEnum):
    """What may happen to a request; its value is what the history says.

    TELL        somebody of the staff has been told: a step of the history, for nothing else may be done after it
    GIVE        somebody gives it to a colleague by name; what was agreed with the citizen stands
    NO_ANSWER   called in vain; the third day on which that happens is GIVE_UP
    LATER       another day was agreed
    RELEASE     whoever had it is away, or gives it back: it is nobody's again
    TAKE_OVER   somebody takes it from whoever has let it lie
    """

    TELL = "told"
    TAKE = "taken"
    TAKE_OVER = "taken_over"
    GIVE = "given"
    RELEASE = "released"
    HAND_OVER = "handed_over"
    NO_ANSWER = "no_answer"
    LATER = "call_again"
    AGREE = "will_join"
    JOIN = "joined"
    ANSWER = "answered"
    DECLINE = "not_interested"
    GIVE_UP = "unreachable"
    MISDIAL = "wrong_number"
    WITHDRAW = "withdrawn"
    ASK_AGAIN = "asked_again"


HELD: frozenset[LeadState] = frozenset({LeadState.TAKEN, LeadState.CALL_AGAIN, LeadState.WILL_JOIN})
ENDS: frozenset[LeadState] = frozenset(LeadState) - HELD - {LeadState.NEW}
TRIES = 3

CALLED: Mapping[Move, LeadState] = {
    Move.NO_ANSWER: LeadState.CALL_AGAIN,
    Move.LATER: LeadState.CALL_AGAIN,
    Move.AGREE: LeadState.WILL_JOIN,
    Move.JOIN: LeadState.JOINED,
    Move.ANSWER: LeadState.ANSWERED,
    Move.DECLINE: LeadState.NOT_INTERESTED,
    Move.GIVE_UP: LeadState.UNREACHABLE,
    Move.MISDIAL: LeadState.WRONG_NUMBER,
}
_WAITS: Mapping[Move, LeadState] = {
    Move.TELL: LeadState.NEW,
    Move.TAKE: LeadState.TAKEN,
    Move.GIVE: LeadState.TAKEN,
    Move.HAND_OVER: LeadState.NEW,
    Move.WITHDRAW: LeadState.WITHDRAWN,
}
_IS_HELD: Mapping[Move, LeadState] = {
    **CALLED,
    Move.TAKE_OVER: LeadState.TAKEN,
    Move.RELEASE: LeadState.NEW,
    Move.HAND_OVER: LeadState.NEW,
    Move.WITHDRAW: LeadState.WITHDRAWN,
}
_IS_OVER: Mapping[Move, LeadState] = {Move.ASK_AGAIN: LeadState.NEW}
TRANSITIONS: Mapping[LeadState, Mapping[Move, LeadState]] = {
    LeadState.NEW: _WAITS,
    **{state: {**_IS_HELD, Move.GIVE: state} for state in HELD},
    **dict.fromkeys(ENDS - {LeadState.WITHDRAWN}, _IS_OVER),
    LeadState.WITHDRAWN: {},
}
"""Every legal move from every state, and where it leads. What is not here cannot happen."""

AFTER: Mapping[Outcome, Move] = {
    Outcome.REACHED: Move.ANSWER,
    Outcome.WILL_JOIN: Move.AGREE,
    Outcome.JOINED: Move.JOIN,
    Outcome.NOT_INTERESTED: Move.DECLINE,
    Outcome.TRY_AGAIN: Move.NO_ANSWER,
    Outcome.LATER: Move.LATER,
    Outcome.WRONG_NUMBER: Move.MISDIAL,
}


def after(state: LeadState, move: Move, missed: Collection[date] = ()) -> LeadState | None:
    """Where the move leads; None where it is not legal. `missed` are the days of calls in vain, this one's included."""
    enough = len(set(missed)) >= TRIES
    if (move is Move.GIVE_UP and not enough) or (move is Move.NO_ANSWER and enough):
        return None
    return TRANSITIONS[state].get(move)


def in_vain(missed: Collection[date]) -> Move:
    """What a call in vain comes to, given all days of such calls: another try, or the end."""
    return Move.GIVE_UP if len(set(missed)) >= TRIES else Move.NO_ANSWER


@dataclass(frozen=True)
class Lead:
    """A request to be called; `number` is what people say ("yêu cầu số 17").

    name, phone     of the person to be called; asked_by_other: somebody else asked for her
    commune         code of the commune
    shared          whether she agreed that it is passed on to the insurance office and the post office
    taken_by        id of the member of staff who has it, with her name
    call_on         the day agreed for another call
    since           when it came to stand as it does; topic: the id of what the citizen had read about
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
    since: datetime | None = None
    topic: str = ""
    shared: bool = True

    @property
    def subject(self) -> Subject:
        """What messages about it are posted with."""
        return Subject.lead(self.number)

    @property
    def open(self) -> bool:
        return self.state not in ENDS

    @property
    def waits(self) -> bool:
        return self.state is LeadState.NEW


@dataclass(frozen=True)
class LeadStep:
    """One line of a request's history: who (a member of staff's name, or ""), when, what, and a note."""

    at: datetime
    what: str
    staff: str = ""
    note: str = ""
