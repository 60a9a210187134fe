"""What a text is most like is learned from examples; what is like none of them stays none."""

from __future__ import annotations

import pytest

from bot.library.vocabulary import Vocabulary
from bot.search.text.normalise import FoldedText, Normaliser
from bot.search.values.examples import Examples
from bot.search.values.phrasebook import Phrasebook

READ = Normaliser(Vocabulary()).question
DEAR = ["mắc quá", "đắt quá đi", "nhiều tiền quá đóng sao nổi", "giá trên trời"]
SAD = ["buồn quá", "rầu quá đi", "khổ quá trời", "hôm nay buồn ghê"]
OTHERS = [
    "đóng bao nhiêu tiền",
    "nộp hồ sơ ở đâu",
    "khi nào lãnh lương hưu",
    "sinh con được bao nhiêu",
    "quá tuổi đóng được không",
]


def read(texts: list[str]) -> list[FoldedText]:
    return [READ(text) for text in texts]


def test_the_kind_that_a_text_shares_words_with_is_likely() -> None:
    likely = Examples({"dear": read(DEAR), "sad": read(SAD)}, read(OTHERS)).likely
    assert likely(READ("sao mà đắt quá vậy"))["dear"] > 0.5 > likely(READ("sao mà đắt quá vậy"))["sad"]
    assert sum(likely(READ("nộp hồ sơ lãnh lương hưu ở đâu")).values()) < 0.2


def test_without_examples_or_others_nothing_is_likely() -> None:
    assert Examples({}, read(OTHERS)).likely(READ("mắc quá")) == {}
    assert Examples({"dear": read(DEAR)}, ()).likely(READ("mắc quá")) == {}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("thôi chị bận rồi bữa khác hãy tính nghen", "leave"),
        ("cho em thoát khỏi cái này", "leave"),
        ("để chị kiếm cuốn sổ cái đã", "pause"),
        ("có khách mua hàng, chút chị trả lời", "pause"),
        ("biết năm sinh của tui để làm chi", "why"),
    ],
)
def test_a_form_hears_what_is_like_leaving_waiting_or_asking_why(said: str, kind: str, book: Phrasebook) -> None:
    assert [each for each in ("leave", "pause", "why") if book.means(each, said)] == [kind]


@pytest.mark.parametrize(
    "said",
    [
        "không biết nữa",
        "nghỉ đóng hơn một năm",
        "Nguyễn Thị Thôi",
        "hộ cận nghèo",
        "tôi sinh năm 1970",
        "đóng được 10 năm",
    ],
)
def test_an_answer_is_no_leaving(said: str, book: Phrasebook) -> None:
    assert not any(book.means(each, said) for each in ("leave", "pause", "why"))
