"""What others write comes in by one door: nothing unseen, nothing that commands a terminal, nothing nobody can keep."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Address, Incoming, Media
from bot.search.text.foreign import clean, cleaned, one_line

UNSEEN = {
    "an escape": "\x1b[2Jchào",
    "a colour by one byte": "\x9b31mchào",
    "the clipboard (OSC 52)": "\x1b]52;c;bG9h\x07chào",
    "NUL": "ch\0ào",
    "backwards": "\u202echào\u2066",
    "no width": "chào\u200b\u200c\u2060",
    "a byte order mark": "\ufeffchào",
    "half a letter": "chào\ud83d",
    "tags": "chào\U000e0001\U000e0068\U000e0069",
    "tags without a letter yet": "chào\U000e0080\U000e00ff\U000e01f0\U000e0fff",
    "other numbers that are not shown": "chào\u2065\ufff0\ufff8",
    "bytes in variations": "chào\ufe00\U000e0101",
    "a soft hyphen": "ch\u00adào",
    "Hangul's filler": "\u3164chào\u115f",
    "an object": "chào\ufffc",
    "private": "chào\ue000",
}


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_what_nobody_sees_is_taken_out(text: str) -> None:
    assert clean(text).removeprefix("[2J").removeprefix("31m").removeprefix("]52;c;bG9h") == "chào"


LINES = {"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\r\n": "\n", "\r": "\n", "\x0b": "\n", "\u00a0": " ", "\t": " "}


@pytest.mark.parametrize("mark", LINES, ids=ascii)
def test_a_new_line_is_one_and_a_space_is_one(mark: str) -> None:
    assert clean(f"một{mark}hai") == f"một{LINES[mark]}hai"
    assert one_line(f" một{mark}{mark}hai ") == "một hai"


@pytest.mark.parametrize("choice", ["0\u200b", "\ufeff0", "0\ufe0f", "\u20660\u2069", "0\u2800", "\u00a00"], ids=ascii)
def test_a_choice_stays_a_choice(choice: str) -> None:
    assert clean(choice).strip() == "0"


@pytest.mark.parametrize("emoji", ["👩‍⚕️", "👨‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "👍🏽", "🧑🏿‍🌾", "1️⃣", "🇻🇳", "🙂‍↔️", "👁️‍🗨️", "✌🏻"])
def test_emoji_stay_whole(emoji: str) -> None:
    assert clean(f"cảm ơn {emoji} nhé") == f"cảm ơn {emoji} nhé"


@pytest.mark.parametrize(
    "glued", ["a\u200db", "0\u200d", "\u200d👍", "👍\u200d", "đ\u200d👍", "👍\u200d\u200d👍"], ids=ascii
)
def test_what_joins_emoji_joins_nothing_else(glued: str) -> None:
    assert "\u200d" not in clean(glued).replace("👍\u200d👍", "")


@pytest.mark.parametrize("typed", ["Ðồng", "Ɖồng", "Đồng", "Đo\u0302\u0300ng"])
def test_the_letter_that_looks_like_ours_is_ours(typed: str) -> None:
    assert clean(typed) == "Đồng"
    assert clean("ðồng") == "đồng"


VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


@given(st.text(VIETNAMESE + VIETNAMESE.upper() + " .,?!0123456789\n"))
def test_vietnamese_stays_as_it_is(text: str) -> None:
    assert clean(text) == text
    assert clean(unicodedata.normalize("NFD", text)) == text


ANYTHING = st.text(st.characters() | st.sampled_from("\u200d\ufe0f👍❤👩⚕🏽0#\u20e3\u202e\x1b\u2028Ðð\u0302\u034f"))
SEEN = {"\n", "\u200d", "\ufe0f"}


@given(ANYTHING)
def test_whatever_comes_only_what_is_seen_gets_through(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept, "once is enough"
    assert kept == unicodedata.normalize("NFC", kept)
    assert {char for char in kept if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}} <= SEEN
    assert not any(0xFE00 <= ord(char) < 0xFE0F or 0xE0000 <= ord(char) <= 0xE01EF for char in kept)
    kept.encode()


@given(ANYTHING, ANYTHING, ANYTHING)
def test_all_that_comes_in_goes_through_it(text: str, token: str, name: str) -> None:
    came = Incoming("1", Address("x", "", "y"), text=text, token=token, media=Media("photo", "x", "", token, name))
    kept = cleaned(came)
    assert (kept.text, kept.token, kept.media and kept.media.name) == (clean(text), one_line(token), one_line(name))
    assert cleaned(kept) == kept
    assert kept.media is not None
    kept.media.ref.encode()
