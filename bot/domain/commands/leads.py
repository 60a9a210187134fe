"""Commands about requests to be called: making one, and what staff do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.domain.leads import Outcome
from bot.domain.phone import PhoneNumber


@dataclass(frozen=True)
class RequestCall:
    """Have somebody of the commune call. `consent` is the version of the text agreed to, `purposes` what it allows."""

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
    """ "Trả lại": to her colleagues."""

    number: int


@dataclass(frozen=True)
class RecordOutcome:
    """What came of the call; `call_on` with LATER, and with TRY_AGAIN where it is not the next working day."""

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
    """ "Giao 17": to a colleague by name; to 0: she is shown whom she may give it to."""

    number: int
    to: int = 0


@dataclass(frozen=True)
class AddNote:
    """A line for the request's history."""

    number: int
    note: str


LeadAction: TypeAlias = ShowLead | TakeLead | GiveBack | RecordOutcome | HandOver | GiveLead | AddNote
LeadCommand: TypeAlias = RequestCall | LeadAction
