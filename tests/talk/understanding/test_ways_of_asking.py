"""What the editors wrote as a way of asking for an answer is asked, however much it is like a feeling."""

from __future__ import annotations

import pytest

from bot.talk.answering import reply
from bot.talk.scene import Scene

#: Asked in words that are a way of asking for two answers, of which one is of a feeling.
MOST_FELT = 3


def _asks(scene: Scene) -> list[str]:
    """Every way of asking for an answer that is not itself about a feeling."""
    felt = {feeling.answer for feeling in scene.library.vocabulary.feelings}
    return [ask for each in scene.library.answers.values() if each.id not in felt for ask in each.asks]


def test_no_way_of_asking_is_taken_for_a_feeling(scene: Scene) -> None:
    felt = [ask for ask in _asks(scene) if reply(ask, scene).felt]
    assert len(felt) <= MOST_FELT, felt


@pytest.mark.parametrize("address", ["con ơi", "dạ em ơi"])
def test_nor_with_somebody_spoken_to_before_it(address: str, scene: Scene) -> None:
    asks = _asks(scene)[::12]
    felt = [ask for ask in asks if reply(f"{address} {ask}", scene).felt]
    assert len(felt) <= 0.04 * len(asks), felt


@pytest.mark.parametrize(
    "said",
    [
        "gap nhan vien tu van",
        "goi so nao de duoc tu van bhxh",
        "lich tu van bhxh luu dong",
        "toi can tu van bao hiem",
        "tu van truc tiep",
        "chuyen tu tu nguyen sang bat buoc",
        "tiền hưu có bị đánh thuế không",
    ],
)
def test_words_that_without_accents_are_those_of_danger_are_none(said: str, scene: Scene) -> None:
    assert not reply(said, scene).felt


@pytest.mark.parametrize(
    "said", ["toi muon tu van", "co nguoi tu van", "chong em doi tu tu", "tôi không muốn sống nữa"]
)
def test_danger_is_heard_all_the_same(said: str, scene: Scene) -> None:
    assert "115" in scene.language.say(reply(said, scene).words)


@pytest.mark.parametrize("said", ["tiền của tui mà sao không cho rút", "không muốn đóng nữa, lấy lại tiền được không"])
def test_who_asks_if_they_may_have_their_money_back_is_told_so(said: str, scene: Scene) -> None:
    assert reply(said, scene).shown == "mot-lan-dieu-kien"
