"""What an officer types in short: verb, numbers and the rest in any clear order, with and without accents."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import fold
from bot.talk import actions
from bot.talk.action import Action
from bot.talk.understanding.shorthand import Shorthand, read_shorthand

TODAY = date(2026, 11, 23)  # a Monday
THURSDAY = "2026-11-26"


def outcome(kind: str, note: str = "", **more: str) -> dict[str, str]:
    return {"outcome": kind, **more, **({"noting": "yes", "note": note} if note else {"noting": "no"})}


CLEAR: list[tuple[str, Action, tuple[int, ...], dict[str, str]]] = [
    ("17 không nghe", actions.OUTCOME, (17,), outcome("try_again")),
    ("gọi xong 341 không nghe máy", actions.OUTCOME, (341,), outcome("try_again")),
    ("số 341 thuê bao rồi", actions.OUTCOME, (341,), outcome("try_again", "rồi")),
    ("17 sai số", actions.OUTCOME, (17,), outcome("wrong_number")),
    ("gọi xong 17 sẽ tham gia, sau vụ lúa", actions.OUTCOME, (17,), outcome("will_join", "sau vụ lúa")),
    ("gọi xong 17 chê mắc", actions.OUTCOME, (17,), {"noting": "yes", "note": "chê mắc"}),
    ("hẹn 17 thứ 5", actions.OUTCOME, (17,), outcome("later", day=THURSDAY)),
    ("hẹn lại 17 thứ năm", actions.OUTCOME, (17,), outcome("later", day=THURSDAY)),
    ("17 hẹn ngày mai nhé", actions.OUTCOME, (17,), outcome("later", day="2026-11-24")),
    ("hẹn 17 ngày 30/11", actions.OUTCOME, (17,), outcome("later", day="2026-11-30")),
    ("hẹn 17", actions.AGAIN, (17,), {}),
    ("ghi chú 341 hẹn sau vụ lúa", actions.NOTE, (341,), {"note": "hẹn sau vụ lúa"}),
    ("ghi chú 341", actions.NOTE, (341,), {}),
    ("tôi nhận số 340 nhé", actions.TAKE, (340,), {}),
    ("em nhận 340 ạ", actions.TAKE, (340,), {}),
    ("nhận 17, 18", actions.TAKE, (17, 18), {}),
    ("nhận 17 và 18", actions.TAKE, (17, 18), {}),
    ("nhận 17,18,19 nha", actions.TAKE, (17, 18, 19), {}),
    ("trả 17", actions.GIVEBACK, (17,), {}),
    ("xem giúp số 17", actions.LEAD, (17,), {}),
    ("nhận thay 17", actions.TAKEOVER, (17,), {}),
    ("17 kg bắt máy", actions.OUTCOME, (17,), outcome("try_again")),
    ("17 hok nghe máy", actions.OUTCOME, (17,), outcome("try_again")),
    ("nhầm số rồi cái 17", actions.OUTCOME, (17,), outcome("wrong_number")),
    ("không nghe máy vụ 17", actions.OUTCOME, (17,), outcome("try_again")),
    ("cái 17 sao rồi", actions.LEAD, (17,), {}),
    ("bỏ 17", actions.GIVEBACK, (17,), {}),
]


@pytest.mark.parametrize(("text", "row", "numbers", "fills"), CLEAR, ids=[case[0] for case in CLEAR])
def test_what_is_clear(text: str, row: Action, numbers: tuple[int, ...], fills: dict[str, str]) -> None:
    assert read_shorthand(text, TODAY) == Shorthand(row, numbers=numbers, fills=fills)


@pytest.mark.parametrize(("text", "row", "numbers", "_fills"), CLEAR, ids=[case[0] for case in CLEAR])
def test_accents_and_capitals_change_nothing(
    text: str, row: Action, numbers: tuple[int, ...], _fills: dict[str, str]
) -> None:
    for way in (fold(text), text.upper(), f"  {text} ", f"{text}!"):
        read = read_shorthand(way, TODAY)
        assert read is not None
        assert (read.action, read.numbers) == (row, numbers)


def test_a_colleague_and_a_place_are_the_rest() -> None:
    assert read_shorthand("giao 341 cho anh Tâm", TODAY) == Shorthand(actions.GIVE, "Tâm", (341,))
    assert read_shorthand("giao cho chị Hoa số 341", TODAY) == Shorthand(actions.GIVE, "Hoa", (341,))
    assert read_shorthand("cho anh Tâm số 341", TODAY) == Shorthand(actions.GIVE, "Tâm", (341,))
    assert read_shorthand("nhờ chị Hoa gọi 341", TODAY) == Shorthand(actions.GIVE, "Hoa", (341,))
    assert read_shorthand("chuyển 17 trà vinh", TODAY) == Shorthand(actions.HAND, numbers=(17,), place="trà vinh")
    assert read_shorthand("chuyển 17 qua xã Mỹ Long", TODAY) == Shorthand(actions.HAND, numbers=(17,), place="Mỹ Long")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mai tôi nghỉ", "2026-11-24"),
        ("nghỉ ngày mai", "2026-11-24"),
        ("nghỉ hôm nay", "2026-11-23"),
        ("em xin nghỉ thứ 5", THURSDAY),
        ("thứ năm tôi nghỉ nhé", THURSDAY),
        ("mai tôi bận đi họp, nghỉ nha", "2026-11-24"),
    ],
)
def test_a_day_off(text: str, day: str) -> None:
    assert read_shorthand(text, TODAY) == Shorthand(actions.AWAY, f"{day} den {day}")


@pytest.mark.parametrize("text", ["tìm 0912345678", "0912 345 678", "tim 0912.345.678 nhe"])
def test_a_phone_number_is_looked_for(text: str) -> None:
    assert read_shorthand(text, TODAY) == Shorthand(actions.FIND, phone="+84912345678")  # type: ignore[arg-type]
    assert read_shorthand("tìm Nguyễn Thị Lan", TODAY) == Shorthand(actions.FIND, "Nguyễn Thị Lan")
    assert read_shorthand("chị Lan số mấy", TODAY) == Shorthand(actions.FIND, "Lan")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("341", (341,)),
        ("17 thứ 5", (17,)),
        ("giao cho anh Tâm", ()),
        ("nhận", ()),
        ("nhận hết", ()),
        ("làm gì với 17 bây giờ", (17,)),
    ],
)
def test_what_is_unclear_is_asked_back(text: str, numbers: tuple[int, ...]) -> None:
    assert read_shorthand(text, TODAY) == Shorthand(numbers=numbers)


@pytest.mark.parametrize(
    "text",
    [
        "đóng 15 năm nhận bao nhiêu",
        "nhận lương hưu thì cần giấy gì",
        "60 tuổi đóng được không",
        "mỗi tháng 500 ngàn thì lãnh bao nhiêu?",
        "xem mức đóng 2027",
        "xem mức đóng",
        "nhận lương hưu",
        "đổi tên trong sổ",
        "trả trước 5 năm có lợi gì không",
        "nghỉ hưu năm 2030 lãnh bao nhiêu",
        "chiều nay tôi bận họp, nghỉ nhé",
        "bỏ 5 năm thì mất không",
        "đã đóng 5 năm rồi",
        "menu",
        "cảm ơn nhé",
        "",
    ],
)
def test_questions_about_the_law_stay_questions(text: str) -> None:
    assert read_shorthand(text, TODAY) is None


@given(st.text(max_size=60))
def test_anything_can_be_read(text: str) -> None:
    read_shorthand(text, TODAY)
