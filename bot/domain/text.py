"""The few things about Vietnamese letters that everybody needs."""

from __future__ import annotations

import unicodedata

# Capital letters and figures without those that look alike, for codes that people read out and type.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def nfc(text: str) -> str:
    """Composed letters and single spaces: what we store and compare."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Lower case without accents: "Đóng mỗi tháng" → "dong moi thang"."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(plain.replace("đ", "d").split())


def in_a_sentence(name: str) -> str:
    """The name of a place as written within a sentence: "Xã Mỹ Long" → "xã Mỹ Long"."""
    return name[:1].lower() + name[1:]
