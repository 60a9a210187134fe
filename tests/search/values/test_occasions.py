"""Where and when a meeting is, as officers type it."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings import Occasion
from bot.search.values.occasions import read_occasion

MONDAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 28)
NEXT = date(2026, 12, 5)


@pytest.mark.parametrize(
    ("typed", "place", "day", "starts", "ends"),
    [
        ("chợ Mỹ Long sáng thứ bảy", "chợ Mỹ Long", SATURDAY, None, None),
        ("chợ Mỹ Long sáng thứ bảy 8g30", "chợ Mỹ Long", SATURDAY, time(8, 30), None),
        ("8g30", "", None, time(8, 30), None),
        ("thứ 7 tuần sau 8g30 tới 10g", "", NEXT, time(8, 30), time(10)),
        ("nhà văn hóa ấp 3, thứ 7 tuần sau 8g30 tới 10g", "nhà văn hóa ấp 3", NEXT, time(8, 30), time(10)),
        ("Nhà văn hóa ấp 3 chiều thứ bảy 2 giờ", "Nhà văn hóa ấp 3", SATURDAY, time(14), None),
        ("2 giờ rưỡi chiều 28/11 ở đình Mỹ Long", "đình Mỹ Long", SATURDAY, time(14, 30), None),
        ("từ 7 giờ tối đến 9 giờ thứ 7 tại ấp 3", "ấp 3", SATURDAY, time(19), time(21)),
        ("cho My Long sang thu bay 8h toi 10h", "cho My Long", SATURDAY, time(8), time(10)),
        ("nha van hoa ap 3, 7h toi t7", "nha van hoa ap 3", SATURDAY, time(19), None),
        ("hội trường xã, 8-10g ngày 28/11", "hội trường xã", SATURDAY, time(8), time(10)),
        ("ấp 8 - 10g thứ 7", "ấp 8", SATURDAY, time(10), None),
        ("nhà bà Thu Ba 9h ngày mai", "nhà bà Thu Ba", date(2026, 11, 24), time(9), None),
        ("UBND xã Mỹ Long 13:30 - 15:00 chủ nhật", "UBND xã Mỹ Long", date(2026, 11, 29), time(13, 30), time(15)),
        ("chùa Âng 8 giờ sáng mai", "chùa Âng", date(2026, 11, 24), time(8), None),
        ("chợ Mỹ Long, 7 giờ tối nay", "chợ Mỹ Long", MONDAY, time(19), None),
        ("chieu nay o cho My Long 3h", "cho My Long", MONDAY, time(15), None),
        ("9g tới 2g", "", None, time(9), time(14)),
        ("2026-11-28 08:30", "", SATURDAY, time(8, 30), None),
        ("số 12 đường 3/2, thứ 7 8g", "số 12 đường 3/2", SATURDAY, time(8), None),
        ("ấp 3", "ấp 3", None, None, None),
    ],
)
def test_what_is_meant(typed: str, place: str, day: date | None, starts: time | None, ends: time | None) -> None:
    read = read_occasion(typed, MONDAY)
    assert (read.place, read.day, read.starts, read.ends) == (place, day, starts, ends)


def test_the_part_of_the_day_is_kept_until_an_hour_is_named() -> None:
    asked = read_occasion("chợ Mỹ Long tối thứ bảy", MONDAY)
    assert asked == Occasion("chợ Mỹ Long", SATURDAY, part="toi")
    assert read_occasion("7g", MONDAY, asked.part) == Occasion(starts=time(19))
    assert read_occasion("7g sáng", MONDAY, asked.part) == Occasion(starts=time(7))


PLACES = st.sampled_from(["chợ Mỹ Long", "Nhà văn hóa ấp 3", "đình Mỹ Long", "hội trường UBND xã", "chùa Âng"])
MINUTES = st.integers(5 * 60, 23 * 60 + 59)


@given(PLACES, st.dates(MONDAY, date(2027, 12, 31)), MINUTES, MINUTES, st.sampled_from(["g", "h", ":"]))
def test_in_whatever_order_it_is_said_it_is_the_same(place: str, day: date, one: int, two: int, unit: str) -> None:
    first, last = (time(each // 60, each % 60) for each in sorted((one, two)))
    hours = f"{first.hour}{unit}{first.minute:02} - {last.hour}{unit}{last.minute:02}"
    for typed in (f"{place} {day:%d/%m/%Y} {hours}", f"{hours} ngày {day:%d/%m/%Y} tại {place}"):
        read = read_occasion(typed, MONDAY)
        assert (read.place, read.day, read.starts) == (place, day, first)
        assert first == last or read.ends == last


@given(st.text(max_size=60))
def test_no_text_is_an_error(typed: str) -> None:
    found = read_occasion(typed, MONDAY)
    assert found.ends is None or (found.starts is not None and found.starts < found.ends)
