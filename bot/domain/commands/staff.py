"""Commands of staff about their own work: joining, requests, duty and absence, the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class JoinStaff:
    """Become staff at this address, with an invitation code."""

    code: str


@dataclass(frozen=True)
class AddAddress:
    """A code with which one more address of theirs may ask to be let in."""


@dataclass(frozen=True)
class AnswerNewAddress:
    """Whether the new address that waits for this code is theirs."""

    code: str
    mine: bool


@dataclass(frozen=True)
class OpenBoard:
    """A link with which a member of staff signs in at the board, once."""


@dataclass(frozen=True)
class ShowMyLeads:
    """Their own open requests and those nobody has: all, what is for today, or what is late."""

    which: Literal["all", "today", "late"] = "all"


@dataclass(frozen=True)
class GoAway:
    """ "Nghỉ đến 30/11": absent up to that day; None, "đi làm lại": back again.

    since   the first day; None: from now on
    """

    until: date | None
    since: date | None = None


@dataclass(frozen=True)
class ShowDuty:
    """ "Lịch trực": who is on duty in their communes, today and on the next days."""


@dataclass(frozen=True)
class MakePost:
    """ "Bài đăng XMY7": a picture with text and link, to forward in a group; "" asks which code."""

    code: str = ""


StaffCommand: TypeAlias = (
    JoinStaff | MakePost | AddAddress | AnswerNewAddress | OpenBoard | ShowMyLeads | GoAway | ShowDuty
)
