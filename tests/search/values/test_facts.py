"""What one sentence says of money, time and person, in the ways people say it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.search.values.facts import facts
from bot.search.values.phrasebook import Phrasebook

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "role", "a_month"),
    [
        ("muc 1 trieu 8 nguoi dan toc dong bao nhieu", "income", 1_800_000),
        ("nu dong 15 nam muc 1 trieu 5 lanh bao nhieu", "income", 1_500_000),
        ("đóng 15 năm mức 2 triệu nam lương hưu bao nhiêu", "income", 2_000_000),
        ("một năm để dành được 6 triệu", "affords", 500_000),
        ("dành được 6 triệu năm", "affords", 500_000),
        ("nói lẹ: mức 6 triệu hộ nghèo đóng mấy đồng", "income", 6_000_000),
        ("bà lo nổi 400 ngàn mỗi tháng", "affords", 400_000),
        ("tháng bà dư được tám trăm", "affords", 800_000),
        ("mỗi tháng bỏ ra hai trăm rưỡi", "affords", 250_000),
        ("đóng cho mẹ mỗi quý 1 triệu 2", "pays", 400_000),
        ("thang toi co 200 ngan thoi", "affords", 200_000),
        ("i can put aside 20,000 a day", "affords", 600_000),
        ("lương hưu muốn 4 triệu", "drawn", 4_000_000),
        ("đã đóng tự nguyện 5 năm mức 2 triệu", "past", 2_000_000),
    ],
)
def test_a_sum_what_it_is_and_how_often(said: str, role: str, a_month: int, book: Phrasebook) -> None:
    found = facts(said, book, TODAY)
    assert found.sum is not None
    assert (found.sum.role, found.sum.a_month) == (role, a_month)


@pytest.mark.parametrize("said", ["một trăm tuổi", "cả trăm người tham gia", "ba trăm mấy ngàn", "đóng 8 tháng"])
def test_what_is_no_sum(said: str, book: Phrasebook) -> None:
    assert facts(said, book, TODAY).sum is None


@pytest.mark.parametrize(
    ("said", "paid", "planned"),
    [
        ("làm nhà nước 8 năm, tự nguyện 2 năm", {"compulsory": 96, "voluntary": 24}, None),
        ("12 years paid at a company", {"compulsory": 144}, None),
        ("i have paid for eight months", {"": 8}, None),
        ("have paid for twenty-two months", {"": 22}, None),
        ("đóng tự nguyện thêm 5 năm nữa", {}, 60),
        ("5 năm nữa mới đủ tuổi", {}, None),
    ],
)
def test_time_paid_and_time_to_come(said: str, paid: dict[str, int], planned: int | None, book: Phrasebook) -> None:
    found = facts(said, book, TODAY)
    assert (found.paid, found.planned) == (paid, planned)


@pytest.mark.parametrize(
    ("said", "sex"),
    [
        ("Mẹ em 50 tuổi, đã có 9 năm", "female"),
        ("Ba em sinh năm 1965", "male"),
        ("Bà nội 60 tuổi", "female"),
        ("ba em sinh nam 1965", None),
        ("my mother was born in 1970", "female"),
        ("mẹ em với ba em", None),
    ],
)
def test_the_sex_of_whoever_is_spoken_of(said: str, sex: str | None, book: Phrasebook) -> None:
    assert facts(said, book, TODAY).sex == sex


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("nếu không phải hộ nghèo thì sao", "other"),
        ("and if I am not near-poor?", "other"),
        ("nhà em hết nghèo rồi", "other"),
        ("không phải hộ nghèo mà cận nghèo", "near_poor"),
    ],
)
def test_who_denies_a_group_is_in_none(said: str, group: str, book: Phrasebook) -> None:
    assert facts(said, book, TODAY).group == group


@pytest.mark.parametrize(
    ("said", "months"),
    [("đóng cả năm thì bao nhiêu", 12), ("quý đóng một lần", 3), ("and for a whole year?", 12), ("năm nay", None)],
)
def test_how_long_is_paid_for_at_a_time(said: str, months: int | None, book: Phrasebook) -> None:
    assert facts(said, book, TODAY).period == months


def test_toi_before_a_year_is_who_speaks_or_until_by_its_accents(book: Phrasebook) -> None:
    assert facts("tôi nam 1966, có mười ba năm công ty", book, TODAY).birth is not None
    assert facts("tới năm 1990", book, TODAY).birth is None
