"""What a finished dialogue wants done about being reminded to pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.outreach.payments import Method, WhyStopped
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


PaymentCommand: TypeAlias = RemindOfPayment | HavePaid | RemindLater | StopReminding | SayWhyStopped
