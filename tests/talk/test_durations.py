"""How long somebody has paid, as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.values.counts import read_length
from bot.talk.durations import DurationQuestion, MonthWithin
from bot.talk.question import Misread
from bot.words import YearMonth, _


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("3 năm 6 tháng", 42),
        ("3 nam 6 thang", 42),
        ("dạ khoảng 5 năm rồi", 60),
        ("40 tháng", 40),
        ("2 năm rưỡi", 30),
        ("5", 60),
        ("0", 0),
        ("chưa đóng tháng nào", 0),
        ("không có", 0),
        ("3 years 2 months", 38),
        ("1 năm 13 tháng", None),
        ("hồi xưa", None),
        ("", None),
    ],
)
def test_lengths_of_time_as_people_type_them(typed: str, months: int | None) -> None:
    assert read_length(typed) == months


@given(st.integers(0, 720))
def test_a_length_of_time_reads_what_it_writes(months: int) -> None:
    question = DurationQuestion("q", _("?"), shortcuts=((0, _("None yet")),))
    assert question.read(question.write(months)) == months


def test_one_is_asked_back_where_it_may_be_a_button() -> None:
    with pytest.raises(Misread):
        DurationQuestion("q", _("?"), shortcuts=((0, _("None yet")),)).read("1")
    assert DurationQuestion("q", _("?")).read("1") == 12


def test_too_long_is_refused() -> None:
    with pytest.raises(Misread):
        DurationQuestion("q", _("?"), at_most=12).read("2 năm")


def test_a_year_alone_is_its_january_and_bounds_hold() -> None:
    question = MonthWithin("q", _("?"), YearMonth(1926, 1), YearMonth(2011, 11))
    assert question.read("1970") == question.read("sinh năm 1970") == YearMonth(1970, 1)
    assert question.read(question.write(YearMonth(1970, 5))) == YearMonth(1970, 5)
    for typed in ("1900", "12/2011", "tháng năm"):
        with pytest.raises(Misread):
            question.read(typed)
