"""Grief, danger, doubt and price are told apart; sad is no emergency, and an emergency is no sadness."""

from __future__ import annotations

from itertools import product

import pytest

from bot.search.text.letters import fold
from bot.search.values.phrasebook import Phrasebook

WHO = ["", "tôi ", "mấy bữa nay tôi ", "con tôi nó ", "má tui "]
SAD = [
    "buồn quá", "mệt quá", "chán quá", "rầu quá", "khổ lắm con ơi", "cực quá", "lo quá", "mất ngủ hoài", "nhức đầu quá",
    "thất thu mùa này rầu quá", "bệnh hoài không dứt", "già rồi cực lắm", "nản quá trời", "nghèo quá", "buồn ghê",
    "mệt muốn xỉu", "tủi thân quá", "đau lưng quá", "làm hoài không dư", "nhớ con quá",
]  # fmt: skip
HARMLESS = ["".join(pair) for pair in product(WHO, SAD)]


def feeling(text: str, book: Phrasebook) -> str:
    found = book.feeling(text)
    return found.id if found else ""


def test_a_hundred_harmless_sad_sentences_are_no_emergency(book: Phrasebook) -> None:
    assert len(HARMLESS) == 100
    assert {text: said for text in HARMLESS if (said := feeling(text, book)) == "crisis"} == {}


@pytest.mark.parametrize(
    "said",
    [
        "tôi không muốn sống nữa",
        "muon chet cho roi",
        "tao uống thuốc sâu chết cho rồi",
        "em bị chồng đánh hoài",
        "có người đang bị đánh, giúp với",
        "con tôi đòi tự tử",
        "chắc nhảy sông cho xong",
        "i want to kill myself",
        "cứu tôi với",
        "sống làm gì nữa",
    ],
)
def test_an_emergency_stays_one(said: str, book: Phrasebook) -> None:
    assert feeling(said, book) == "crisis"


@pytest.mark.parametrize(
    "said",
    [
        "vợ tôi vừa qua đời",
        "con toi chet roi",
        "mẹ tôi mất",
        "ông nội mới mất hôm qua",
        "Dì em mất tháng trước, có đóng 7 năm",
        "ổng theo ông bà rồi",
        "chồng tui tử vong vì tai nạn",
        "người đứng tên sổ vừa mất",
        "my husband died yesterday",
    ],
)
def test_somebody_has_died(said: str, book: Phrasebook) -> None:
    assert feeling(said, book) == "bereavement"
    assert feeling(fold(said.lower()), book) == "bereavement"


@pytest.mark.parametrize(
    "said",
    [
        "mẹ tôi mất sổ bảo hiểm",
        "tôi mất việc rồi",
        "nếu chồng tôi chết thì tôi được gì",
        "lỡ tôi mất thì con tôi lãnh được không",
        "con tôi làm mất thẻ",
        "ba tôi bị mất căn cước",
        "đóng rồi nghỉ có mất không",
        "ông xã mất khả năng lao động",
    ],
)
def test_nobody_has_died(said: str, book: Phrasebook) -> None:
    assert feeling(said, book) != "bereavement"


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("đắt quá", "price"),
        ("sao mac vay", "price"),
        ("mức này cao quá ạ, nhà em không đủ tiền", "price"),
        ("dân nghèo sao đóng nổi", "price"),
        ("cái này có phải lừa đảo không?", "trust"),
        ("lua dao ha", "trust"),
        ("có thiệt không hay gạt bà", "trust"),
        ("bot hay người vậy", "machine"),
        ("nguoi hay may vay", "machine"),
        ("em là người thật hay máy trả lời vậy", "machine"),
        ("kẹt tiền quá muốn rút", "money"),
        ("túng quá, muốn rút bảo hiểm ra trả nợ", "money"),
    ],
)
def test_price_trust_machine_and_money(said: str, what: str, book: Phrasebook) -> None:
    assert feeling(said, book) == what


@pytest.mark.parametrize(
    "said", ["hôm qua", "hom qua", "mới hôm kia", "đêm qua", "sáng hôm qua", "tháng trước", "năm ngoái", "a week ago"]
)
def test_a_time_alone_is_no_grief(said: str, book: Phrasebook) -> None:
    assert feeling(said, book) == ""


