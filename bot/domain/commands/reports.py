"""Commands of staff about what was achieved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class ShowNumbers:
    """ "Số liệu hôm nay", "báo cáo tháng": the main numbers of all that they serve."""

    which: Literal["today", "month", "last_month"]


@dataclass(frozen=True)
class SendMinutes:
    """ "Biên bản 7": the minutes of that meeting as a Word file, or the way to it."""

    number: int


@dataclass(frozen=True)
class NoteRemark:
    """What an officer writes for the report of a month, "2026-11"; both "": nothing."""

    month: str
    commune: str
    difficulty: str = ""
    proposal: str = ""


@dataclass(frozen=True)
class TakeBackRemark:
    """What they have just noted is not to be in the report: one of the rows of it."""

    number: int


ReportCommand: TypeAlias = ShowNumbers | SendMinutes | NoteRemark | TakeBackRemark
