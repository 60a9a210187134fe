"""What must hold for every sum, time and date, whatever the figures are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.law.benefits.monthly_allowance import monthly_allowance
from bot.law.benefits.pension import income_for_pension, pension
from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.retirement import retirement, was_of_age
from bot.law.benefits.survivors import death, death_of_pensioner
from bot.law.benefits.withdrawal import Reason, withdrawal
from bot.law.contributions.contribution import advance, contributions_over
from bot.law.contributions.missing_months import missing_months
from bot.law.contributions.refund import refund
from bot.law.figures.derived import SupportGroup
from bot.law.figures.figures import Figures
from bot.law.periods import Period, counted_years, ordinal_of, years_at_2014
from bot.law.refusal import Refusal
from bot.words import YearMonth

TODAY = date(2026, 11, 23)
INCOMES = st.integers(1_500_000, 50_600_000)
GROUPS = st.sampled_from(list(SupportGroup))
SEXES = st.sampled_from(list(Sex))
TIMES = st.integers(180, 719)
BIRTHS = st.builds(YearMonth, st.integers(1966, 2010), st.integers(1, 12))


@given(INCOMES, st.integers(1, 60))
def test_paying_late_is_always_dearer_and_a_month_more_never_cheaper(
    figures: Figures, income: int, months: int
) -> None:
    owed = missing_months(months, income, figures, TODAY)
    assert owed.extra > 0
    assert owed.gross - owed.extra == contributions_over(months, income, SupportGroup.OTHER, figures, TODAY).gross
    if months < 60:
        assert missing_months(months + 1, income, figures, TODAY).gross > owed.gross


@given(INCOMES, GROUPS, st.sampled_from([24, 36, 48, 60]), st.data())
def test_what_comes_back_is_never_more_than_was_paid(
    figures: Figures, income: int, group: SupportGroup, months: int, data: st.DataObject
) -> None:
    before, remaining = data.draw(st.integers(0, 130)), data.draw(st.integers(1, months))
    paid = advance(months, income, group, figures, TODAY, supported_before=before)
    back = refund(months, remaining, income, group, figures, TODAY, supported_before=before)
    assert 0 < back.refund <= paid.pays
    assert 0 <= back.returned_to_state <= paid.support
    everything = refund(months, months, income, group, figures, TODAY, supported_before=before)
    assert (everything.refund, everything.returned_to_state) == (paid.pays, paid.support)


@given(INCOMES, GROUPS, st.sampled_from([3, 6, 12]))
def test_all_of_a_period_comes_back_as_it_was_paid(
    figures: Figures, income: int, group: SupportGroup, months: int
) -> None:
    paid = contributions_over(months, income, group, figures, TODAY)
    back = refund(months, months, income, group, figures, TODAY)
    assert (back.refund, back.returned_to_state) == (paid.pays, paid.support)


@given(TIMES, SEXES, INCOMES)
def test_a_pension_grows_with_time_and_income_within_its_bounds(
    figures: Figures, months: int, sex: Sex, average: int
) -> None:
    paid = pension(months, sex, average, figures, TODAY)
    assert Decimal("0.40") <= paid.rate <= Decimal("0.75")
    assert pension(months + 1, sex, average, figures, TODAY).pension >= paid.pension
    if average < 50_600_000:
        assert pension(months, sex, average + 1, figures, TODAY).pension >= paid.pension


@given(TIMES, SEXES, st.integers(1, 20_000_000))
def test_the_income_to_choose_gives_the_pension_wished_for(
    figures: Figures, months: int, sex: Sex, target: int
) -> None:
    chosen = income_for_pension(months, sex, target, figures, TODAY)
    assert chosen.income >= 1_500_000
    assert pension(months, sex, chosen.income, figures, TODAY).pension >= target


@given(st.integers(0, 179), SEXES)
def test_below_fifteen_years_a_refusal_says_what_is_missing(figures: Figures, months: int, sex: Sex) -> None:
    with pytest.raises(Refusal) as refused:
        pension(months, sex, 2_000_000, figures, TODAY)
    assert refused.value.bounds == {"months": 180, "missing": 180 - months}


@given(BIRTHS, SEXES)
def test_who_is_born_later_never_retires_earlier(figures: Figures, birth: YearMonth, sex: Sex) -> None:
    when, ordinal = retirement(birth, sex, figures, TODAY), ordinal_of(birth) + 1
    later = retirement(YearMonth(ordinal // 12, ordinal % 12 + 1), sex, figures, TODAY)
    assert when.reached < later.reached
    assert ordinal_of(when.reached) == ordinal_of(birth) + when.age
    assert ordinal_of(when.pension_from) == ordinal_of(when.reached) + 1


@given(st.builds(YearMonth, st.integers(1900, 1960), st.integers(1, 12)), SEXES)
def test_an_age_that_is_not_on_record_is_not_guessed(figures: Figures, birth: YearMonth, sex: Sex) -> None:
    assert was_of_age(birth, sex, figures, TODAY)
    with pytest.raises(Refusal) as refused:
        retirement(birth, sex, figures, TODAY)
    assert refused.value.code == "of_age_before_2021"


@given(st.integers(0, 300), st.integers(0, 300))
def test_moving_odd_months_loses_none(before: int, after: int) -> None:
    earlier, later = years_at_2014(before, after)
    whole = counted_years(before + after)
    assert 0 <= earlier + later - Decimal(before + after) / 12 < Decimal("0.5")
    assert earlier + later == whole


@given(
    st.integers(ordinal_of(YearMonth(2018, 1)), ordinal_of(YearMonth(2026, 11))),
    st.integers(0, 106),
    INCOMES,
    GROUPS,
)
def test_a_withdrawal_is_shared_between_citizen_and_state(
    figures: Figures, first: int, length: int, income: int, group: SupportGroup
) -> None:
    last = min(first + length, ordinal_of(YearMonth(2026, 11)))
    start, end = (YearMonth(month // 12, month % 12 + 1) for month in (first, last))
    periods = [Period(start, end, income)]
    paid = withdrawal(periods, group, Reason.EMIGRATION, figures, TODAY)
    assert paid.before_deduction == paid.support_deducted + paid.receives
    assert paid.receives >= 0
    kept = withdrawal(periods, group, Reason.ILLNESS, figures, TODAY)
    assert (kept.support_deducted, kept.receives) == (0, paid.before_deduction)


@given(st.integers(0, 300), st.integers(0, 300), INCOMES)
def test_survivors_receive_something(figures: Figures, before: int, after: int, average: int) -> None:
    if before + after == 0:
        return
    paid = death(before, after, average, figures, TODAY)
    assert paid.total == paid.survivors + paid.funeral
    assert paid.survivors > 0
    assert (paid.funeral > 0) == (before + after >= 60)


@given(st.integers(100_000, 20_000_000), st.integers(0, 719))
def test_a_pensioners_survivors_never_receive_more_for_later_deaths(
    figures: Figures, amount: int, received: int
) -> None:
    now = death_of_pensioner(amount, received, figures, TODAY).survivors
    assert death_of_pensioner(amount, received + 1, figures, TODAY).survivors <= now
    assert 3 * amount <= now <= 48 * amount


@given(INCOMES, st.integers(2, 30), st.integers(1, 240))
def test_an_allowance_lasts_until_the_social_pension_or_says_what_is_lacking(
    figures: Figures, average: int, halves: int, until: int
) -> None:
    paid = monthly_allowance(average, Decimal(halves) / 2, until, figures, TODAY)
    assert 1 <= paid.months <= until
    assert paid.monthly >= 500_000
    assert (paid.top_up == 0) == (paid.months == until)
    assert paid.top_up == (until - paid.months) * 500_000
