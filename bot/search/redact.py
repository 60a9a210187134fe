"""Numbers that say who somebody is: found in what people type, and taken out of what is kept for learning."""

from __future__ import annotations

import re

_SEP = r"[ .\-]?"
_PHONE = re.compile(rf"(?<!\d)(?:\+?84|0){_SEP}[35789](?:{_SEP}\d){{8}}(?!\d)")
_IDENTITY = re.compile(rf"(?<!\d)0(?:{_SEP}\d){{11}}(?!\d)")
_CARD = re.compile(rf"(?<![^\W\d_])[A-Za-z]{{2}}{_SEP}\d(?:{_SEP}\d){{12}}(?!\d)")
_MONEY = r"(?!\s*(?:đồng|dong|vn[dđ]|đ\b|d\b|triệu|trieu))"
_INSURANCE = re.compile(rf"(?<![\d.,])\d(?:{_SEP}\d){{9}}(?![\d]){_MONEY}")


def has_personal_number(text: str) -> bool:
    """Whether a number of a citizen card, a health insurance card or a social insurance book is in the text.

    A phone number is none: people leave it on purpose.
    """
    if _CARD.search(text) or _IDENTITY.search(text):
        return True
    return _INSURANCE.search(_PHONE.sub(" ", text)) is not None


def redact(text: str) -> str:
    """The text with every such number, and phone numbers, replaced by what it was."""
    text = _CARD.sub("[số thẻ BHYT]", text)
    text = _IDENTITY.sub("[số căn cước]", text)
    text = _PHONE.sub("[số điện thoại]", text)
    return _INSURANCE.sub("[mã số BHXH]", text)
