"""Commands of staff about what was achieved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class ShowNumbers:
    """ "Số liệu hôm nay", "báo cáo tháng": the main numbers of all that they serve."""

    which: Literal["today", "month", "last_month"]


ReportCommand: TypeAlias = ShowNumbers
