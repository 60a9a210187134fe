"""The figures that content must have, and the calculations that a figure touches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bot.law.calculator.calculations import CALCULATIONS
from bot.law.figures.derived import DERIVED

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
# What dialogues read beside the calculations.
_DIALOGUES = (
    "min_join_age",
    "pension_full_years_men",
    "pension_full_years_women",
    "procedure_days_withdrawal",
    "procedure_days_maternity",
    "procedure_days_maternity_file",
    "procedure_days_survivor",
    "procedure_days_survivor_file",
)
_NAMES = {
    *(name for derived in DERIVED.values() for name in derived.needs),
    *(name for calculation in CALCULATIONS.values() for name in calculation.figures),
    *_DIALOGUES,
    *_OTHER_THAN_NUMBERS,
}
NEEDED: Mapping[str, Kind] = {name: _OTHER_THAN_NUMBERS.get(name, "number") for name in sorted(_NAMES)}


def touched_by(figure: str) -> tuple[str, ...]:
    """The titles of the calculations that may read a figure."""
    return tuple(calculation.title for calculation in CALCULATIONS.values() if figure in calculation.figures)
