"""Values are the same however politely, loudly, unaccented or decorated they are said."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.search.text.letters import fold
from bot.search.values.counts import lengths
from bot.search.values.names import read_name
from bot.search.values.people import read_birth
from bot.search.values.phones import phones
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sentence import Sentence
from bot.search.values.sums import read_sum

TODAY = date(2026, 11, 23)
PLENTY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
before = st.sampled_from(["", "dạ ", "Dạ vâng, ", "thưa cô, ", "ừ thì "])
behind = st.sampled_from(["", " ạ", " nha", " nha con", " ạ ❤️", " 👍", "!!", ".", " đó em ơi", "\u200b", " ☺️"])


def unaccented(text: str) -> str:
    return fold(unicodedata.normalize("NFC", text).lower())


def invisible(text: str) -> str:
    return "\u200b".join(text) + "\u2060"


changed = st.sampled_from([str, str.upper, unaccented, lambda text: unicodedata.normalize("NFD", text), invisible])
Change = Callable[[str], str]
REPLIES = {
    "yes": ["đồng ý", "vâng", "đúng rồi", "ok", "có chứ", "được"],
    "no": ["không", "chưa", "không đồng ý", "không phải"],
    "unknown": ["không nhớ", "không biết", "quên mất rồi", "chịu thua"],
    "leave": ["thôi", "thoát", "không làm nữa", "để hôm khác"],
    "pause": ["khoan đã", "từ từ", "chờ chút", "để suy nghĩ"],
    "why": ["sao hỏi cái đó", "hỏi năm sinh làm gì", "hỏi chi vậy", "xin số làm gì"],
}
SAID = [(kind, way) for kind, ways in REPLIES.items() for way in ways]


@PLENTY
@given(said=st.sampled_from(SAID), before=before, behind=behind, change=changed)
def test_short_replies(said: tuple[str, str], before: str, behind: str, change: Change, book: Phrasebook) -> None:
    kind, way = said
    assert book.says(kind, change(f"{before}{way}{behind}"))


@PLENTY
@given(
    said=st.sampled_from([("nữ", "female"), ("đàn ông", "male"), ("tôi là nữ", "female"), ("chồng tôi", "male")]),
    before=before,
    behind=behind,
    change=changed,
)
def test_a_choice_in_own_words(
    said: tuple[str, str], before: str, behind: str, change: Change, book: Phrasebook
) -> None:
    assert book.choice("sex", change(f"{before}{said[0]}{behind}")) == said[1]


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("cận nghèo", "near_poor"),
        ("nhà có sổ hộ nghèo đó con", "poor"),
        ("dạ người khmer", "ethnic_minority"),
        ("không phải hộ nghèo", "other"),
        ("thoát nghèo rồi", "other"),
        ("không thuộc diện nào hết", "other"),
        ("nghèo mà không phải cận nghèo", "poor"),
    ],
)
def test_what_is_denied_is_no_choice(said: str, group: str, book: Phrasebook) -> None:
    assert book.choice("group", said) == group


@PLENTY
@given(
    said=st.sampled_from(
        [("2 triệu", 2_000_000), ("1tr5", 1_500_000), ("một triệu rưỡi", 1_500_000), ("500k", 500_000)]
    ),
    around=st.sampled_from(["{}", "dạ {} ạ", "chắc {} thôi con", "mức {} một tháng nha", "tôi chọn {} 👍"]),
    change=changed,
)
def test_sums(said: tuple[str, int], around: str, change: Change) -> None:
    assert read_sum(change(around.format(said[0]))) == said[1]


@PLENTY
@given(
    said=st.sampled_from(
        [("12 năm", 144), ("3 năm 6 tháng", 42), ("mười lăm năm", 180), ("năm năm", 60), ("2 năm rưỡi", 30)]
    ),
    around=st.sampled_from(["{}", "dạ được {} rồi ạ", "hồi đó đóng {} ở công ty", "{} đó em 👍"]),
    change=changed,
)
def test_lengths(said: tuple[str, int], around: str, change: Change) -> None:
    assert [taken.value.months for taken in lengths(Sentence.of(change(around.format(said[0]))))] == [said[1]]


@pytest.mark.parametrize("said", ["từ năm 2018", "năm nay", "sau năm tới", "năm 2027", "thẳng thắn", "hai bà Trưng"])
def test_no_length(said: str) -> None:
    assert lengths(Sentence.of(said)) == ()


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("1970", 1970),
        ("sinh năm 1970 ạ", 1970),
        ("sn 70", 1970),
        ("dạ 61 tuổi", 1965),
        ("năm mươi hai tuổi", 1974),
        ("61", 1965),
    ],
)
def test_births_and_ages(said: str, year: int) -> None:
    month = read_birth(said, TODAY)
    assert month is not None
    assert month.year == year


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("0912345678, gọi buổi sáng 8h", ["+84912345678"]),
        ("01698345678", ["+84398345678"]),
        ("0-9-1-2-3-4-5-6-7-8", ["+84912345678"]),
        ("O912 345 67O", ["+84912345670"]),
        ("số 0912—345—678 nha em ❤️", ["+84912345678"]),
        ("0912 345 678 hoặc 0987654321", ["+84912345678", "+84987654321"]),
        ("0912345678 0912345678", ["+84912345678"]),
        ("1234", []),
        ("5 giờ chiều ngày 12/11/2026", []),
    ],
)
def test_phones(said: str, numbers: list[str]) -> None:
    assert [taken.value for taken in phones(Sentence.of(said))] == numbers


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Nguyễn Thị Lan, 52 tuổi, ấp 3", "Nguyễn Thị Lan"),
        ("dạ tôi tên Lan ạ", "Lan"),
        ("tên em là Trần Văn Bé nha", "Trần Văn Bé"),
        ("cứ gọi cô Ba là được rồi", "cô Ba"),
        ("Huỳnh Văn Thôi", "Huỳnh Văn Thôi"),
        ("Năm Ro", "Năm Ro"),
        ("thôi", "refusal"),
        ("khong cho", "refusal"),
        ("không nói đâu", "refusal"),
        ("đồ ngu", "insult"),
        ("đóng bao nhiêu", "question"),
        ("ai nhớ", "unknown"),
    ],
)
def test_names_and_what_is_none(said: str, name: str, book: Phrasebook) -> None:
    assert read_name(said, book) == name


@pytest.mark.parametrize(
    ("said", "rest"),
    [("à nhầm, nam", "nam"), ("số đúng là 0922222222", "0922222222"), ("sai rồi, 3 triệu", "3 triệu"), ("lộn", "")],
)
def test_a_correction_says_what_is_right(said: str, rest: str, book: Phrasebook) -> None:
    assert book.after("correct", said) == rest


@pytest.mark.parametrize("said", ["tôi đóng 3 năm", "đúng", "cận nghèo"])
def test_what_is_no_correction(said: str, book: Phrasebook) -> None:
    assert book.after("correct", said) is None
