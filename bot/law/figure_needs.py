"""Which figures the arithmetic needs, and of what kind, so that content without them is refused before anybody asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

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
from bot.law.figures.derived import DERIVED, Group

Kind = Literal["number", "table", "list", "text"]

_OTHER_THAN_NUMBERS: Mapping[str, Kind] = {
    "retirement_age_men": "table",
    "retirement_age_women": "table",
    "inflation_coefficients_voluntary": "table",
    "sample_incomes_above_floor": "list",
    "support_counted_since": "text",
    "hotline": "text",
    "household_owner_declared_from": "text",
    "household_owner_other_from": "text",
}
# What the dialogues tell beside a result.
_TOLD = (
    "min_join_age",
    "procedure_days_withdrawal",
    "procedure_days_maternity",
    "procedure_days_maternity_file",
    "procedure_days_survivor",
    "procedure_days_survivor_file",
)
_SUBJECTS = (
    death.NEEDS,
    emigration.NEEDS,
    maternity.NEEDS,
    missing_months.NEEDS,
    monthly_allowance.NEEDS,
    pension.NEEDS,
    pension_rate.NEEDS,
    periods.NEEDS,
    refund.NEEDS,
    retirement.NEEDS,
    retirement_lump.NEEDS,
    withdrawal.NEEDS,
)
_NAMES = {
    *(need for derived in DERIVED.values() for need in derived.needs),
    *contribution.NEEDS,
    *contribution.ADVANCE_NEEDS,
    *(need for needs in _SUBJECTS for need in needs),
    *(f"support_rate_{group}" for group in Group),
    *_TOLD,
    *_OTHER_THAN_NUMBERS,
}
NEEDED: Mapping[str, Kind] = {name: _OTHER_THAN_NUMBERS.get(name, "number") for name in sorted(_NAMES)}
