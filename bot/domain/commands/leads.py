"""Commands about requests to be called: making one, and what staff do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.domain.calls.known import Prefer, Written
from bot.domain.leads import Outcome
from bot.domain.phone import PhoneNumber


@dataclass(frozen=True)
class RequestCall:
    """Have somebody of the commune call.

    consent     version of the text agreed to; purposes: what it allows
    """

    commune: str
    name: str
    phone: PhoneNumber
    consent: str
    purposes: tuple[str, ...]
    for_other: bool = False


@dataclass(frozen=True)
class ShowLead:
    """One request as a card, with its history."""

    number: int


@dataclass(frozen=True)
class TakeLead:
    """ "Nhận": the first one gets it. over: "Nhận thay", from somebody who has let it lie."""

    number: int
    over: bool = False


@dataclass(frozen=True)
class GiveBack:
    """ "Trả lại": to the colleagues."""

    number: int


@dataclass(frozen=True)
class RecordOutcome:
    """What came of the call.

    call_on     with LATER, and with TRY_AGAIN where it is not the next working day
    """

    number: int
    outcome: Outcome
    note: str = ""
    call_on: date | None = None


@dataclass(frozen=True)
class HandOver:
    """ "Không phải của tôi": to another commune's staff."""

    number: int
    commune: str


@dataclass(frozen=True)
class GiveLead:
    """ "Giao 17": to a colleague, by row or by name; to 0: shows those who may have it."""

    number: int
    to: int = 0
    named: str = ""


@dataclass(frozen=True)
class AddNote:
    """A line for the request's history."""

    number: int
    note: str


@dataclass(frozen=True)
class Reopen:
    """ "Mở lại": an ended request is taken up again, for a reason."""

    number: int
    reason: str


LeadAction: TypeAlias = ShowLead | TakeLead | GiveBack | RecordOutcome | HandOver | GiveLead | AddNote | Reopen


@dataclass(frozen=True)
class Undo:
    """ "Hoàn tác": what was done with the request last, or (0) what they did last.

    step    the row of the step that a button is about, or 0
    """

    number: int = 0
    step: int = 0


@dataclass(frozen=True)
class Several:
    """The same with several requests: "nhận 17, 18"."""

    each: tuple[LeadAction, ...]


@dataclass(frozen=True)
class FindLeads:
    """Requests of somebody whose number or name is known."""

    phone: PhoneNumber | None = None
    name: str = ""


@dataclass(frozen=True)
class CallNext:
    """ "Gọi ai bây giờ": the one to call now; after: the one after that request."""

    after: int = 0


@dataclass(frozen=True)
class PreferTime:
    """The citizen says when they like to be called; None: at any time."""

    number: int
    part: Prefer | None


@dataclass(frozen=True)
class Attach:
    """Something goes with the citizen's own request.

    words       exactly what they were shown; consent: version of the text agreed to; shown: all of that text
    """

    number: int
    purpose: str
    words: str
    consent: str
    shown: str


@dataclass(frozen=True)
class Detach:
    """Nothing goes with the citizen's requests any more."""


@dataclass(frozen=True)
class ShowOpening:
    """ "Mở lời 17": three sentences to begin the call with."""

    number: int


@dataclass(frozen=True)
class WriteRequest:
    """ "Ghi yêu cầu": staff ask for somebody to whom they have read the consent text aloud."""

    call: RequestCall
    where: Written


@dataclass(frozen=True)
class EraseRequest:
    """A request that staff wrote is erased, for the person has asked for that."""

    number: int


LeadCommand: TypeAlias = (
    WriteRequest
    | EraseRequest
    | RequestCall
    | LeadAction
    | Several
    | FindLeads
    | Undo
    | CallNext
    | PreferTime
    | Attach
    | Detach
    | ShowOpening
)
