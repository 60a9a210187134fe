"""What a finished dialogue wants done; a service carries it out in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from bot.domain.commands.cases import CaseCommand
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
class ComeFrom:
    """Remember the code of the deep link that she followed."""

    code: str


@dataclass(frozen=True)
class ForgetDraft:
    """Erase what this dialogue was told, the message just received included."""


@dataclass(frozen=True)
class ShowMyData:
    """Tell the citizen all that is kept of her."""


@dataclass(frozen=True)
class CorrectMyData:
    """Change name or phone of her open request; None leaves it as it is."""

    name: str | None = None
    phone: PhoneNumber | None = None


@dataclass(frozen=True)
class TakeBackSharing:
    """Her requests are not passed on any more to the insurance office and the post office; the call stays."""


@dataclass(frozen=True)
class TakeBackCall:
    """Nobody is to call her any more: her open requests end, and what was kept for them goes."""


@dataclass(frozen=True)
class ForgetMe:
    """Delete everything personal; an anonymous count stays."""


@dataclass(frozen=True)
class SpeakLanguage:
    """From now on speak this language (its code)."""

    code: str


@dataclass(frozen=True)
class AskLinkCode:
    """Give a code with which another address of hers can be linked to this one."""


@dataclass(frozen=True)
class LinkAddress:
    """Make the address where `code` was asked for, and this one, those of one person."""

    code: str


@dataclass(frozen=True)
class PartAddress:
    """Make this address that of somebody else again; her requests stay with her other addresses."""


@dataclass(frozen=True)
class JoinStaff:
    """Become staff at this address, with an invitation code."""

    code: str


@dataclass(frozen=True)
class OpenBoard:
    """A link with which a member of staff signs in at the board, once."""


@dataclass(frozen=True)
class ShowMyLeads:
    """A member of staff's own open requests, and those nobody has: all, what is for today, or what is late."""

    which: Literal["all", "today", "late"] = "all"


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
class GoAway:
    """ "Nghỉ đến 30/11": the last day of her absence; None, "đi làm lại": she is back. since: None: from now on."""

    until: date | None
    since: date | None = None


@dataclass(frozen=True)
class ShowDuty:
    """ "Lịch trực": who is on duty in her communes, today and on the next days."""


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


@dataclass(frozen=True)
class KeepQuestion:
    """Keep for the editors a question that had no good answer; see store.questions for `kind` and `answer`."""

    text: str
    kind: str
    answer: str = ""


@dataclass(frozen=True)
class RateAnswer:
    """Count that this answer was useful, or not; `text` is the question that it was not useful for, "" if unknown."""

    answer: str
    useful: bool
    text: str = ""


HerData: TypeAlias = ForgetDraft | ShowMyData | CorrectMyData | TakeBackSharing | TakeBackCall | ForgetMe
Command: TypeAlias = (
    RequestCall
    | ComeFrom
    | HerData
    | SpeakLanguage
    | AskLinkCode
    | LinkAddress
    | PartAddress
    | JoinStaff
    | OpenBoard
    | ShowMyLeads
    | ShowLead
    | TakeLead
    | GiveBack
    | GoAway
    | ShowDuty
    | RecordOutcome
    | HandOver
    | GiveLead
    | AddNote
    | KeepQuestion
    | RateAnswer
    | CaseCommand
)
