"""Numbers as people write them: "hai mươi năm" is "20 năm"; "2tr5", "1.500.000đ" are sums.

What the sum is does not matter for finding an answer, that it is one does: all sums become the same word.
"""

from __future__ import annotations

import re

SUM = "sotien"

_SUMS = re.compile(
    r"\b\d+(?:[.,]\d+)*\s*(?:(?:triệu|trieu|tỷ|tỉ|ty|nghìn|nghin|ngàn|ngan|củ)\b|tr(?=\b|\d)|k\b)\s*(?:\d+\b|rưỡi\b|ruoi\b)?"
    r"(?:\s*(?:đồng|dong|vnđ|vnd|đ|d)\b)?"
    r"|\b\d{1,3}(?:[.,]\d{3})+\s*(?:đồng|dong|vnđ|vnd|đ|d)?\b"
    r"|\b\d{5,9}\s*(?:đồng|dong|vnđ|vnd|đ|d)\b"
)
_UNITS = re.compile(r"\b(\d{1,4})\s*(n|nam|năm|t|tuoi|tuổi|th|thang|tháng)\b")
_UNIT = {"n": "năm", "t": "tuổi", "th": "tháng"}
_PERCENT = re.compile(r"(?<=\d)\s*%")
_GLUED = re.compile(r"\b(thang|tháng|quy|quý|phuong|phường|nam|năm|khoa|khóa|tuoi|tuổi)(\d{1,4})\b")

_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mot": 1, "bon": 4, "tu": 4, "lam": 5, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_WORD = "|".join(sorted(_DIGITS, key=len, reverse=True))
_TENS = re.compile(
    rf"\b(?:(?P<tens>{_WORD})\s+(?:mươi|muoi)|(?P<ten>mười|muoi))"
    rf"(?:\s+(?P<ones>một|mốt|mot|hai|ba|bốn|bon|tư|tu|lăm|lam|sáu|sau|bảy|bay|tám|tam|chín|chin)\b|\b)"
)


def plain_numbers(text: str) -> str:
    """Composed text with words of numbers as digits, units written out, sums as the word SUM.

    "năm" after tens is a year, never a five: "hai mươi năm" is twenty years.
    """
    text = _PERCENT.sub(" phần trăm", _TENS.sub(_counted, text))
    text = _SUMS.sub(f" {SUM} ", text)
    text = _UNITS.sub(lambda found: f"{found[1]} {_UNIT.get(found[2], found[2])}", text)
    return _GLUED.sub(r"\1 \2", text)


def _counted(found: re.Match[str]) -> str:
    tens = _DIGITS[found["tens"]] if found["tens"] else 1
    ones = _DIGITS[found["ones"]] if found["ones"] else 0
    return str(tens * 10 + ones)
