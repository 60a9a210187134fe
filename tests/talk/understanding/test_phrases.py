"""Words that mean the same everywhere, and words that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import fold
from bot.flows.catalogue import FOR_STAFF
from bot.talk.actions import BY_NAME
from bot.talk.understanding.phrases import MOVES, command, doubtful


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("menu", ("menu", "")),
        ("/menu@LoaBot", ("menu", "")),
        ("Dừng.", ("stop", "")),
        ("dung", ("stop", "")),
        ("Hủy", ("stop", "")),
        ("huỷ", ("stop", "")),
        ("quay lại", ("back", "")),
        ("0", ("consultation", "")),
        ("Gặp cán bộ!", ("consultation", "")),
        ("/start", ("start", "")),
        ("/start q-XMY7", ("start", "q-XMY7")),
        ("/start@LoaBot q-XMY7", ("start", "q-XMY7")),
        ("xóa", ("forget", "")),
        ("mã mời ABCD-2345", ("join", "abcd-2345")),
        ("/join", ("join", "")),
        ("English", ("language", "")),
    ],
)
def test_what_is_meant(typed: str, meant: tuple[str, str]) -> None:
    assert command(typed, staff=False) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nhận 17", ("take", "17")),
        ("Nhận số 17", ("take", "17")),
        ("nhận #17", ("take", "17")),
        ("kết quả 17", ("outcome", "17")),
        ("chuyển 17", ("hand", "17")),
        ("ghi chú 17", ("note", "17")),
        ("xem 17", ("lead", "17")),
        ("việc của tôi", ("work", "")),
        ("/canbo", ("staff-help", "")),
    ],
)
def test_what_staff_mean_means_nothing_to_others(typed: str, meant: tuple[str, str]) -> None:
    assert command(typed, staff=True) == meant
    assert command(typed, staff=False) is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "đúng",
        "Dũng",
        "dùng",
        "đứng",
        "Huệ",
        "Đừng",
        "menu nào",
        "tôi muốn dừng đóng được không",
        "00",
        "nhận 1234567890",
    ],
)
def test_what_is_no_command(typed: str) -> None:
    assert command(typed, staff=True) is None


@pytest.mark.parametrize(("typed", "is_doubtful"), [("Dung", True), ("huy", True), ("dừng", False), ("menu", False)])
def test_a_name_may_look_like_a_command(typed: str, is_doubtful: bool) -> None:
    assert doubtful(typed) is is_doubtful


def test_no_two_commands_are_said_in_the_same_words() -> None:
    rows = BY_NAME.values()
    whole = [way for row in rows if not row.numbered for way in row.said] + [
        way for ways in MOVES.values() for way in ways
    ]
    assert len(set(whole)) == len(whole)
    for staff in (False, True):  # staff see the same meeting otherwise than citizens do, and are heard as staff first
        numbered = [way for row in rows if row.numbered and row.staff is staff for way in row.said]
        assert len(set(numbered)) == len(numbered)
        assert all(way == fold(way) for way in whole + numbered), "what is typed is folded before it is looked up"


@given(st.text(max_size=60), st.booleans())
def test_no_text_is_an_error(typed: str, staff: bool) -> None:
    said = command(typed, staff=staff)
    assert said is None or said[0] in {*FOR_STAFF, *MOVES}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dời hội nghị 7 sang chủ nhật 9 giờ", ("move", "7 chủ nhật 9 giờ")),
        ("hội nghị 7 đổi chỗ nhà văn hóa ấp 4", ("move", "7 nhà văn hóa ấp 4")),
        ("Hội nghị 7 dời sang thứ bảy tuần sau 8g30.", ("move", "7 thứ bảy tuần sau 8g30")),
        ("chuyển hội nghị số 7 về đình Mỹ Long, 8g", ("move", "7 đình Mỹ Long, 8g")),
        ("doi gio hoi nghi 7 thanh 14g", ("move", "7 14g")),
        ("lùi buổi 7 lại thứ hai", ("move", "7 thứ hai")),
        ("mở lại hội nghị 7 vào 5/12", ("copy", "7 5/12")),
        ("mở lại hội nghị 7", ("copy", "7")),
        ("mở lại 7", ("reopen", "7")),
    ],
)
def test_a_meeting_is_moved_and_held_again_in_one_line(typed: str, meant: tuple[str, str]) -> None:
    assert command(typed, staff=True) == meant
    assert command(typed, staff=False) is None, "citizens move nothing"
