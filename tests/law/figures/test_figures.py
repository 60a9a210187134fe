"""Which value holds on a day: a confirmed one, the announced one beside it, or none."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.law.benefits.pension_rate import Sex, pension_rate
from bot.law.figures.derived import DERIVED, announcement, look_up
from bot.law.figures.figures import Figure, Figures, FigureValue
from bot.law.periods import counted_years
from bot.law.refusal import Refusal

TODAY, NEXT_YEAR = date(2026, 11, 23), date(2027, 1, 1)
DAYS = st.dates(date(2015, 1, 1), date(2040, 1, 1))


def test_an_announced_value_stands_beside_the_last_confirmed_one(figures: Figures) -> None:
    line = figures.by_name["rural_poverty_line"]
    before, after = line.on(NEXT_YEAR - timedelta(days=1)), line.on(NEXT_YEAR)
    assert (before.value, before.announced) == (line.values[1], None)
    assert before.coming == line.values[2]
    assert (after.value, after.announced) == (line.values[1], line.values[2])


def test_a_value_that_ended_without_successor_is_missing(figures: Figures) -> None:
    assert figures.on(NEXT_YEAR).reading("fund_rate_r_monthly").value is None


def test_confirming_makes_the_announced_value_the_only_one() -> None:
    first = FigureValue(Decimal(1), date(2020, 1, 1), date(2026, 12, 31), "a")
    for confirmed in (True, False):
        then = FigureValue(Decimal(2), NEXT_YEAR, None, "b", confirmed=confirmed)
        reading = Figure("x", "X", "dong", (first, then)).on(NEXT_YEAR)
        assert reading.value == (then if confirmed else first)
        assert reading.announced == (None if confirmed else then)


@given(DAYS)
def test_a_value_in_force_is_always_a_confirmed_one(figures: Figures, day: date) -> None:
    for figure in figures.by_name.values():
        reading = figure.on(day)
        assert reading.value is None or (reading.value.confirmed and reading.value.since <= day)
        assert reading.announced is None or not reading.announced.confirmed
        assert reading.coming is None or reading.coming.since > day


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("income_floor", 1_500_000),
        ("income_cap", 50_600_000),
        ("floor_contribution", 330_000),
        ("cap_contribution", 11_132_000),
        ("support_poor", 165_000),
        ("support_island", 165_000),
        ("min_pay_near_poor", 198_000),
        ("min_pay_ethnic_minority", 231_000),
        ("min_pay_other", 264_000),
        ("funeral_grant", 25_300_000),
        ("retirement_age_men_now", 738),
        ("retirement_age_women_next", 688),
        ("retirement_age_women_final", 720),
    ],
)
def test_what_follows_from_the_figures_today(figures: Figures, name: str, value: int) -> None:
    standing = look_up(name, figures, TODAY)
    assert standing.value == value
    assert standing.announced is None


def test_what_follows_shows_both_once_an_announced_figure_is_due(figures: Figures) -> None:
    standing = look_up("floor_contribution", figures, NEXT_YEAR)
    assert (standing.value, standing.announced) == (330_000, 484_000)


def test_an_announcement_is_known_before_its_day(figures: Figures) -> None:
    coming = announcement("support_other", figures, TODAY)
    assert coming is not None
    assert (coming.value, coming.since) == (96_800, NEXT_YEAR)
    assert announcement("pension_min_years", figures, TODAY) is None


@given(DAYS)
def test_what_follows_is_never_guessed(figures: Figures, day: date) -> None:
    for name, derived in DERIVED.items():
        missing = any(figures.on(day).reading(need).value is None for need in derived.needs)
        assert not missing or look_up(name, figures, day).value is None


@pytest.mark.parametrize(
    ("sex", "months", "share"),
    [
        (Sex.FEMALE, 180, "0.45"),
        (Sex.FEMALE, 198, "0.48"),
        (Sex.FEMALE, 480, "0.75"),
        (Sex.MALE, 180, "0.40"),
        (Sex.MALE, 235, "0.45"),
        (Sex.MALE, 300, "0.55"),
    ],
)
def test_the_share_that_a_pension_pays(figures: Figures, sex: Sex, months: int, share: str) -> None:
    assert pension_rate(months, sex, figures.on(TODAY)) == Decimal(share)


def test_no_pension_below_fifteen_years(figures: Figures) -> None:
    with pytest.raises(Refusal) as refused:
        pension_rate(179, Sex.MALE, figures.on(TODAY))
    assert refused.value.bounds == {"months": 180}


@given(st.integers(0, 600))
def test_odd_months_count_as_half_a_year_or_a_whole_one(months: int) -> None:
    assert 0 <= counted_years(months) - Decimal(months) / 12 < Decimal("0.5")


@given(st.integers(180, 599), st.sampled_from(list(Sex)))
def test_a_longer_time_never_pays_a_smaller_share(figures: Figures, months: int, sex: Sex) -> None:
    assert pension_rate(months, sex, figures.on(TODAY)) <= pension_rate(months + 1, sex, figures.on(TODAY))
