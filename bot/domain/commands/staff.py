"""Commands of staff about their own work: joining, their requests, duty and absence, the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias


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
class GoAway:
    """ "Nghỉ đến 30/11": the last day of her absence; None, "đi làm lại": she is back. since: None: from now on."""

    until: date | None
    since: date | None = None


@dataclass(frozen=True)
class ShowDuty:
    """ "Lịch trực": who is on duty in her communes, today and on the next days."""


StaffCommand: TypeAlias = JoinStaff | OpenBoard | ShowMyLeads | GoAway | ShowDuty
