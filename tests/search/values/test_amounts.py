"""Sums of money, as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Option
from bot.search.values.amounts import read_amount
from bot.talk.contact_questions import PersonName, Phone
from bot.talk.durations import Month
from bot.talk.question import Misread
from bot.talk.questions import Amount, Choose, Confirm, Day, TextQuestion
from bot.words import Dong, YearMonth, _

ASK = _("?")

SAID = {
    "1tr5": 1_500_000,
    "1,5 triệu": 1_500_000,
    "1.5tr": 1_500_000,
    "1.500.000": 1_500_000,
    "1,500,000": 1_500_000,
    "1 500 000": 1_500_000,
    "1500000": 1_500_000,
    "1500000 đồng": 1_500_000,
    "1.500.000đ": 1_500_000,
    "1.500.000 vnđ": 1_500_000,
    "một triệu rưỡi": 1_500_000,
    "1 triệu rưỡi": 1_500_000,
    "triệu rưỡi": 1_500_000,
    "mot trieu ruoi": 1_500_000,
    "một triệu năm trăm ngàn": 1_500_000,
    "1 triệu 500 nghìn": 1_500_000,
    "1tr500": 1_500_000,
    "1tr500k": 1_500_000,
    "1tr25": 1_250_000,
    "2 triệu 2": 2_200_000,
    "hai triệu hai": 2_200_000,
    "2 triệu": 2_000_000,
    "2 củ": 2_000_000,
    "2tr/tháng": 2_000_000,
    "2 triệu một tháng": 2_000_000,
    "khoảng 3 triệu": 3_000_000,
    "tầm 3 triệu": 3_000_000,
    "dạ 3 triệu ạ": 3_000_000,
    "tám triệu": 8_000_000,
    "mười lăm triệu": 15_000_000,
    "hai chục triệu": 20_000_000,
    "hai mươi lăm triệu": 25_000_000,
    "500k": 500_000,
    "500 ngàn": 500_000,
    "năm trăm nghìn": 500_000,
    "330 nghìn": 330_000,
    "1000": 1000,
    "50,6 triệu": 50_600_000,
}
NO_SUMS = [
    "",
    "abc",
    "bao nhiêu tiền",
    "1tr5 2tr",
    "tôi không biết",
    "1 triệu 2 triệu",
    "-5",
    "1,5",
    "đóng 2 triệu thì sao",
    "0912345678 nha",
]


@pytest.mark.parametrize(("typed", "meant"), SAID.items())
def test_a_sum_is_read(typed: str, meant: int) -> None:
    assert read_amount(typed) == meant


@pytest.mark.parametrize("typed", NO_SUMS)
def test_what_is_no_sum_is_not_guessed(typed: str) -> None:
    assert read_amount(typed) is None


@given(st.integers(0, 10**12))
def test_amounts_read_what_they_write(value: int) -> None:
    question = Amount("q", ASK)
    assert question.read(question.write(Dong(value))) == value


@given(st.text(max_size=40))
def test_no_text_breaks_an_amount(typed: str) -> None:
    amount = read_amount(typed)
    assert amount is None or amount >= 0


@given(st.dates())
def test_days_read_what_they_write(value: object) -> None:
    question = Day("q", ASK, today=date(2026, 11, 23))
    assert question.read(question.write(value)) == value  # type: ignore[arg-type]


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_months_read_what_they_write(year: int, month: int) -> None:
    question = Month("q", ASK)
    assert question.read(question.write(YearMonth(year, month))) == YearMonth(year, month)


@given(st.booleans())
def test_confirmations_read_what_they_write(value: bool) -> None:
    question = Confirm("q", ASK)
    assert question.read(question.write(value)) is value


@given(st.text(max_size=600))
def test_texts_read_what_they_write(typed: str) -> None:
    question = TextQuestion("q", ASK)
    try:
        value = question.read(typed)
    except Misread:
        return
    assert question.read(question.write(value)) == value


@given(st.text(max_size=80))
def test_names_read_what_they_write(typed: str) -> None:
    question = PersonName("q", ASK)
    try:
        value = question.read(typed)
    except Misread:
        return
    assert question.read(question.write(value)) == value


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912345678", "+84912345678"),
        ("0912.345.678", "+84912345678"),
        ("+84 912 345 678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("0084912345678", "+84912345678"),
        ("02703822345", "+842703822345"),
    ],
)
def test_a_phone_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    question = Phone("q", ASK)
    value = question.read(typed)
    assert value == kept
    assert question.read(question.write(value)) == value


@pytest.mark.parametrize(
    "typed", ["091234567", "09123456789", "12345", "1900 9068", "+1 650 253 0000", "abc", "", "0112345678"]
)
def test_what_is_no_number_is_asked_again(typed: str) -> None:
    with pytest.raises(Misread):
        Phone("q", ASK).read(typed)


def test_a_choice_takes_its_tokens_only() -> None:
    question = Choose("q", ASK, (Option("a", ASK), Option("b", ASK)))
    assert question.read("a") == "a"
    with pytest.raises(Misread):
        question.read("c")
