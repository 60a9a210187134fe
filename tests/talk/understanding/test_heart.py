"""A condolence says what the family is due by the law, and leads to exactly one next step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.talk.answering import reply
from bot.talk.library_answers import PERSON
from bot.talk.scene import Scene
from bot.talk.understanding import told_actions
from bot.words import languages
from tests.content import ROOT


@pytest.mark.parametrize("said", ["mẹ tôi mới mất hôm qua", "chong toi chet roi", "nhà em đang có tang"])
def test_a_call_by_the_commune_is_the_one_step(said: str, scene: Scene) -> None:
    found = reply(said, scene)
    assert found.options == (PERSON,)
    words = scene.language.say(found.words)
    assert "25.300.000" in words
    assert "90 ngày" in words
    assert "tuất" in words


@pytest.mark.parametrize(
    "said",
    ["mẹ tôi mất rồi, đừng nhắn nữa", "chồng tôi chết cả tháng mà còn nhắc đóng tiền", "my mother died, stop writing"],
)
def test_who_wants_no_more_messages_is_offered_that(said: str, scene: Scene) -> None:
    found = reply(said, scene)
    assert found.options == (told_actions.LEAVE_ALONE.option(),)
    assert "25.300.000" in scene.language.say(found.words)


@pytest.mark.parametrize("said", ["cần giấy gì", "gia đình cần chuẩn bị hồ sơ gì vậy con", "phải làm cái gì trước hết"])
def test_what_is_asked_next_is_about_the_death(said: str, scene: Scene) -> None:
    assert reply(said, scene, after="chia-buon").shown == "tuat-ho-so"


@pytest.mark.parametrize("said", ["which office do i visit with my papers please"])
def test_an_english_question_that_is_unsure_gets_the_likeliest_answer_and_the_others(said: str, scene: Scene) -> None:
    english = replace(scene, language=languages(ROOT / "locales")["en"])
    found = reply(said, english)
    assert found.missed
    assert found.shown == "dang-ky-o-dau"
    assert "I think this is what you mean" in english.language.say(found.words)
    assert found.options[0].token.endswith("ho-so-dang-ky")


@pytest.mark.parametrize(
    "said",
    ["thai sản", "thai san", "tiền thai sản", "bầu", "nghỉ đẻ", "sinh con", "tai nạn", "chế độ ốm", "hộ nghèo", "đẻ"],
)
def test_a_topic_named_in_a_word_or_two_is_no_grief(said: str, scene: Scene) -> None:
    found = reply(said, scene)
    assert not found.felt
    assert found.shown not in ("chia-buon", "thai-san-say-thai", "buon-met")


@pytest.mark.parametrize("said", ["mẹ mất rồi", "thai lưu rồi", "sảy thai", "buồn quá", "hết tiền rồi"])
def test_a_feeling_in_a_word_or_two_is_still_heard(said: str, scene: Scene) -> None:
    assert reply(said, scene).felt
