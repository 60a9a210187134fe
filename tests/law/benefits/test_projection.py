"""From time paid to a pension: what the dossier says, and laws that hold for everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.projection import Insured, project
from bot.law.figures.figures import Figures
from bot.law.periods import ordinal_of
from bot.words import YearMonth

TODAY, NEXT = date(2026, 11, 23), YearMonth(2026, 12)
FLOOR = 1_500_000
PEOPLE = st.builds(
    Insured,
    st.sampled_from(Sex),
    st.builds(YearMonth, st.integers(1950, 1999), st.integers(1, 10)),
    st.integers(0, 120),
    st.integers(0, 60),
    st.sampled_from([0, 1_500_000, 4_000_000]),
)


@pytest.mark.parametrize(("sex", "pension"), [(Sex.FEMALE, 675_000), (Sex.MALE, 600_000)])
def test_the_lowest_income_for_fifteen_years(figures: Figures, sex: Sex, pension: int) -> None:
    found = project(Insured(sex, YearMonth(1970, 5)), FLOOR, NEXT, figures, TODAY)
    assert (found.months, found.pension, found.pension_from) == (180, pension, YearMonth(2041, 12))
    assert found.pays == 120 * 264_000 + 60 * 330_000


def test_a_woman_of_1985_who_starts_now(figures: Figures) -> None:
    found = project(Insured(Sex.FEMALE, YearMonth(1985, 1)), 2_000_000, NEXT, figures, TODAY)
    assert (found.age, found.reached, found.missing) == (720, YearMonth(2045, 1), 0)
    assert found.months == ordinal_of(YearMonth(2045, 1)) - ordinal_of(NEXT) + 1
    assert found.pension_from == YearMonth(2045, 2)


def test_who_has_age_and_time_may_begin_next_month(figures: Figures) -> None:
    found = project(Insured(Sex.FEMALE, YearMonth(1962, 1), 200, 0, 4_000_000), FLOOR, NEXT, figures, TODAY)
    assert (found.future, found.pays, found.pension_from) == (0, 0, NEXT)


def test_years_above_the_most_are_worth_four_times_as_much_after_retirement_age(figures: Figures) -> None:
    # A woman of May 1971 is of age in May 2029, 30 months from now; she has 30 years then, and pays 24 months more.
    woman = Insured(Sex.FEMALE, YearMonth(1971, 5), 330, 0, 4_000_000)
    exactly, more = (project(woman, 4_000_000, NEXT, figures, TODAY, longer=longer) for longer in (0, 24))
    assert (exactly.months, exactly.lump) == (360, 0)
    assert (more.months, more.lump) == (384, 2 * 2 * 4_000_000)
    # With 33 years already, the three above thirty were paid before that age, and the 24 months after it.
    early = project(replace(woman, compulsory=366), 4_000_000, NEXT, figures, TODAY, longer=24)
    assert early.lump == 3 * 4_000_000 // 2 + 2 * 2 * 4_000_000


@pytest.mark.parametrize(("sex", "year"), [(Sex.FEMALE, 1965), (Sex.MALE, 1960)])
def test_who_was_of_age_before_2021_is_told_so_and_no_age_is_guessed(figures: Figures, sex: Sex, year: int) -> None:
    found = project(Insured(sex, YearMonth(year, 12), 0, 132, 2_000_000), FLOOR, NEXT, figures, TODAY)
    assert (found.age, found.reached) == (None, None)
    assert (found.missing, found.months, found.pension_from) == (48, 180, YearMonth(2030, 12))
    assert found.steps[0].words.msgid == "Retirement age: reached before 2021"


def test_support_already_used_is_not_given_again(figures: Figures) -> None:
    new = project(Insured(Sex.MALE, YearMonth(1990, 1), 60, 0), FLOOR, NEXT, figures, TODAY)
    supported = project(Insured(Sex.MALE, YearMonth(1990, 1), 0, 60), FLOOR, NEXT, figures, TODAY)
    assert supported.pays - new.pays == 60 * 66_000


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.integers(0, 60))
def test_more_never_gives_less(figures: Figures, who: Insured, longer: int) -> None:
    usual = project(who, 2_000_000, NEXT, figures, TODAY)
    assert usual.months >= 180
    assert usual.by_75 <= usual.by_80
    assert project(who, 4_000_000, NEXT, figures, TODAY).pension >= usual.pension
    after = project(who, 2_000_000, NEXT, figures, TODAY, longer=longer)
    assert after.rate >= usual.rate
    assert after.pension_from >= usual.pension_from
