"""The law of every question: what it writes down, it reads again as the same value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Option
from bot.domain.phone import PhoneNumber
from bot.flows.calculators.eligibility import OldEnough
from bot.search.values.phrasebook import Phrasebook
from bot.talk.contact_questions import ChooseCommune, PersonName, Phone
from bot.talk.durations import Month
from bot.talk.question import Misread, Question
from bot.talk.questions import Agree, Amount, Choose, Confirm, Day, TextQuestion
from bot.talk.scene import Scene
from bot.words import Dong, YearMonth, _

ASK = _("What would you like to do?")
TODAY = date(2026, 11, 23)
CHOICES = (Option("yes", _("Yes")), Option("no", _("No")))


def holds(question: Question[Any], value: object) -> bool:
    return bool(question.read(question.write(value)) == value)


@given(st.integers(0, 10**12))
def test_amounts(amount: int) -> None:
    assert holds(Amount("q", ASK), Dong(amount))


@given(st.dates(min_value=date(1000, 1, 1)))
def test_days(day: date) -> None:
    assert holds(Day("q", ASK, TODAY), day)


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_months(year: int, month: int) -> None:
    assert holds(Month("q", ASK), YearMonth(year, month))


@pytest.fixture(scope="module")
def book(scene: Scene) -> Phrasebook:
    return scene.knowledge.phrasebook


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("đúng rồi em là công dân Việt Nam", True),
        ("phải, tui sống ở đây mấy đời rồi", True),
        ("không, em chưa đủ đâu", False),
        ("toi nguoi viet nam", True),
        ("tôi là người Hàn", False),
    ],
)
def test_a_statement_that_begins_with_yes_or_no_says_it(said: str, meant: bool, book: Phrasebook) -> None:
    assert Confirm("citizen", ASK).understand(said, book) is meant


@pytest.mark.parametrize("said", ["được không", "sao hỏi vậy?"])
def test_what_may_be_either_is_asked_again(said: str, book: Phrasebook) -> None:
    with pytest.raises(Misread):
        Confirm("q", ASK).understand(said, book)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Dạ em đồng ý cả hai ạ", "yes"),
        ("gọi thôi, đừng chuyển cho ai", "call"),
        ("đồng ý cho gọi, còn cái kia thì không", "call"),
        ("không đồng ý", "no"),
        ("ừa được đó em", "yes"),
    ],
)
def test_consent_in_own_words_is_never_more_than_was_said(said: str, meant: str, book: Phrasebook) -> None:
    choices = (Option("yes", _("Yes")), Option("call", _("Only call me")), Option("no", _("No")))
    assert Agree("consent-1", ASK, choices).understand(said, book) == meant


@pytest.mark.parametrize(("said", "meant"), [("mức bèo nhất", 5), ("cheapest", 5), ("cao nhất luôn", 90)])
def test_the_lowest_and_the_highest_are_said_in_words(said: str, meant: int, book: Phrasebook) -> None:
    assert Amount("q", ASK, at_least=Dong(5), at_most=Dong(90)).understand(said, book) == meant


def test_a_question_about_the_lowest_is_no_answer(book: Phrasebook) -> None:
    with pytest.raises(Misread):
        Amount("q", ASK, at_least=Dong(5)).understand("thấp nhất là bao nhiêu?", book)


@pytest.mark.parametrize(("said", "meant"), [("em 28 tuổi", True), ("sinh năm 2015", False), ("đủ rồi ạ", True)])
def test_an_age_says_whether_it_is_reached(said: str, meant: bool, book: Phrasebook) -> None:
    assert OldEnough("age", ASK, least=15, today=TODAY).understand(said, book) is meant


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("kêu bà là bà Năm Hường nghe con", "bà Năm Hường"),
        ("gọi chú là chú Bảy", "chú Bảy"),
        ("họ Lâm tên Thúy Kiều", "Lâm Thúy Kiều"),
        ("Em Vy, số em 0912345678", "Em Vy"),
        ("Họ Thị Mai", "Họ Thị Mai"),
    ],
)
def test_a_name_without_what_is_around_it(said: str, name: str, book: Phrasebook) -> None:
    assert PersonName("name", ASK).understand(said, book) == name


@given(st.booleans())
def test_yes_and_no(value: bool) -> None:
    assert holds(Confirm("q", ASK), value)


@given(st.text(max_size=80))
def test_names_and_texts(typed: str) -> None:
    for question in (PersonName("q", ASK), TextQuestion("q", ASK, at_most=60)):
        try:
            value = question.read(typed)
        except Misread:
            continue
        assert holds(question, value)
        assert 0 < len(value) <= 60


@pytest.mark.parametrize("typed", ["0912.345.678", "84912345678", "+84 912 345 678", "0294 3851 234"])
def test_phones(typed: str) -> None:
    assert holds(Phone("q", ASK), PhoneNumber.parse(typed))


def test_every_commune_of_the_country(scene: Scene) -> None:
    knowledge = scene.knowledge
    question = ChooseCommune("q", ASK, knowledge.communes, knowledge.by_code)
    assert all(holds(question, commune) for commune in knowledge.by_code.values())


@pytest.mark.parametrize(
    "question", [Confirm("q", ASK), Choose("q", ASK, CHOICES), Amount("q", ASK, suggestions=(Dong(9),))]
)
def test_every_option_is_an_answer(question: Question[Any]) -> None:
    for option in question.options:
        assert question.write(question.read(option.token)) == option.token


@pytest.mark.parametrize("typed", ["Đúng rồi", "dạ", "vâng", "OK", "ừ", "phải"])
def test_a_choice_of_yes_is_said_in_every_way(typed: str, scene: Scene) -> None:
    book = scene.knowledge.phrasebook
    assert Choose("q", ASK, CHOICES).understand(typed, book) == "yes"
    assert Confirm("q", ASK).understand(typed, book) is True


@pytest.mark.parametrize(
    "typed", ["Nguyễn Thị Lan", "Lan", "bà Tư", "Sơn Thị Sà Rươne", "Ñ O'Brien", "  lan  ", "Tám (bán vé số)"]
)
def test_a_name_may_look_like_this(typed: str, scene: Scene) -> None:
    assert PersonName("q", ASK).understand(typed, scene.knowledge.phrasebook)


@pytest.mark.parametrize(
    "typed", ["", "?", "0912345678", "lan@example.com", "x" * 61, "https://example.com", "<b>Lan</b>"]
)
def test_a_name_does_not_look_like_this(typed: str, scene: Scene) -> None:
    with pytest.raises(Misread):
        PersonName("q", ASK).understand(typed, scene.knowledge.phrasebook)


def test_bounds_are_within_bounds() -> None:
    question = Amount("q", ASK, at_least=Dong(1_500_000), at_most=Dong(50_600_000))
    assert question.read("1tr5") == 1_500_000
    assert question.read("50.600.000") == 50_600_000
    for typed in ("1.499.999", "50.600.001", "nhiều", "0"):
        with pytest.raises(Misread):
            question.read(typed)
