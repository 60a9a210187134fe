"""Where and when a meeting is, as officers type it."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.meetings import Occasion
from bot.search.values.occasions import read_occasion, reading_of

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
        ("7h kém 15", "", None, time(6, 45), None),
        ("8 gio kem 15 sang mai", "", date(2026, 11, 24), time(7, 45), None),
        ("chiều mai 2 giờ rưỡi", "", date(2026, 11, 24), time(14, 30), None),
        ("nhà văn hóa ấp 3 lúc tám giờ rưỡi", "nhà văn hóa ấp 3", None, time(8, 30), None),
        ("8 giờ 30 phút", "", None, time(8, 30), None),
        ("8.30", "", None, time(8, 30), None),
        ("2pm", "", None, time(14), None),
        ("bắt đầu 8g30 kết thúc 10g", "", None, time(8, 30), time(10)),
        ("8g30, 2 tiếng rưỡi", "", None, time(8, 30), time(11)),
        ("chợ Mỹ Long 8g trong 90 phút", "chợ Mỹ Long", None, time(8), time(9, 30)),
        ("quán cà phê 24h chiều mai 3 giờ", "quán cà phê 24h", date(2026, 11, 24), time(15), None),
        ("30.12", "", date(2026, 12, 30), None, None),
        ("8 giờ sáng ngày 5/12/26", "", NEXT, time(8), None),
        ("ngày hai mươi tháng 12", "", date(2026, 12, 20), None, None),
        ("ngày 30", "", date(2026, 11, 30), None, None),
        ("8g sáng ngày 5 tây", "", NEXT, time(8), None),
        ("mùng 5 tết lúc 8g", "", date(2027, 2, 10), time(8), None),
        ("thứ tư, ngày 2/12/2026, 14g, trường THCS", "trường THCS", date(2026, 12, 2), time(14), None),
        ("thứ tư 2/12 lúc 14g ở trường A", "trường A", date(2026, 12, 2), time(14), None),
        ("thứ bảy tuần sau nữa", "", date(2026, 12, 12), None, None),
        ("thứ hai tuần này", "", MONDAY, None, None),
        ("sáng chúa nhật 8g ở nhà thờ", "nhà thờ", date(2026, 11, 29), time(8), None),
        ("3 ngày nữa, đình Mỹ Long", "đình Mỹ Long", date(2026, 11, 26), None, None),
        ("ngày 5/12 (nhằm 26/10 âl) 8g", "", NEXT, time(8), None),
        ("số 30/4 đường 3/2 ngày 5/12 8g", "số 30/4 đường 3/2", NEXT, time(8), None),
        ("hẻm 12/5 khóm 3, 8g thứ bảy", "hẻm 12/5 khóm 3", SATURDAY, time(8), None),
        ("nhà anh Tư 3h chiều mai", "nhà anh Tư", date(2026, 11, 24), time(15), None),
        ("nhà chị Mai 8h sáng mai", "nhà chị Mai", date(2026, 11, 24), time(8), None),
        ("chợ Mỹ Long tuần sau", "chợ Mỹ Long", None, None, None),
        ("8h 10/12 hội trường", "hội trường", date(2026, 12, 10), time(8), None),
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


@pytest.mark.parametrize(
    ("typed", "odd", "moon"),
    [
        ("thứ bảy 4/12 8g", date(2026, 12, 4), False),
        ("thu bay, 4/12", date(2026, 12, 4), False),
        ("thứ bảy 5/12", None, False),
        ("rằm tháng 11", None, True),
        ("30 tháng chạp 8g", None, True),
        ("ngày 5/12 (nhằm 26/10 âl)", None, False),
        ("đình Mỹ Long 8g", None, False),
    ],
)
def test_a_day_in_doubt_is_none(typed: str, odd: date | None, moon: bool) -> None:
    found = reading_of(typed, MONDAY)
    assert (found.odd, found.moon) == (odd, moon)
    assert found.occasion.day is None or not (odd or moon)


@pytest.mark.parametrize(("said", "part"), [("buổi sáng", "sang"), ("xế chiều mai", "chieu"), ("tối", "toi")])
def test_a_part_of_the_day_alone(said: str, part: str) -> None:
    assert (read_occasion(said, MONDAY).part, read_occasion(said, MONDAY).place) == (part, "")


PLACES = st.sampled_from(["chợ Mỹ Long", "Nhà văn hóa ấp 3", "đình Mỹ Long", "hội trường UBND xã", "chùa Âng"])
MINUTES = st.integers(5 * 60, 23 * 60 + 59)


@settings(deadline=None)
@given(PLACES, st.dates(MONDAY, date(2027, 12, 31)), MINUTES, MINUTES, st.sampled_from(["g", "h", ":"]))
def test_in_whatever_order_it_is_said_it_is_the_same(place: str, day: date, one: int, two: int, unit: str) -> None:
    first, last = (time(each // 60, each % 60) for each in sorted((one, two)))
    hours = f"{first.hour}{unit}{first.minute:02} - {last.hour}{unit}{last.minute:02}"
    for typed in (f"{place} {day:%d/%m/%Y} {hours}", f"{hours} ngày {day:%d/%m/%Y} tại {place}"):
        read = read_occasion(typed, MONDAY)
        assert (read.place, read.day, read.starts) == (place, day, first)
        assert first == last or read.ends == last


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_an_error(typed: str) -> None:
    found = read_occasion(typed, MONDAY)
    assert found.ends is None or (found.starts is not None and found.starts < found.ends)
