"""A Vietnamese phone number, however it is typed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.phone import PhoneNumber


@pytest.mark.parametrize(
    "typed",
    ["0912345678", "0912 345 678", "0912.345.678", "0912-345-678", "(0912) 345678", "+84912345678", "84912345678",
     "+84 (0) 912 345 678", "０９１２３４５６７８", " 0912345678 ", "sđt 0912345678", "0912345678 nha",
     "dạ số em là 0912.345.678 nha"],
)  # fmt: skip
def test_one_number_in_many_ways(typed: str) -> None:
    number = PhoneNumber.parse(typed)
    assert (number, number.spoken) == ("+84912345678", "0912 345 678")


def test_a_landline_is_welcome() -> None:
    assert PhoneNumber.parse("0294 3851 234").spoken == "0294 3851 234"


@pytest.mark.parametrize(
    "typed",
    ["", "0", "Lan", "091234567", "09123456789", "112", "19009068", "1900 9068", "1800 1234", "+1 202 555 0101",
     "+84 112", "0912345678 ext 5", "00000000000", "9" * 300, "\x00", "0912345678/0987654321", "em 45 tuổi 0912345678"],
)  # fmt: skip
def test_what_is_no_number_that_a_person_answers(typed: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        PhoneNumber.parse(typed)


@given(st.sampled_from(["32", "39", "56", "70", "81", "86", "90", "96", "98"]), st.integers(0, 9_999_999))
def test_a_written_number_is_read_again(prefix: str, rest: int) -> None:
    number = PhoneNumber.parse(f"0{prefix}{rest:07}")
    assert PhoneNumber.parse(number) == PhoneNumber.parse(number.spoken) == number


@given(st.text(max_size=40))
def test_no_text_is_another_error(typed: str) -> None:
    with suppress(ValueError):
        assert PhoneNumber.parse(typed).startswith("+84")
