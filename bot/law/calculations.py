"""Which figures each calculation rests on, so that editors are told what a figure touches; by the names of RECKONERS.

Titles are for editors, in Vietnamese as the titles of figures are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.law import periods
from bot.law.benefits import (
    emigration,
    maternity,
    monthly_allowance,
    pension,
    pension_rate,
    retirement,
    retirement_lump,
    withdrawal,
)
from bot.law.benefits import survivors as death
from bot.law.contributions import contribution, missing_months, refund
from bot.law.figures.derived import Group

_CAP = ("income_cap_times", "reference_level")
_BOUNDS = ("rural_poverty_line", "contribution_rate", *_CAP)
_SUPPORT = (
    "rural_poverty_line",
    "contribution_rate",
    "support_max_months",
    *(f"support_rate_{group}" for group in Group),
)
_SHARE = (*pension_rate.NEEDS, "missing_max_months", *_CAP)


@dataclass(frozen=True)
class Calculation:
    """What it is called, and the figures that it may read."""

    title: str
    figures: frozenset[str]


def _of(title: str, *figures: str) -> Calculation:
    return Calculation(title, frozenset(figures))


CALCULATIONS: Mapping[str, Calculation] = {
    "support": _of("tiền Nhà nước hỗ trợ", *_SUPPORT),
    "contribution": _of("mức đóng một tháng", *_BOUNDS, *_SUPPORT, "support_counted_since"),
    "contributions_over": _of("tiền đóng nhiều tháng", *_BOUNDS, *_SUPPORT, "support_counted_since"),
    "advance": _of("đóng trước nhiều năm", *contribution.ADVANCE_NEEDS, *_SUPPORT, "support_counted_since"),
    "missing_months": _of("đóng một lần cho tháng còn thiếu", *missing_months.NEEDS, *_BOUNDS),
    "refund": _of("hoàn tiền đã đóng trước", *refund.NEEDS, *_BOUNDS, *_SUPPORT),
    "pension": _of("lương hưu", *pension.NEEDS, *_SHARE, *periods.NEEDS),
    "income_for_pension": _of("thu nhập cần chọn để có lương hưu mong muốn", *_SHARE, *pension.STARTS, *_BOUNDS),
    "average": _of("bình quân thu nhập", *periods.NEEDS, *_CAP),
    "mixed_average": _of("bình quân của hai loại thời gian", *_CAP),
    "retirement": _of("tuổi nghỉ hưu", *retirement.NEEDS),
    "retirement_lump": _of("trợ cấp một lần khi nghỉ hưu", *retirement_lump.PAID, *_CAP),
    "withdrawal": _of("rút một lần", *withdrawal.NEEDS, *periods.NEEDS, *_SUPPORT, *_CAP),
    "monthly_allowance": _of("trợ cấp hằng tháng trước tuổi hưu trí xã hội", *monthly_allowance.NEEDS, *_CAP),
    "death": _of("tuất của người đang đóng", *death.OF_PAYING, "contribution_rate", *_CAP),
    "death_of_pensioner": _of("tuất của người đang hưởng lương hưu", *death.OF_PENSIONER, *_CAP),
    "emigration_lump": _of("trợ cấp khi ra nước ngoài định cư", *emigration.NEEDS, *_CAP),
    "maternity": _of("trợ cấp thai sản", *maternity.NEEDS),
}


def touched_by(figure: str) -> tuple[str, ...]:
    """The titles of the calculations that may read a figure."""
    return tuple(one.title for one in CALCULATIONS.values() if figure in one.figures)
