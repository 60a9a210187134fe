"""Whatever is said fits the channel: nothing is lost, nothing is over the limit, buttons come last."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message_fitting import fit, numbered, pieces, units
from bot.domain.messages import Abilities, Button, Card, Message

SMALL = Abilities(text_limit=40)
YES_NO = (Button("yes", "Có"), Button("no", "Không"))
TEXTS = st.text(
    st.one_of(st.sampled_from("ộáưđ \n.!?1😀\u0301\u200d"), st.characters(exclude_categories=["Cs"])), max_size=400
)
BUTTONS = st.lists(
    st.builds(Button, st.from_regex(r"[a-z0-9-]{1,70}", fullmatch=True), st.text("Cóhông xã", min_size=1, max_size=20)),
    max_size=8,
).map(tuple)
ABILITIES = st.builds(
    Abilities,
    text_limit=st.integers(2, 120),
    buttons=st.booleans(),
    most_buttons=st.integers(0, 6),
    contact=st.booleans(),
)


def letters(*texts: str) -> str:
    return "".join("".join(texts).split())


def test_short_text_stays_as_it_is() -> None:
    message = Message("Cô cần gì ạ?", YES_NO)
    assert fit(message, Abilities()) == [message]


def test_text_is_parted_at_paragraphs_first() -> None:
    text = "Đoạn một có hai câu. Đây là câu hai.\n\nĐoạn hai.\n\nĐoạn ba."
    assert pieces(text, 50) == ["Đoạn một có hai câu. Đây là câu hai.\n\nĐoạn hai.", "Đoạn ba."]


def test_then_at_lines_sentences_and_words() -> None:
    assert pieces("• một hai ba\n• bốn năm sáu bảy", 20) == ["• một hai ba", "• bốn năm sáu bảy"]
    assert pieces("Câu một ạ. Câu hai dài hơn.", 20) == ["Câu một ạ.", "Câu hai dài hơn."]
    assert pieces("một hai ba bốn năm", 10) == ["một hai ba", "bốn năm"]


def test_a_list_is_not_torn_from_its_number() -> None:
    assert pieces("Bước 1. Nộp hồ sơ ở bưu điện", 18) == ["Bước 1. Nộp hồ sơ", "ở bưu điện"]


def test_a_lone_heading_does_not_become_a_message() -> None:
    assert pieces("A\n\nmột hai ba bốn năm sáu bảy", 20)[0] == "A\n\nmột hai ba bốn"


def test_buttons_come_with_the_last_piece() -> None:
    first, last = fit(Message("Một câu hỏi khá dài đây.\n\nCô đồng ý không ạ?", YES_NO, wants_contact=True), SMALL)
    assert (first.buttons, first.wants_contact, last.buttons) == ((), False, YES_NO)


def test_without_buttons_options_are_numbered() -> None:
    assert fit(Message("Đồng ý không ạ?", YES_NO), Abilities(buttons=False)) == [
        Message("Đồng ý không ạ?\n\n1. Có\n2. Không")
    ]


def test_too_many_options_or_too_long_a_token_are_numbered_too() -> None:
    assert not fit(Message("?", YES_NO), Abilities(most_buttons=1))[0].buttons
    assert not fit(Message("?", (Button("ộ" * 22, "Có"),)), Abilities(token_bytes=64))[0].buttons
    page = Button(f"https://maps.example/{'x' * 80}", "Bản đồ")
    assert fit(Message("?", (page,)), Abilities(token_bytes=64, links=frozenset({"https"})))[0].buttons == (page,)


def test_composed_letters_count_once() -> None:
    decomposed = unicodedata.normalize("NFD", "ộ" * 40)
    assert fit(Message(decomposed), SMALL) == [Message("ộ" * 40)]


def test_letters_and_emojis_stay_whole() -> None:
    family = "👩\u200d👧"
    assert pieces(family * 5, 12) == [family * 2, family * 2, family]


@given(TEXTS, BUTTONS, st.booleans(), ABILITIES)
def test_nothing_is_lost_and_nothing_is_too_long(
    text: str, buttons: tuple[Button, ...], wants: bool, abilities: Abilities
) -> None:
    fitted = fit(Message(text, buttons, wants), abilities)
    assert all(units(piece.text) <= abilities.text_limit for piece in fitted)
    assert all(piece.text for piece in fitted[:-1])
    assert not any(piece.buttons or piece.wants_contact for piece in fitted[:-1])
    assert fitted[-1].buttons in ((), buttons)
    said = text if fitted[-1].buttons else text + numbered(buttons)
    assert letters(*(piece.text for piece in fitted)) == letters(unicodedata.normalize("NFC", said))


@given(TEXTS, ABILITIES)
def test_what_fits_is_not_touched_again(text: str, abilities: Abilities) -> None:
    for piece in fit(Message(text), abilities):
        assert fit(piece, abilities) == [piece]


CARD = Card("Mỗi tháng đóng", "264.000 đồng", (), "", "")


def test_a_picture_takes_a_short_text_along() -> None:
    message = Message("Cô đóng 264.000 đồng.", YES_NO, picture=CARD)
    assert fit(message, Abilities(pictures=True)) == [message]
    assert fit(message, Abilities()) == [Message("Cô đóng 264.000 đồng.", YES_NO)]


def test_a_picture_goes_ahead_of_a_long_text() -> None:
    long = Message("dài " * 20, YES_NO, picture=CARD)
    first, second = fit(long, Abilities(pictures=True, caption_limit=50))
    assert first == Message("Mỗi tháng đóng", picture=CARD)
    assert second == Message(("dài " * 20).strip(), YES_NO)


CALL, PAGE = Button("tel:19009068", "Gọi"), Button("https://bhxh.gov.vn/a", "Mở trang")
LINKS = Abilities(most_buttons=3, links=frozenset({"https", "tel"}))


def test_a_page_is_opened_or_told() -> None:
    message = Message("Mời cô xem.", (*YES_NO, PAGE))
    assert fit(message, LINKS) == [message]
    told = "Mời cô xem.\n\nMở trang: https://bhxh.gov.vn/a"
    assert fit(message, Abilities()) == [Message(told, YES_NO)]
    assert fit(message, Abilities(buttons=False)) == [Message(f"{told}\n\n1. Có\n2. Không")]


def test_a_number_is_called_where_there_is_room_for_it() -> None:
    message = Message("Gọi 1900 9068.", (*YES_NO, CALL))
    assert fit(message, LINKS) == [message]
    assert fit(message, Abilities()) == [Message("Gọi 1900 9068.", YES_NO)]
    assert fit(message, Abilities(buttons=False)) == [Message("Gọi 1900 9068.\n\n1. Có\n2. Không")]
    full = Message("Gọi 1900 9068.", (*YES_NO, Button("later", "Để sau"), CALL))
    assert [button.label for button in fit(full, LINKS)[0].buttons] == ["Có", "Không", "Để sau"]
