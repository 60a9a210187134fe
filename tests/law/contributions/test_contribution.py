"""Contributions: what must hold for every income, group and number of months."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.law.contributions.contribution import advance, contribution, contributions_over
from bot.law.figures.derived import SupportGroup
from bot.law.figures.figures import Figures
from bot.law.refusal import Refusal

TODAY = date(2026, 11, 23)
INCOMES = st.integers(1_500_000, 50_600_000)
GROUPS = st.sampled_from(list(SupportGroup))


@given(INCOMES, GROUPS, st.integers(1, 720), st.integers(0, 200))
def test_what_is_owed_is_shared_between_citizen_and_state(
    figures: Figures, income: int, group: SupportGroup, months: int, before: int
) -> None:
    owed = contributions_over(months, income, group, figures, TODAY, supported_before=before)
    assert owed.gross == owed.support + owed.pays
    assert 0 <= owed.support < owed.gross
    assert (owed.support == 0) == (before >= 120)
    assert owed.steps
    assert all(step.basis for step in owed.steps)


@given(INCOMES, GROUPS)
def test_a_higher_income_never_costs_less(figures: Figures, income: int, group: SupportGroup) -> None:
    owed = contribution(income, group, figures, TODAY)
    assert owed.pays >= contribution(1_500_000, group, figures, TODAY).pays
    assert abs(Decimal(income) * Decimal("0.22") - owed.gross) <= Decimal("0.5")


@given(INCOMES, GROUPS, st.sampled_from([24, 36, 48, 60]))
def test_paying_in_advance_saves_and_says_that_the_rate_is_practice(
    figures: Figures, income: int, group: SupportGroup, months: int
) -> None:
    at_once = advance(months, income, group, figures, TODAY)
    bit_by_bit = contributions_over(months, income, group, figures, TODAY)
    assert at_once.gross + at_once.saves == bit_by_bit.gross
    assert at_once.saves > 0
    assert at_once.support == bit_by_bit.support
    assert any(step.practice for step in at_once.steps)


@pytest.mark.parametrize(
    ("income", "code"),
    [(1_499_999, "income_below_floor"), (50_600_001, "income_above_cap"), (-1, "income_below_floor")],
)
def test_an_income_out_of_bounds_is_refused_with_the_bounds(figures: Figures, income: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        contribution(income, SupportGroup.OTHER, figures, TODAY)
    assert refused.value.code == code
    assert refused.value.bounds == {"floor": 1_500_000, "cap": 50_600_000}


@pytest.mark.parametrize("months", [0, 12, 25, 72])
def test_only_two_to_five_whole_years_can_be_paid_in_advance(figures: Figures, months: int) -> None:
    with pytest.raises(Refusal) as refused:
        advance(months, 1_500_000, SupportGroup.OTHER, figures, TODAY)
    assert refused.value.bounds == {"least": 24, "most": 60}


def test_the_rate_of_a_year_not_yet_published_is_not_guessed(figures: Figures) -> None:
    with pytest.raises(Refusal) as refused:
        advance(24, 2_200_000, SupportGroup.OTHER, figures, date(2027, 1, 15))
    assert refused.value.code == "no_figure"


def test_an_announced_floor_waits_for_its_confirmation(figures: Figures) -> None:
    day = date(2027, 1, 15)
    assert contribution(1_500_000, SupportGroup.OTHER, figures, day).pays == 264_000
    with pytest.raises(Refusal):
        contribution(1_500_000, SupportGroup.OTHER, figures, day, assume_announced=True)


def test_a_projection_says_that_it_holds_the_figures_of_its_day(figures: Figures) -> None:
    year, years = (contributions_over(months, 1_500_000, SupportGroup.OTHER, figures, TODAY) for months in (12, 13))
    assert len(years.steps) == len(year.steps) + 1
    assert "{day}" in years.steps[-1].words.msgid


def test_an_announced_floor_is_told_even_where_it_is_not_used(figures: Figures) -> None:
    owed = contribution(1_500_000, SupportGroup.OTHER, figures, date(2027, 1, 15))
    assert dict(owed.steps[-1].words.values)["value"] == 2_200_000


def test_months_used_up_by_practice_are_marked_so(figures: Figures) -> None:
    owed = contributions_over(6, 1_500_000, SupportGroup.OTHER, figures, TODAY, supported_before=118)
    assert [step.practice for step in owed.steps] == [False, False, True, False]
