"""What a finished dialogue wants done about being reminded to pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.outreach.payments import CallOutcome, Method, WhyStopped
from bot.domain.phone import PhoneNumber
from bot.words import YearMonth


@dataclass(frozen=True)
class RemindOfPayment:
    """Remind them when the next payment is due: how they pay, and the last month that is paid.

    consent   the version of the text `shown`, which was agreed to; "" where they agreed before
    """

    method: Method
    until: YearMonth
    consent: str = ""
    shown: str = ""


@dataclass(frozen=True)
class HavePaid:
    """They have paid.

    until   the last month that is paid now; None where it follows from how they pay
    """

    until: YearMonth | None = None


@dataclass(frozen=True)
class RemindLater:
    """Remind them once more in a few days."""


@dataclass(frozen=True)
class StopReminding:
    """Remind them no more."""


@dataclass(frozen=True)
class SayWhyStopped:
    """Why they do not pay any more: it is counted, and kept of nobody."""

    why: WhyStopped


@dataclass(frozen=True)
class LetCall:
    """The collector of that commune may call that number if reminders stay without an answer.

    `consent` is the version of the text agreed to.
    """

    phone: PhoneNumber
    commune: str
    consent: str


@dataclass(frozen=True)
class ShowPayersToCall:
    """Staff: whom to call about paying."""


@dataclass(frozen=True)
class TakePayer:
    """Staff: I call that one."""

    number: int


@dataclass(frozen=True)
class RecordPayerCall:
    """Staff: what came of the call."""

    number: int
    outcome: CallOutcome


PayerCommand: TypeAlias = RemindOfPayment | HavePaid | RemindLater | StopReminding | SayWhyStopped | LetCall
CallPayerCommand: TypeAlias = ShowPayersToCall | TakePayer | RecordPayerCall
PaymentCommand: TypeAlias = PayerCommand | CallPayerCommand
