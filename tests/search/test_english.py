"""English is told from Vietnamese without accents, and its questions find their answers."""

from __future__ import annotations

from datetime import date

import pytest

from bot.search.english import English
from tests.content import CONTENT, knowing


@pytest.fixture(scope="module")
def english() -> English:
    return knowing(CONTENT, date(2026, 11, 23)).knowledge.english


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("what's the smallest amount I can pay", "muc-dong-toi-thieu"),
        ("how old must a woman be to retire", "tuoi-nghi-huu"),
        ("do we get money when our baby is born", "thai-san-muc"),
        ("is it possible to pay with momo", "dong-qua-ngan-hang-vi"),
        ("which papers must i bring to sign up", "ho-so-dang-ky"),
        ("my insurance book is lost", "mat-so"),
    ],
)
def test_an_english_question_finds_its_answer(said: str, answer: str, english: English) -> None:
    found = english.finder.ask(said)
    assert answer in [hit.id for hit in found.hits[:2]]


@pytest.mark.parametrize(
    "said",
    ["how much do i pay", "can my son pay for me", "I am a farmer, may I join?", "my father has just passed away"],
)
def test_english_is_english(said: str, english: English) -> None:
    assert english.is_plainly_written(said)


@pytest.mark.parametrize(
    "said",
    ["me toi an tien tro cap", "con toi dong duoc 2 nam", "cho em hoi muc dong", "ok", "hi", "Lan", "mot thang 2 trieu",
     "toi muon dong bao hiem", "nhan do di em", "an com chua", "cho me con dong"],
)  # fmt: skip
def test_vietnamese_without_accents_is_no_english(said: str, english: English) -> None:
    assert not english.is_plainly_written(said)
