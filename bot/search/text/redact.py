"""Numbers that identify a person: found in what is typed, taken out of what is kept."""

from __future__ import annotations

import re

_SEP = r"[ .\-]?"
_PHONE = re.compile(rf"(?<!\d)(?:\+?84|0){_SEP}[35789](?:{_SEP}\d){{8}}(?!\d)")
_IDENTITY = re.compile(rf"(?<![\d.,])\d(?:{_SEP}\d){{11}}(?!\d)")
# The old card's nine digits look like a sum of money, so only what is called a card is taken for one.
_CALLED = r"(?:cmnd|cmt|cccd|chứng minh(?: nhân dân| thư)?|chung minh(?: nhan dan| thu)?|căn cước|can cuoc)"
_OLD = re.compile(rf"({_CALLED}(?:\s+\w+){{0,3}}?\W+)\d(?:{_SEP}\d){{8}}(?!\d)", re.IGNORECASE)
_NAMED = re.compile(
    r"((?:họ tên|ho ten|tên|ten|tôi|toi|em|tui|mình|con)\s+(?:(?:là|la|tôi|em)\s+)?:?\s*)"
    r"([^\W\d_]+(?:\s+[^\W\d_]+){1,4})",
    re.IGNORECASE,
)
_CARD = re.compile(rf"(?<![^\W\d_])[A-Za-z]{{2}}{_SEP}\d(?:{_SEP}\d){{12}}(?!\d)")
# Without accents "dong" may be "đóng" as well as "đồng": only after a round number it is taken for money.
_MONEY = r"(?!\s*(?:đồng|vn[dđ]|đ\b|triệu|trieu))(?!(?<=000)\s*(?:dong|d)\b)"
_INSURANCE = re.compile(rf"(?<![\d.,])\d(?:{_SEP}\d){{9}}(?![\d]){_MONEY}")


def has_personal_number(text: str) -> bool:
    """Whether the text has a citizen card's, health card's or insurance book's number.

    A phone number is none: people leave it on purpose.
    """
    if _CARD.search(text) or _IDENTITY.search(text) or _OLD.search(text):
        return True
    return _INSURANCE.search(_PHONE.sub(" ", text)) is not None


def without_numbers(text: str) -> str:
    """The text without what `redact` replaces: what is left can be searched for."""
    return re.sub(r"\[[^\]]*\]", " ", redact(text))


def redact(text: str) -> str:
    """The text with every such number, phone numbers and names replaced by what they were."""
    return redact_numbers(_NAMED.sub(_without_name, text))


def redact_numbers(text: str) -> str:
    """The text with such numbers alone replaced by what they were."""
    text = _OLD.sub(r"\1[số căn cước]", _CARD.sub("[số thẻ BHYT]", text))
    text = _IDENTITY.sub("[số căn cước]", text)
    text = _PHONE.sub("[số điện thoại]", text)
    return _INSURANCE.sub("[mã số BHXH]", text)


def _without_name(found: re.Match[str]) -> str:
    """The text without the capitalised words, at least two, that begin what follows."""
    words = found[2].split()
    name = next((number for number, word in enumerate(words) if not word[0].isupper()), len(words))
    return " ".join([found[1] + "[tên]", *words[name:]]) if name > 1 else found[0]
