"""Finds sums, percentages, ages and durations that an editor typed where a figure belongs.

Digits and words are found alike: "15 năm", "mười lăm năm", "1tr5". "Một năm", "nửa năm", "mấy tháng" are plain speech.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FINE = re.compile(
    r"https?://\S+|www\.\S+"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{4}"
    r"|\d+/\d{4}/[\w-]+|\d+/[\w-]*(?:NĐ|QĐ|TT|QH|NQ|CV|BHXH)[\w-]*"
    r"|\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|(?<!\d\s)\btháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
    r"|\b(?:năm|in|from|since|before|after|until|year)\s+(?:19|20)\d\d\b(?!\s*(?:đồng|dong|đ\b))",
    re.IGNORECASE,
)
_NUMBER = r"(?<![\w,.])\d[\d.,]*"
_GROUPS = r"(?<![\w,.])\d{1,3}(?:[., ]\d{3})+(?!\d)"
_ONE = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
_TENS = rf"(?:(?i:{_ONE}\s+mươi)|mười)(?:\s+(?:{_ONE}|mốt|tư|lăm))?"
# Small letters only, and not before "nay": Hai, Ba, Năm … are people's names in the South, "ba" is a father,
# and "năm" is a year before it is a five.
_SPELLED = rf"\b(?:{_TENS}|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|năm(?=\s+(?:năm|tuổi|phần)\b))(?:\s+rưỡi)?\s+"
_NOT_NOW = r"(?!\s+(?:nay|này|qua|rồi|trước|sau|ngoái)\b)"
_ENGLISH_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ENGLISH_ONES = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|eighteen)"
_ENGLISH = rf"\b(?:{_ENGLISH_TENS}(?:[\s-]+(?:one|{_ENGLISH_ONES}))?|{_ENGLISH_ONES})[\s-]+"
PHONE = "số điện thoại"
_KINDS = (
    (PHONE, re.compile(r"\b1[89]00[ .]?\d{2,6}\b|(?<![\w,.])(?:\+84|\(?0)\d{0,3}\)?(?:[ .-]?\d){6,10}\b")),
    (
        "số tiền",
        re.compile(rf"(?:{_GROUPS}|{_NUMBER})\s*(?:đồng|đ|vnđ|vnd|nghìn|ngàn|dong|thousand|million|billion)\b", re.I),
    ),
    ("số tiền", re.compile(_NUMBER + r"\s*(?:triệu|tỷ|tỉ|tr|k)(?:\s*\d{1,3})?\b", re.I)),
    ("số tiền", re.compile(rf"{_GROUPS}|(?<![\w,.])\d{{5,}}(?![\w%])")),
    (
        "số tiền",
        re.compile(
            rf"\b(?:{_TENS}|{_ONE})(?:\s+(?:{_ONE}|mươi|trăm|linh|lẻ))*\s+(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng(?!\s+(?:ý|thời)))\b"
        ),
    ),
    ("số tiền", re.compile(_ENGLISH + r"(?:hundred\s+)?(?:thousand|million|dong)\b", re.I)),
    ("phần trăm", re.compile(_NUMBER + r"\s*(?:%|phần\s+trăm|percent|per\s+cent)", re.I)),
    ("phần trăm", re.compile(rf"{_SPELLED}phần\s+trăm\b|(?i:{_ENGLISH}(?:percent|per\s+cent)\b)")),
    ("tuổi", re.compile(_NUMBER + r"[\s-]*(?:tuổi|years?[\s-]+(?:old|of\s+age))\b", re.I)),
    ("tuổi", re.compile(rf"{_SPELLED}tuổi\b|\b(?i:tuổi\s+\d{{1,3}}|aged?\s+(?:of\s+)?\d{{1,3}})\b")),
    (
        "thời gian",
        re.compile(_NUMBER + r"[\s-]*(?:năm|tháng|tuần|ngày|giờ|years?|months?|weeks?|days?|hours?)\b", re.I),
    ),
    (
        "thời gian",
        re.compile(
            rf"{_SPELLED}(?:năm|tháng|tuần|ngày|giờ)\b{_NOT_NOW}|(?i:{_ENGLISH}(?:years?|months?|weeks?|days?|hours?)\b)"
        ),
    ),
    ("số lần", re.compile(_NUMBER + r"\s*(?:lần|times)\b", re.I)),
)
# Most answers have no digit left here, and need only be read for numbers in words.
_DIGIT = re.compile(r"\d")
_IN_WORDS = tuple((kind, regex) for kind, regex in _KINDS if _ONE in regex.pattern or _ENGLISH in regex.pattern)


def bare_numbers(text: str, phones: Collection[str] = ()) -> Iterator[tuple[int, str, str]]:
    """Offset in `text`, what kind of number, and the number as written; each place once.

    phones  the figures of those that may be typed
    """
    rest = _FINE.sub(_blank, _JINJA.sub(_blank, text))
    for kind, pattern in _KINDS if _DIGIT.search(rest) else _IN_WORDS:
        found = list(pattern.finditer(rest))
        yield from ((one.start(), kind, one[0]) for one in found if kind != PHONE or figures_of(one[0]) not in phones)
        if found:
            rest = pattern.sub(_blank, rest)


def figures_of(phone: str) -> str:
    """The figures of a phone number as it is dialled within the country, however it is written."""
    figures = re.sub(r"\D", "", phone)
    return f"0{figures[2:]}" if figures.startswith("84") and len(figures) > 10 else figures


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "·", match[0])
