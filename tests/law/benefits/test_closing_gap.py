"""The ways to a pension side by side, reckoned by hand: cost, first month, and what comes back."""

from __future__ import annotations

from datetime import date

import pytest

from bot.law.benefits.closing_gap import at_once, every_month
from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.projection import Insured, project
from bot.law.figures.figures import Figures
from bot.law.refusal import Refusal
from bot.words import YearMonth

DAY, START = date(2026, 11, 23), YearMonth(2026, 12)


def test_forty_seven_months_are_missing(figures: Figures) -> None:
    """Of age in December 2027: 13 months until then, 47 after it."""
    who = Insured(Sex.MALE, YearMonth(1966, 3), compulsory=120, average=4_000_000)
    found = project(who, 2_000_000, START, figures, DAY)
    monthly, sum_ = every_month(who, found), at_once(who, 2_000_000, START, found, figures, DAY)
    # 60 × (440,000 − 66,000); from December 2031 to March 2041 and 2046: 111 and 171 months of 1,333,333
    assert (monthly.cost, monthly.begins) == (22_440_000, YearMonth(2031, 12))
    assert (monthly.by_75, monthly.by_80) == (111 * 1_333_333, 171 * 1_333_333)
    # 13 × 374,000 + 22,294,348 for 47 months at once; 158 and 218 months
    assert (sum_.monthly, sum_.at_once) == (13, 47)
    assert (sum_.cost, sum_.begins) == (4_862_000 + 22_294_348, YearMonth(2028, 1))
    assert (sum_.by_75, sum_.by_80) == (158 * 1_333_333, 218 * 1_333_333)


def test_more_than_sixty_are_paid_month_by_month_first(figures: Figures) -> None:
    """A woman of age since 2021 with five years: 120 are missing, 60 of them may be paid at once."""
    who = Insured(Sex.FEMALE, YearMonth(1966, 1), voluntary=60, average=1_500_000)
    found = project(who, 1_500_000, START, figures, DAY)
    sum_ = at_once(who, 1_500_000, START, found, figures, DAY)
    assert (sum_.monthly, sum_.at_once, sum_.begins) == (60, 60, YearMonth(2031, 12))
    # 60 months of support are left: 60 × 264,000; 21,791,542 (own example) for the last 60
    assert sum_.cost == 15_840_000 + 21_791_542


def test_without_this_years_rate_the_sum_at_once_is_not_guessed(figures: Figures) -> None:
    who, day = Insured(Sex.MALE, YearMonth(1966, 3), compulsory=120, average=4_000_000), date(2027, 1, 15)
    found = project(who, 2_200_000, YearMonth(2027, 2), figures, day)
    with pytest.raises(Refusal, match="no_figure"):
        at_once(who, 2_200_000, YearMonth(2027, 2), found, figures, day)
    assert every_month(who, found).cost
