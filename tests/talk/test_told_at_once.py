"""What a sentence tells is answered at once, before the rest is asked; who does not remember hears where to look."""

from __future__ import annotations

import pytest

from bot.talk.scene import Scene
from tests.talk.test_forms import Talk


@pytest.fixture
def lan(scene: Scene) -> Talk:
    return Talk(scene)


@pytest.mark.parametrize(
    ("said", "shown", "flow"),
    [
        ("đóng được 100 tháng rồi, còn thiếu mấy tháng nữa", "còn thiếu 6 năm 8 tháng", "missing"),
        ("bà đóng tháng ba trăm ngàn được bốn năm rồi, giờ thiếu mấy năm nữa", "còn thiếu 11 năm", "missing"),
        ("5 năm 10 tháng cộng với 4 năm 8 tháng thì còn thiếu mấy năm", "còn thiếu 4 năm 6 tháng", "missing"),
        ("đóng 16 năm rồi, chừng nào lãnh được", "đủ số năm", "missing"),
        ("mẹ em 57 tuổi, không nhớ đóng được mấy năm, còn thiếu bao nhiêu ạ", "VssID", "missing"),
        ("nữ 50 tuổi không nhớ đóng mấy năm, tính lương hưu giùm", "VssID", "pension"),
    ],
)
def test_what_is_missing_is_said_before_the_rest_is_asked(lan: Talk, said: str, shown: str, flow: str) -> None:
    assert shown in lan.say(said)
    assert lan.conversation.flow == flow


@pytest.mark.parametrize(
    ("typed", "compulsory", "voluntary"),
    [
        ("cty 9 năm, tự nguyện 2 năm", "108m", "24m"),
        ("chưa làm công ty bao giờ, tự nguyện 3 năm", "0m", "36m"),
    ],
)
def test_both_kinds_of_insurance_in_one_answer(lan: Talk, typed: str, compulsory: str, voluntary: str) -> None:
    lan.say("tôi thiếu năm")
    lan.press("Nam")
    lan.say("1968")
    lan.say(typed)
    answers = lan.conversation.answers
    assert (answers["compulsory"], answers["voluntary"]) == (compulsory, voluntary)


@pytest.mark.parametrize("said", ["hổng rõ nữa", "quên mất tiêu rồi", "biết đâu mà nói", "lâu quá nhớ sao nổi"])
def test_a_time_that_nobody_remembers_is_no_zero(lan: Talk, said: str) -> None:
    lan.say("tôi thiếu năm")
    lan.press("Nữ")
    lan.say("1970")
    assert "VssID" in lan.say(said)
    assert "compulsory" not in lan.conversation.answers


def test_a_month_that_nobody_remembers_may_be_a_year(lan: Talk) -> None:
    lan.say("tính rút một lần")
    lan.say("ngưng đóng")
    assert "VssID" in lan.say("bà đâu có nhớ hồi nào bắt đầu đóng")
    lan.say("quên tháng nào rồi, chắc năm 2019")
    assert lan.conversation.answers["from"] == "1/2019"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("vợ chồng tui 62 với 65 tuổi, còn vô được hông", "Người trên 60 tuổi có tham gia được không?"),
        ("toi 80 tuoi con mua duoc khong", "Người trên 60 tuổi có tham gia được không?"),
        ("em mới 15 tuổi đóng được chưa ạ", "Bao nhiêu tuổi thì được tham gia?"),
        ("55 tuổi giờ vô còn kịp hông", "Lớn tuổi mới đóng thì có kịp không?"),
    ],
)
def test_whether_somebody_of_an_age_may_join(lan: Talk, said: str, title: str) -> None:
    assert title in lan.say(said)


@pytest.mark.parametrize("said", ["62 tuổi rút được chưa", "60 tuổi mới đóng 3 năm, lấy lại tiền được không"])
def test_who_asks_for_money_is_not_told_about_joining(lan: Talk, said: str) -> None:
    assert "Người trên 60 tuổi" not in lan.say(said)
