"""Sums of money as people type them: "1tr5", "1,5 triệu", "1.500.000", "một triệu rưỡi"."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from bot.domain.text import fold

DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9,
}  # fmt: skip
SCALES = {
    "ty": 10**9, "ti": 10**9, "trieu": 10**6, "tr": 10**6, "trd": 10**6, "cu": 10**6, "nghin": 1000, "ngan": 1000,
    "ng": 1000, "k": 1000, "million": 10**6, "millions": 10**6, "mil": 10**6, "thousand": 1000, "chai": 10**6,
}  # fmt: skip
FILLERS = {
    "dong", "d", "vnd", "vnđ", "moi", "thang", "mot_thang", "khoang", "tam", "chung", "co", "da", "a", "thoi", "tien",
    "muc", "chon", "dang", "la",
}  # fmt: skip
GROUPED = re.compile(r"\d{1,3}([.,\s]\d{3})+")


def read_amount(typed: str) -> int | None:
    """Whole đồng, or None for what is no sum of money (or says more than a sum)."""
    text = re.sub(r"(/|moi |mot |1 )\s*(thang|th)\b", " ", fold(typed).strip(" .!,"))
    text = re.sub(r"(?<=\d)\s*(dong|d|vnd)\b", " ", text).strip()
    if GROUPED.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    words = re.findall(r"\d+(?:[.,]\d+)*|[a-z]+|\S", text)
    while words and words[0] in FILLERS - {"tam"} | {"khoang"}:
        words.pop(0)
    while words and words[-1] in FILLERS - {"tam"}:
        words.pop()
    if len(words) > 1 and words[0] == "tam" and words[1][0].isdigit():
        words.pop(0)
    try:
        return _sum(words) if words else None
    except (InvalidOperation, ValueError):
        return None


def _sum(words: list[str]) -> int | None:
    """Adds sections such as "2 triệu", "200 nghìn", "rưỡi", the largest scale first."""
    total, last, section = Decimal(0), 0, list[str]()
    for word in words:
        if word in SCALES:
            scale = SCALES[word]
            if last and scale >= last:
                return None
            total += (_number(section) if section else Decimal(1)) * scale
            last, section = scale, []
        elif word == "ruoi" and last and not section:
            total += Decimal(last) / 2
            last = 1
        else:
            section.append(word)
    if section:
        total += _number(section) * _rest_scale(section, last)
    return int(total) if total == int(total) else None


def _rest_scale(section: list[str], last: int) -> Decimal:
    """What a number after the last scale counts: "1tr5" and "1tr500" are 1,500,000."""
    if not last or last == 1:
        return Decimal(1)
    digits = len(section[0]) if section[0].isdigit() else 1
    if digits > 3 or (len(section) > 1 and section[0].isdigit()):
        raise ValueError("more than a sum")
    if not section[0].isdigit() and len(section) > 1:
        return Decimal(last) / 1000
    return Decimal(last) / Decimal(10**digits)


def _number(section: list[str]) -> Decimal:
    """A number in digits ("1,5") or in words ("hai mươi lăm"). Raises ValueError."""
    if len(section) == 1 and section[0][0].isdigit():
        figure = section[0]
        if GROUPED.fullmatch(figure):
            return Decimal(re.sub(r"\D", "", figure))
        return Decimal(figure.replace(",", "."))
    total, unit = 0, None
    for word, following in pairwise([*section, ""]):
        if word == "tram":
            total, unit = total + (1 if unit is None else unit) * 100, None
        elif word in {"muoi", "chuc"}:
            total, unit = total + (1 if unit is None else unit) * 10, None
        elif word in {"linh", "le"} and following:
            continue
        elif unit is None and (word in DIGITS or (word.isdigit() and len(word) < 4)):
            unit = DIGITS[word] if word in DIGITS else int(word)
        elif unit is None and word == "ruoi" and section[-1] == "ruoi" and total >= 100:
            return Decimal(total) + 50
        else:
            raise ValueError(word)
    return Decimal(total + (unit or 0))
