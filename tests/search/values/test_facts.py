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
        ("luong huu muon 1tr5 nam dong 25 nam", "drawn", 1_500_000),
        ("làm 2 trăm 5 một ngày, nghỉ chủ nhật", "", 7_500_000),
        ("ngày bán được 500 mà lời có trăm tám", "income", 5_400_000),
        ("ngày nào khá thì lời 200 ngàn, một tháng đóng bao nhiêu", "income", 6_000_000),
        ("đóng 440 một tháng là mức mấy triệu", "pays", 440_000),
        ("mỗi ngày kiếm 250, đóng mức nào", "income", 7_500_000),
        ("20 thousand a day is all I can spare", "affords", 600_000),
        ("co 2 trieu thoi dong luon 1 nam duoc khong", "affords", 166_666),
    ],
)
def test_a_sum_what_it_is_and_how_often(said: str, role: str, a_month: int, book: Phrasebook) -> None:
    found = facts(said, book, TODAY)
    assert found.sum is not None
    assert (found.sum.role, found.sum.a_month) == (role, a_month)


@pytest.mark.parametrize(
    "said", ["một trăm tuổi", "cả trăm người tham gia", "ba trăm mấy ngàn", "đóng 8 tháng", "tháng 440"]
)
def test_what_is_no_sum(said: str, book: Phrasebook) -> None:
    assert facts(said, book, TODAY).sum is None


@pytest.mark.parametrize(
    ("said", "paid", "planned"),
    [
        ("làm nhà nước 8 năm, tự nguyện 2 năm", {"compulsory": 96, "voluntary": 24}, None),
        ("12 years paid at a company", {"compulsory": 144}, None),
        ("đóng tự nguyện 48 tháng và công ty 5 năm", {"voluntary": 48, "compulsory": 60}, None),
        ("5 năm công ty 3 năm tự nguyện", {"compulsory": 60, "voluntary": 36}, None),
        ("có 13 năm công ty chưa đóng tự nguyện", {"compulsory": 156}, None),
        ("đóng 6 năm từ 2020", {}, 72),
        ("vợ em đóng tháng 3/2024 tới tháng 2/2026 thì nghỉ", {"": 24}, None),
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
        ("Anh trai em 33 tuổi đóng 20 năm", "male"),
        ("em gái em sinh 1995", "female"),
        ("nay em 35, gái, chưa đóng", "female"),
        ("con gái tui với chồng nó", "female"),
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


@pytest.mark.parametrize(
    ("said", "incomes"),
    [
        ("so mức 2 triệu với 3 triệu hộ cận nghèo chênh nhau mấy", [2_000_000, 3_000_000]),
        ("mức 1tr5 so với mức 2tr5", [1_500_000, 2_500_000]),
        ("level 2 million or 3 million", [2_000_000, 3_000_000]),
        ("đang mức 2 triệu lên 3 triệu", [3_000_000]),
    ],
)
def test_two_incomes_side_by_side_are_both_meant(said: str, incomes: list[int], book: Phrasebook) -> None:
    assert [each.a_month for each in facts(said, book, TODAY).sums] == incomes


@pytest.mark.parametrize(
    "said", ["đóng được không, nhà nghèo", "duoc khong ho ngheo", "ngày nào khá thì nhiều, hộ nghèo"]
)
def test_a_group_after_a_question_is_not_denied(said: str, book: Phrasebook) -> None:
    assert facts(said, book, TODAY).group == "poor"


def test_what_is_missing_is_told_before_more_is_paid(book: Phrasebook) -> None:
    found = facts("thiếu 31 tháng nữa mới đủ 15 năm thì đã đóng được mấy năm", book, TODAY)
    assert (found.lacking, found.planned) == (31, 180)
