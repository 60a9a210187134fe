"""Cards: everything stays within the picture, whatever is on them, and is read by those who do not see them."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.channels.media.card_drawing import INNER, MARGIN, WIDTH, Box, draw, layout
from bot.domain.messages import Card

CARD = Card(
    "Mỗi tháng cô chú đóng",
    "264.000 đồng",
    (("Tiền đóng đầy đủ", "330.000 đồng"), ("Nhà nước hỗ trợ", "66.000 đồng")),
    "Theo số liệu ngày 23/11/2026.",
    "Căn cứ: Luật BHXH 41/2024/QH15, Điều 36",
)
WORDS = st.lists(st.sampled_from(["Nhà", "nước", "hỗ", "trợ", "11.132.000", "đồng", "nghiêng"]), min_size=1).map(
    " ".join
)
CARDS = st.builds(Card, WORDS, WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=9).map(tuple), WORDS, WORDS)


def test_a_card_is_a_small_png() -> None:
    png = draw(CARD)
    picture = Image.open(BytesIO(png))
    assert (picture.format, picture.width) == ("PNG", WIDTH)
    assert 400 < picture.height < 1500
    assert len(png) < 60_000, "cheap phones pay by the megabyte"


def test_a_card_is_told_in_words() -> None:
    said = "Mỗi tháng cô chú đóng: 264.000 đồng. Tiền đóng đầy đủ: 330.000 đồng; Nhà nước hỗ trợ: 66.000 đồng."
    assert CARD.text == said


@settings(max_examples=25, deadline=None)
@given(CARDS)
def test_nothing_leaves_the_card_or_overlaps(card: Card) -> None:
    marks, height = layout(card)
    lines = [mark for mark in marks if not isinstance(mark, Box)]
    for line in lines:
        assert line.style.font.getlength(line.words) <= INNER
        assert MARGIN <= line.x <= WIDTH - MARGIN
        assert line.y + line.style.height <= height
    left = [line.y for line in lines if not line.right]
    assert left == sorted(left)
