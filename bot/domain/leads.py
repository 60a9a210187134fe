"""A citizen's request to be called: its states, its moves, and the day of every try."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calls.known import Prefer
from bot.domain.messages import Option, Subject
from bot.domain.phone import PhoneNumber
from bot.words import _


class LeadState(StrEnum):
    """The state of a request; the last seven are its ends.

    IN_TRAY     one of too many from the same origin: it waits until somebody in charge has looked
    """

    IN_TRAY = "in_tray"
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
    DISCARDED = "discarded"


class Outcome(StrEnum):
    """What came of a call, in the officer's words."""

    REACHED = "reached"
    WILL_JOIN = "will_join"
    JOINED = "joined"
    NOT_INTERESTED = "not_interested"
    TRY_AGAIN = "try_again"
    LATER = "later"
    WRONG_NUMBER = "wrong_number"
    LEAVE_ALONE = "leave_alone"


OUTCOMES = (
    Option(Outcome.REACHED, _("Reached, questions answered")),
    Option(Outcome.WILL_JOIN, _("Will join")),
    Option(Outcome.JOINED, _("Has joined")),
    Option(Outcome.NOT_INTERESTED, _("Not interested")),
    Option(Outcome.TRY_AGAIN, _("No answer, I will call again")),
    Option(Outcome.LATER, _("They asked for another day")),
    Option(Outcome.WRONG_NUMBER, _("Wrong number")),
    Option(Outcome.LEAVE_ALONE, _("Do not contact them any more")),
)


class Move(StrEnum):
    """What may happen to a request; its value is what the history says.

    TELL        somebody of the staff has been told: a step of the history, for nothing else may be done after it
    GIVE        somebody gives it to a colleague by name; what was agreed with the citizen holds
    NO_ANSWER   called in vain; the third day on which that happens is GIVE_UP
    LATER       another day was agreed
    RELEASE     its holder is away, or gives it back: it is nobody's again
    TAKE_OVER   somebody takes it from a holder who has let it lie
    LET_GO      it leaves the tray for the officers
    REOPEN      staff take it up again after its end
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
    LET_GO = "let_go"
    DISCARD = "discarded"
    REOPEN = "reopened"


HELD: frozenset[LeadState] = frozenset({LeadState.TAKEN, LeadState.CALL_AGAIN, LeadState.WILL_JOIN})
ENDS: frozenset[LeadState] = frozenset(LeadState) - HELD - {LeadState.NEW, LeadState.IN_TRAY}
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
_IN_TRAY: Mapping[Move, LeadState] = {
    Move.LET_GO: LeadState.NEW,
    Move.DISCARD: LeadState.DISCARDED,
    Move.WITHDRAW: LeadState.WITHDRAWN,
}
_IS_OVER: Mapping[Move, LeadState] = {Move.ASK_AGAIN: LeadState.NEW, Move.REOPEN: LeadState.TAKEN}
FOR_GOOD: frozenset[LeadState] = frozenset({LeadState.WITHDRAWN, LeadState.DISCARDED})
TRANSITIONS: Mapping[LeadState, Mapping[Move, LeadState]] = {
    LeadState.IN_TRAY: _IN_TRAY,
    LeadState.NEW: _WAITS,
    **{state: {**_IS_HELD, Move.GIVE: state} for state in HELD},
    **dict.fromkeys(ENDS - FOR_GOOD, _IS_OVER),
    **{state: {} for state in FOR_GOOD},
}
"""Every legal move from every state, and where it leads. What is not here cannot happen."""

UNDOABLE: frozenset[Move] = frozenset(
    {Move.TAKE, Move.TAKE_OVER, Move.GIVE, Move.RELEASE, Move.HAND_OVER, Move.REOPEN, *CALLED}
)
"""What staff may undo for a while: a slip is no decision."""
UNDO_WITHIN, TOLD_AFTER = timedelta(minutes=10), timedelta(minutes=2)
"""For how long, and how long the citizen's message about it waits meanwhile."""

AFTER: Mapping[Outcome, Move] = {
    Outcome.REACHED: Move.ANSWER,
    Outcome.WILL_JOIN: Move.AGREE,
    Outcome.JOINED: Move.JOIN,
    Outcome.NOT_INTERESTED: Move.DECLINE,
    Outcome.LEAVE_ALONE: Move.DECLINE,
    Outcome.TRY_AGAIN: Move.NO_ANSWER,
    Outcome.LATER: Move.LATER,
    Outcome.WRONG_NUMBER: Move.MISDIAL,
}


def after(state: LeadState, move: Move, missed: Collection[date] = ()) -> LeadState | None:
    """Where the move leads, or None; `missed` are the days of calls in vain, with this one's."""
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

    name, phone     of the person to be called; asked_by_other: somebody else asked for them
    commune         code of the commune
    shared          whether the citizen agreed that it is passed on to the insurance office and the post office
    taken_by        id of the member of staff who has it, with their name
    call_on         the day agreed for another call
    unchecked       one of too many from the same origin, and nobody in charge has let it through
    prefer          the part of the day at which they like to be called, or None
    since           since when it is in its state; topic: the id of what the citizen had read about
    channel         over which it was asked last; source: the code by which the citizen had come, or ""
    called_at       when it was called for the first time since it was asked
    meeting         the number of the meeting at which it was asked, or within a week after which
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
    unchecked: bool = False
    prefer: Prefer | None = None
    channel: str = ""
    source: str = ""
    meeting: int | None = None
    called_at: datetime | None = None

    @property
    def subject(self) -> Subject:
        """What messages about it are posted with."""
        return Subject.lead(self.number)

    @property
    def open(self) -> bool:
        return self.state not in ENDS

    @property
    def in_tray(self) -> bool:
        return self.state is LeadState.IN_TRAY

    @property
    def waits(self) -> bool:
        return self.state is LeadState.NEW

    @property
    def may_go_on(self) -> bool:
        """Whether work on it may go on after its end; not after a withdrawal or an erasure."""
        return self.state not in FOR_GOOD and bool(self.phone)


@dataclass(frozen=True)
class LeadStep:
    """One line of a request's history; `staff` is the name of the member of staff, or "".

    undone    it was a slip, and holds no more
    """

    at: datetime
    what: str
    staff: str = ""
    note: str = ""
    undone: bool = False
