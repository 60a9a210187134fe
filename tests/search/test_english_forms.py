"""English is found whatever form its words have; what an editor calls the same is the same."""

from __future__ import annotations

import pytest

from bot.library.vocabulary import English as Told
from bot.library.vocabulary import Vocabulary
from bot.search.english import English
from bot.search.finder import Entry

ENTRIES = [
    Entry("stop", "Stopping", ("what happens if i stop paying",), "Time is kept."),
    Entry("join", "Joining", ("who may join this scheme",), "Anybody over 15."),
    Entry("money", "Money back", ("may i withdraw my money now",), "In few cases."),
]
TOLD = Told(same={"money": ("cash",), "join": ("enrol",)})


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        ("what happens if I stop in Ho Chi Minh City", True),
        ("may I join in Tra Vinh", True),
        ("Ho Chi Minh", False),
        ("dong o Ho Chi Minh duoc khong", False),
    ],
)
def test_names_tell_of_no_language(text: str, is_english: bool) -> None:
    told = Vocabulary(english=Told(asks={"stop": ("in the city", "join in")}))
    assert English(ENTRIES, told).is_written(text) is is_english


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("what happens when someone stopped payments", "stop"),
        ("who may be enrolling in the scheme", "join"),
        ("withdrawing my cash now", "money"),
    ],
)
def test_forms_and_words_of_the_same_meaning(asked: str, found: str) -> None:
    english = English(ENTRIES, Vocabulary(english=TOLD))
    assert english.finder.ask(asked).hits[0].id == found
