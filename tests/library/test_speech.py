"""What a voice is given to say: sums, dates, shares, papers and phone numbers in words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.answers.speech import in_words, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("297.000 đồng/tháng", "hai trăm chín mươi bảy nghìn đồng một tháng"),
        ("1.005.000 đồng", "một triệu không trăm lẻ năm nghìn đồng"),
        ("từ 01/07/2026", "từ một tháng bảy năm hai nghìn không trăm hai mươi sáu"),
        ("tháng 3/2027", "tháng ba năm hai nghìn không trăm hai mươi bảy"),
        ("giảm 0,5 %", "giảm không phẩy năm phần trăm"),
        ("Luật 41/2024/QH15", "Luật số bốn mươi mốt năm hai nghìn không trăm hai mươi bốn"),
        ("gọi 1900 9068.", "gọi một chín không không chín không sáu tám."),
        ("số 0912 345 678, gọi", "số không chín một hai ba bốn năm sáu bảy tám, gọi"),
        (
            "1.500.000 × 22 % = 330.000",
            "một triệu năm trăm nghìn nhân hai mươi hai phần trăm bằng ba trăm ba mươi nghìn",
        ),
        ("• BHXH TN: 15 năm", "bảo hiểm xã hội tự nguyện: mười lăm năm"),
        ("từ 01/04/2027 đến thứ 4", "từ một tháng tư năm hai nghìn không trăm hai mươi bảy đến thứ tư"),
        ("từ 4/2027", "từ tháng tư năm hai nghìn không trăm hai mươi bảy"),
        ("4 tháng, 4 năm", "bốn tháng, bốn năm"),
        ("12–24 tháng, 5-10 năm", "mười hai đến hai mươi bốn tháng, năm đến mười năm"),
        ("7h30 đến 11h", "bảy giờ ba mươi đến mười một giờ"),
        ("1.500.000đ và 20.000 đ", "một triệu năm trăm nghìn đồng và hai mươi nghìn đồng"),
        ("xem https://example.org/a?b=1 nhé", "xem nhé"),
    ],
)
def test_numbers_are_said_as_people_say_them(written: str, said: str) -> None:
    assert spoken(written, "vi") == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (105, "một trăm lẻ năm"),
        (1_005, "một nghìn không trăm lẻ năm"),
        (1_050, "một nghìn không trăm năm mươi"),
        (2_530_000, "hai triệu năm trăm ba mươi nghìn"),
        (50_600_000, "năm mươi triệu sáu trăm nghìn"),
    ],
)
def test_a_number_in_words(number: int, said: str) -> None:
    assert in_words(number) == said


DIGITS = dict(zip(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"], range(10), strict=True)) | {
    "mốt": 1, "lăm": 5, "mười": 10,
}  # fmt: skip
SCALES = {"nghìn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}


def heard(said: str) -> int:
    """The number that somebody writes down who hears it, worked out apart from what says it."""
    whole = hundreds = digit = 0
    for word in said.split():
        match word:
            case "trăm":
                hundreds, digit = digit * 100, 0
            case "mươi":
                hundreds, digit = hundreds + digit * 10, 0
            case "lẻ":
                pass
            case "nghìn" | "triệu" | "tỷ":
                whole, hundreds, digit = whole + (hundreds + digit) * SCALES[word], 0, 0
            case "mười":
                hundreds += 10
            case _:
                digit = DIGITS[word]
    return whole + hundreds + digit


@given(st.integers(0, 999_999_999_999))
def test_whoever_hears_a_number_writes_down_the_same(number: int) -> None:
    assert heard(in_words(number)) == number


def test_each_number_below_ten_thousand_is_heard_right_and_said_in_one_way() -> None:
    said = [in_words(number) for number in range(10_000)]
    assert [heard(words) for words in said] == list(range(10_000))
    assert not [words for words in said if re.search(r"mươi (một|năm)$|mười năm$|trăm (?!lẻ|mười)\w+$", words)]


@given(st.integers(0, 999_999_999))
def test_no_digit_is_left_to_guess_at(number: int) -> None:
    assert not re.search(r"\d", spoken(f"{number:,} đồng".replace(",", "."), "vi"))


def test_english_voices_know_numbers_but_not_our_points() -> None:
    assert spoken("You pay 1.264.000 dong.", "en") == "You pay 1,264,000 dong."
