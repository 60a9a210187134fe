"""A time that somebody only guesses is never told as if it were known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.search.values.counts import Rough, read_length
from bot.talk.durations import DurationQuestion
from bot.talk.play import Finished, play
from bot.talk.scene import Scene
from bot.words import _, languages
from tests.content import ROOT
from tests.talk.test_forms import Talk

TRIAL = "Tính thử với {}, vì cô chú chưa nhớ chắc"


@pytest.fixture
def lan(scene: Scene) -> Talk:
    return Talk(scene)


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("5 đến 10 năm", 90),
        ("5-10 năm", 90),
        ("chừng 5 tới 10 năm gì đó", 90),
        ("5 năm đến 10 năm", 90),
        ("năm sáu năm", 66),
        ("5, 6 năm", 66),
        ("6 hay 8 tháng", 7),
        ("khoảng 7 năm", 84),
        ("cỡ 7 năm", 84),
        ("hơn 10 năm", 120),
        ("gần 15 năm", 180),
        ("khoảng 7", 84),
        ("5 đến 10", 90),
        ("about 7 years", 84),
        ("5 to 10 years", 90),
    ],
)
def test_what_is_said_roughly_is_a_guess(typed: str, months: int) -> None:
    read = read_length(typed)
    assert read == months
    assert isinstance(read, Rough)


@pytest.mark.parametrize(
    ("typed", "months"),
    [("7 năm", 84), ("bảy năm sáu tháng", 90), ("có 7 năm", 84), ("5", 60), ("đóng được 12 năm rồi", 144)],
)
def test_what_is_said_for_sure_is_no_guess(typed: str, months: int) -> None:
    read = read_length(typed)
    assert read == months
    assert not isinstance(read, Rough)


def test_a_guess_stays_one_when_it_is_kept_added_to_and_taken_off() -> None:
    question = DurationQuestion("q", _("?"))
    assert isinstance(question.read(question.write(Rough(90))), Rough)
    assert all(isinstance(sum_, Rough) for sum_ in (Rough(90) + 6, 6 + Rough(90), Rough(90) - 6, 180 - Rough(90)))


@pytest.mark.parametrize("form", ["tính lương hưu", "tính thiếu năm"])
def test_the_range_tapped_after_forgetting_is_a_trial(lan: Talk, form: str) -> None:
    lan.say(form)
    for said in ("nữ", "1970", "không nhớ"):
        lan.say(said)
    lan.press("Khoảng 5 đến 10 năm")
    for said in ("0", "3 triệu", "3 triệu"):
        told = lan.say(said)
    if lan.conversation.flow:
        told = lan.say("1/2027")
    assert told.startswith(TRIAL.format("7 năm 6 tháng"))


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        ("pension", {"sex": "female", "birth": "5/1970", "compulsory": "~90m", "voluntary": "0m"}),
        ("missing", {"sex": "female", "birth": "5/1970", "compulsory": "0m", "voluntary": "~90m"}),
        ("death", {"was": "paying", "months": "~90m", "before-2014": "0m"}),
    ],
)
@pytest.mark.parametrize(
    ("code", "trial"), [("vi", TRIAL.format("7 năm 6 tháng")), ("en", "Reckoned with 7 years 6 months as a trial")]
)
def test_every_sum_says_so_first_and_on_its_card(
    scene: Scene, flow: str, said: dict[str, str], code: str, trial: str
) -> None:
    language = languages(ROOT / "locales")[code]
    said = {**said, "income": "3000000", "average": "3000000", "start": "1/2027"}
    asked = play(lambda: scene.flows[flow](replace(scene, language=language), ""), said)
    assert isinstance(asked, Finished), asked.question.key
    assert asked.done.say is not None
    assert asked.done.picture is not None
    assert language.say(asked.done.say).startswith(trial)
    assert language.say(asked.done.picture.note).startswith(trial)


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("tôi nữ 50 tuổi, đã đóng khoảng 5 đến 10 năm, thiếu bao nhiêu năm", "7 năm 6 tháng"),
        ("nữ 49 tuổi, đóng được cỡ 12 năm rồi, còn thiếu mấy năm", "12 năm"),
    ],
)
def test_a_guess_within_a_question_is_a_trial(lan: Talk, said: str, months: str) -> None:
    assert lan.say(said).startswith(TRIAL.format(months))


def test_years_to_come_are_not_remembered(lan: Talk) -> None:
    lan.say("lương hưu nếu đóng 3 triệu")
    told = lan.say("đóng mức 3 triệu khoảng 20 năm thì lương hưu bao nhiêu")
    assert "chưa nhớ" not in told


def test_what_is_known_is_no_trial(lan: Talk) -> None:
    assert "Tính thử" not in lan.say("12 năm bắt buộc, thiếu 3, 49 tuổi, nữ")


@pytest.mark.parametrize(("typed", "months"), [("bảy năm sáu tháng", 90), ("3 năm sáu tháng", 42)])
def test_six_months_after_the_years_are_counted_with_them(typed: str, months: int) -> None:
    assert read_length(typed) == months
