"""Meetings asked for in one's own words: of a place, at a time, or "đăng ký" after the one just shown."""

from __future__ import annotations

from datetime import date

import pytest

from bot.talk.action import Action
from bot.talk.actions import COME, MEETING, MEETINGS
from bot.talk.understanding.meetings import about_meetings
from tests.content import CONTENT, knowing

KNOWS = knowing(CONTENT, date(2026, 11, 23)).knowledge
MY_LONG, CAU_KE = "29419", "29308"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("hội nghị ở Mỹ Long", MY_LONG),
        ("hoi nghi o my long", MY_LONG),
        ("Mỹ Long có hội nghị không", MY_LONG),
        ("dạ cho hỏi xã mỹ long chừng nào có hội nghị ạ", MY_LONG),
        ("họp ở xã Mỹ Long", MY_LONG),
        ("sắp tới ở mỹ long có buổi tư vấn bhxh nào hông", MY_LONG),
        ("tuần này xã Mỹ Long có hội nghị bảo hiểm xã hội tự nguyện không", MY_LONG),
        ("meetings in my long", MY_LONG),
        ("hội nghị gần đây", ""),
        ("tuần này có hội nghị hông", ""),
        ("khi nào có hội nghị", ""),
        ("lịch hội nghị", ""),
        ("xã tôi có họp không", None),
        ("đi họp có được tiền không", None),
        ("hội nghị bàn chuyện gì", None),
        ("hợp đồng ở Mỹ Long", None),
        ("đóng ở Mỹ Long chỗ nào", None),
        ("tôi họp phụ huynh ở Mỹ Long", None),
        ("hội nghị hôm qua nói lương hưu bao nhiêu", None),
    ],
)
def test_a_place_and_a_time_beside_a_meeting_are_a_question_for_the_list(said: str, place: str | None) -> None:
    asked = about_meetings(said, (), KNOWS)
    assert asked == (None if place is None else (MEETINGS.name, place))


@pytest.mark.parametrize("said", ["đăng ký", "dang ky", "cho tôi đăng ký nha", "giữ chỗ", "tôi sẽ đi", "dạ con đi"])
@pytest.mark.parametrize("action", [COME, MEETING])
def test_who_registers_means_the_one_that_was_shown(said: str, action: Action) -> None:
    offered = [(action.option(7).token, ""), (">menu", "")]
    assert about_meetings(said, offered, KNOWS) == (COME.name, "7")


@pytest.mark.parametrize("said", ["đăng ký ở đâu", "đăng ký bhxh", "đăng ký cần giấy gì", "đi đâu đóng"])
def test_other_questions_about_registering_are_searched_for(said: str) -> None:
    assert about_meetings(said, [(COME.option(7).token, "")], KNOWS) is None


@pytest.mark.parametrize("count", [0, 2])
def test_with_none_or_several_shown_nobody_knows_which_is_meant(count: int) -> None:
    assert about_meetings("đăng ký", [(MEETING.option(7 + one).token, "") for one in range(count)], KNOWS) is None
