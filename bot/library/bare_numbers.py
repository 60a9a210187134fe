"""Finds sums of money, percentages, ages and durations that an editor typed in, where a figure belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FINE = re.compile(
    r"https?://\S+|www\.\S+"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{4}"
    r"|\d+/\d{4}/[\w-]+|\d+/[\w-]*(?:NĐ|QĐ|TT|QH|NQ|CV|BHXH)[\w-]*"
    r"|\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|\btháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
    r"|\b(?:năm|in|from|since|before|after|until|year)\s+(?:19|20)\d\d\b(?!\s*(?:đồng|dong|đ\b))",
    re.IGNORECASE,
)
_NUMBER = r"(?<![\w,.])\d[\d.,]*"
_KINDS = (
    (
        "số tiền",
        re.compile(
            _NUMBER + r"\s*(?:đồng|đ|vnđ|vnd|nghìn|ngàn|triệu|tỷ|tỉ|tr|k|dong|thousand|million|billion)\b", re.I
        ),
    ),
    ("số tiền", re.compile(r"(?<![\w,.])\d{1,3}(?:[.,]\d{3})+(?!\d)")),
    ("phần trăm", re.compile(_NUMBER + r"\s*(?:%|phần\s+trăm|percent|per\s+cent)", re.I)),
    ("tuổi", re.compile(_NUMBER + r"[\s-]*(?:tuổi|years?[\s-]+(?:old|of\s+age))\b", re.I)),
    ("thời gian", re.compile(_NUMBER + r"[\s-]*(?:năm|tháng|tuần|ngày|years?|months?|weeks?|days?)\b", re.I)),
    ("số điện thoại", re.compile(r"\b1[89]00[ .]?\d{2,6}\b|\b0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}\b")),
)


def bare_numbers(text: str) -> Iterator[tuple[int, str, str]]:
    """Offset in `text`, what kind of number, and the number as written; each place once."""
    rest = _FINE.sub(_blank, _JINJA.sub(_blank, text))
    for kind, pattern in _KINDS:
        for match in pattern.finditer(rest):
            yield match.start(), kind, match[0]
        rest = pattern.sub(_blank, rest)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "·", match[0])
