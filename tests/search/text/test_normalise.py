"""People's ways of writing are read as plain Vietnamese."""

from __future__ import annotations

import unicodedata

import pytest

from bot.library.vocabulary import Vocabulary
from bot.search.text.letters import fold, is_syllable, spelling
from bot.search.text.normalise import Normaliser
from bot.search.text.numbers import SUM
from bot.search.text.questions import looks_like_question


@pytest.fixture(scope="module")
def normaliser(vocabulary: Vocabulary) -> Normaliser:
    return Normaliser(vocabulary)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("ko đóng nữa có dc rút hok", "không đóng nữa có được rút không"),
        ("ddieefu kieejn luwowng huwu", "điều kiện lương hưu"),
        ("d9o1ng tie62n", "đóng tiền"),
        ("hông đóng nữa", "không đóng nữa"),
        ("chi phí", "chi phí"),
        ("chừng nào", "khi nào"),
        ("hai mươi năm", "20 năm"),
        ("mười lăm năm", "15 năm"),
        ("15n", "15 năm"),
        ("quáaaaa lâuuuu", "quá lâu"),
        ("2tr5", SUM),
        ("1.500.000đ", SUM),
        ("1 triệu rưỡi", SUM),
        ("22%", "22 phần trăm"),
        ("bảo hiểm xã hội tự nguyện 😊", "bhxh tự nguyện"),
        ("bhxhtn", "bhxh tự nguyện"),
        ("vssid momo facebook", "vssid momo facebook"),
        ("thang6 2025", "thang 6 2025"),
    ],
)
def test_reading(normaliser: Normaliser, typed: str, plain: str) -> None:
    assert normaliser.question(typed).words == tuple(spelling(word) for word in plain.split())


def test_southern_words_without_accents_are_left_alone(normaliser: Normaliser) -> None:
    assert normaliser.question("toi da dong").words == ("toi", "da", "dong")


def test_neither_unicode_form_nor_place_of_the_tone_matters(normaliser: Normaliser) -> None:
    text = "hòa thuận, thủy sản, kỹ thuật"
    other = unicodedata.normalize("NFD", "hoà thuận, thuỷ sản, kĩ thuật")
    assert normaliser.question(text).words == normaliser.question(other).words


def test_accents_are_counted_on_what_was_typed(normaliser: Normaliser) -> None:
    assert normaliser.question("ko dong nua").accented == 0.0
    assert normaliser.question("không đóng nữa").accented == 1.0


def test_of_a_long_story_only_opening_and_end_are_read(normaliser: Normaliser) -> None:
    assert len(normaliser.question("lương hưu " * 500).words) < 150


def test_syllables() -> None:
    assert all(is_syllable(word) for word in ("nghiêng", "duoc", "quyết", "gì", "xuyên", "oanh", "y"))
    assert not any(is_syllable(word) for word in ("tieefn", "vssid", "dd", "ddongs", "huwu", "xyz"))
    assert fold("đặc khu") == "dac khu"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("đóng bao nhiêu 1 tháng", True),
        ("dong bao nhieu 1 thang", True),
        ("có được rút không", True),
        ("luong huu tinh sao", True),
        ("mấy tuổi mới được đóng", True),
        ("0912345678?", True),
        ("how much do I pay", True),
        ("Nguyễn Thị Mấy", False),
        ("Nguyen Van Bao", False),
        ("Lê Văn Sao", False),
        ("xã Mỹ Long", False),
        ("Phường 5", False),
        ("2 triệu", False),
        ("0912345678", False),
        ("không", False),
        ("dạ có", False),
        ("", False),
    ],
)
def test_questions(text: str, asks: bool) -> None:
    assert looks_like_question(text) is asks