@pytest.mark.parametrize(
    "said",
    [
        "mức đóng cao nhất là bao nhiêu",
        "hộ nghèo đóng bao nhiêu",
        "lương hưu tính sao",
        "con tôi 15 tuổi đóng được không",
        "no dong duoc 6 nam",
        "làm sao tránh bị lừa",
        "muốn gặp người thật",
        "mắc bệnh có được đóng không",
        "mỗi tháng đóng bao nhiêu tiền",
    ],
)
def test_an_ordinary_question_is_none(said: str, book: Phrasebook) -> None:
    assert feeling(said, book) == ""


@pytest.mark.parametrize(
    "said",
    [
        "em ơi chị mất cuốn sổ rồi",
        "cô ơi con làm rớt mất cái thẻ",
        "bà con tui mất tiêu quyển sổ",
        "người mất tích có được hưởng lương hưu không",
        "chồng bị tòa tuyên bố mất tích thì lương hưu sao",
        "tham gia để già khỏi thành gánh nặng cho gia đình được không",
        "đóng cho đỡ thành gánh nặng cho gia đình",
        "chờ muốn chết mà chưa ai gọi",
        "gia đình tôi có được không",
    ],
)
def test_what_only_sounds_like_it_is_no_grief_danger_or_doubt(said: str, book: Phrasebook) -> None:
    assert feeling(said, book) == ""


@pytest.mark.parametrize("said", ["tôi không muốn là gánh nặng cho gia đình nữa", "con tôi mất tích rồi"])
def test_the_same_words_in_earnest_are_urgent(said: str, book: Phrasebook) -> None:
    assert feeling(said, book) == "crisis"


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("giỡn thôi chứ em hết muốn sống thiệt rồi", "crisis"),
        ("không giỡn đâu, mệt muốn chết, tui tính uống thuốc sâu", "crisis"),
        ("buồn muốn chết, đùa thôi", "sympathy"),
        ("cười muốn chết luôn", ""),
    ],
)
def test_only_what_follows_at_once_takes_an_emergency_back(said: str, what: str, book: Phrasebook) -> None:
    assert feeling(said, book) == what


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("bán mấy con gà cũng hổng đủ tiền đóng", "price"),
        ("lương em có bốn triệu mà đóng vậy căng quá", "price"),
        ("nghe người ta đồn mấy cái này lừa bà già", "trust"),
        ("lấy cái gì làm bằng chứng cho tui tin", "trust"),
        ("nãy giờ đang nhắn với robot phải không", "machine"),
        ("con đi làm xa hết, có mình bà, buồn hiu", "sympathy"),
        ("bà ngoại em ngủm rồi, tiền bả đóng ai ăn", "bereavement"),
        ("kẹt quá, tính rút bảo hiểm ra nuôi con bệnh", "money"),
        ("thai sáu tháng của chị không giữ được", "miscarriage"),
    ],
)
def test_what_is_like_the_examples_is_understood_without_a_phrase(said: str, what: str, book: Phrasebook) -> None:
    assert feeling(said, book) == what


@pytest.mark.parametrize(
    "said",
    ["lo dam tang cho cha", "chong em khong qua khoi, de lai hai dua nho", "thân phụ tôi vừa tạ thế", "ảnh mất rồi"],
)
def test_without_accents_a_small_child_is_no_if(said: str, book: Phrasebook) -> None:
    """ "nhỏ" and "lo" are typed as "nhỡ" and "lỡ" are."""
    assert feeling(said, book) in {"bereavement", "bereavement-too"}


@pytest.mark.parametrize("said", ["ba tui mất sớm hồi tui còn nhỏ", "lỡ ba em mất thì sao", "nhỡ có mất thì ai lãnh"])
def test_long_ago_and_perhaps_are_no_grief_of_today(said: str, book: Phrasebook) -> None:
    assert not feeling(said, book).startswith("bereavement")


def test_danger_is_heard_beside_words_of_a_price(book: Phrasebook) -> None:
    assert feeling("bạn em vừa cắt cổ tay, máu ra nhiều quá", book) == "crisis"
