"""Values told in passing: taken back, by the day, from year to year, in short forms, by who speaks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.values.corrections import corrected
from bot.search.values.counts import Rough
from bot.search.values.facts import facts
from bot.search.values.phrasebook import Phrasebook

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("đóng được 3 năm, à không, 4 năm, nữ 49t", "đóng được 4 năm, nữ 49t"),
        ("mức 2 triệu à nhầm 3 triệu, hộ nghèo", "mức 3 triệu, hộ nghèo"),
        ("bà sinh năm 1958 à quên 1956, nữ", "bà sinh năm 1956, nữ"),
        ("hộ nghèo ủa lộn cận nghèo mức 3tr", "cận nghèo mức 3tr"),
        ("muc 2 trieu y lon 4 trieu", "muc 4 trieu"),
        ("52 tuổi nói lộn 53 tuổi", "53 tuổi"),
    ],
)
def test_what_is_taken_back_gives_way(said: str, meant: str, book: Phrasebook) -> None:
    assert corrected(said, book, TODAY) == meant


@pytest.mark.parametrize(
    "said",
    [
        "tôi lớn tuổi rồi, 52 tuổi",
        "mức 2 triệu không phải 3 triệu năm ngoái",
        "đóng 3 năm, nhầm sổ của 4 người",
        "3 triệu lon 4 trieu",
        "à nhầm, nam",
    ],
)
def test_what_only_sounds_so_stays(said: str, book: Phrasebook) -> None:
    assert corrected(said, book, TODAY) == said


@pytest.mark.parametrize(
    ("said", "paid"),
    [
        ("đóng từ 3/2020 tới giờ, còn thiếu mấy năm", {"": 81}),
        ("đóng từ tháng 1 năm nay tới giờ", {"": 11}),
        ("tham gia từ tháng 10 năm ngoái đến nay", {"": 14}),
        ("đóng từ 2016 đến 2021 rồi nghỉ, 52 tuổi nam", {"": 72}),
        ("làm công ty từ 1/2010 đến 12/2014", {"compulsory": 60}),
        ("bắt đầu đóng tự nguyện từ 2020", {"voluntary": 83}),
        ("đóng từ 2015 được 8 năm rồi", {"": 96}),
        ("đóng từ 2018 rồi ngưng", {}),
        ("luật mới từ 1/7/2025", {}),
        ("từ 1/2027 đóng bao nhiêu", {}),
    ],
)
def test_time_from_one_month_to_another(said: str, paid: dict[str, int], book: Phrasebook) -> None:
    assert facts(said, book, TODAY).paid == paid


def test_years_without_months_are_a_guess(book: Phrasebook) -> None:
    (months,) = facts("đóng từ 2016 đến 2021", book, TODAY).paid.values()
    assert isinstance(months, Rough)


@pytest.mark.parametrize(
    ("said", "role", "a_month"),
    [
        ("ngày lời 200k, để ra 20k đóng bảo hiểm", "affords", 600_000),
        ("mỗi bữa nhịn 1 ly cà phê 15k để đóng", "affords", 450_000),
        ("tuần tui góp 100 ngàn", "affords", 400_000),
        ("vụ lời chừng 9 triệu", "income", 1_500_000),
        ("nửa năm đóng 1tr8", "pays", 300_000),
        ("mỗi tháng đóng cỡ nửa triệu", "pays", 500_000),
        ("30 năm đóng mức 3 triệu mà nữ lãnh được mấy đồng nói thử", "income", 3_000_000),
        ("mức 1tr5 của tui còn đóng được không", "income", 1_500_000),
        ("lúc trước đóng 214 ngàn, giờ muốn lên mức 2 triệu", "income", 2_000_000),
        ("tháng lời 6 triệu, tính đóng mức 2 triệu rưỡi thôi", "income", 2_500_000),
        ("đang đóng 297k/tháng, muốn tăng lên 500k/tháng", "pays", 500_000),
        ("mỗi tháng đóng 330 ngàn, 3 ngày nữa tới hạn", "pays", 330_000),
    ],
)
def test_which_sum_is_meant_and_how_often_it_comes(said: str, role: str, a_month: int, book: Phrasebook) -> None:
    found = facts(said, book, TODAY).sum
    assert found is not None
    assert (found.role, found.a_month) == (role, a_month)


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("bà mới đóng có năm rưỡi hà, sáu hai tuổi", 62),
        ("bà năm nay 59, đóng 7 năm", 59),
        ("ông già vợ tui năm nay 63, có 14 năm", 63),
        ("tuổi 50, nam", 50),
        ("đóng tới lúc má 60 tuổi, má 48, mức 2 triệu", 48),
        ("đóng tới tuổi 60 nghỉ hưu", None),
        ("hôm nay 23, đóng 5 năm", None),
    ],
)
def test_ages_as_people_say_them(said: str, age: int | None, book: Phrasebook) -> None:
    birth = facts(said, book, TODAY).birth
    assert (birth.age if birth else None) == age


@pytest.mark.parametrize(
    ("said", "paid"),
    [
        ("bhxh cty 4n3t + tn 2n, nữ 45t", {"compulsory": 51, "voluntary": 24}),
        ("5 năm 10 tháng cộng với 4 năm 8 tháng", {"": 126}),
        ("mới đóng có năm rưỡi", {"": 18}),
        ("được hơn chục năm rồi", {"": 120}),
        ("đã đóng 5 năm thì được bao nhiêu một tháng", {"": 60}),
        ("đã đóng 10 năm còn thiếu mấy năm", {"": 120}),
    ],
)
def test_years_in_short_forms(said: str, paid: dict[str, int], book: Phrasebook) -> None:
    assert facts(said, book, TODAY).paid == paid


@pytest.mark.parametrize(
    ("said", "sex"),
    [
        ("bà năm nay 59", "female"),
        ("ông nhà 66 tuổi", "male"),
        ("chị đóng được 5 năm", "female"),
        ("chị ơi cho hỏi mức đóng", None),
        ("vo toi sanh nam 88, chua dong", "female"),
    ],
)
def test_whose_sex_it_is(said: str, sex: str | None, book: Phrasebook) -> None:
    assert facts(said, book, TODAY).sex == sex


@given(
    first=st.integers(1, 14),
    second=st.integers(1, 14),
    says=st.sampled_from(["à nhầm", "ý lộn", "à không", "nói lộn", "à quên"]),
)
def test_of_two_times_the_second_counts(first: int, second: int, says: str, book: Phrasebook) -> None:
    assert facts(f"đã đóng {first} năm {says} {second} năm", book, TODAY).paid == {"": second * 12}
