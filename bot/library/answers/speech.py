"""A message as a voice should say it: sums, dates, shares and short forms in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.lazy import lazily
from bot.words import FIRST

num2words: Callable[..., str] = lazily("num2words", "num2words")

SHORT = {
    "BHXH TN": "bảo hiểm xã hội tự nguyện",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "TN": "tự nguyện",
    "UBND": "ủy ban nhân dân",
    "NĐ": "nghị định",
    "QĐ": "quyết định",
    "CCCD": "căn cước công dân",
}
THOUSANDS = ("", " nghìn", " triệu", " tỷ")
_DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_MONTH = re.compile(r"(tháng )?(?<![\d/])(1[0-2]|0?[1-9])/(\d{4})(?![\d/])")
_DOCUMENT = re.compile(r"(\d+)/(\d{4})/[A-ZĐ][\w-]*", re.IGNORECASE)
_SUM = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d+))?(?![\d.]*\d)")
_RANGE = re.compile(r"(?<=\d)(?: – |–|-)(?=\d)")
_CLOCK = re.compile(r"\b(\d{1,2})[hH](\d{2})?\b")
_FOURTH = re.compile(r"\b(tháng|thứ) 4\b(?!/)", re.IGNORECASE)
_DONG = re.compile(r"(?<=\d) ?đ\b")
_PHONE = re.compile(r"(?<![\d.,])(?:0|1[89]00)(?:[ .]?\d){4,10}(?![\d.,/]*\d)")
_SHORT = re.compile(r"\b(" + "|".join(SHORT) + r")\b")
_SIGNS = {"%": " phần trăm", "×": " nhân ", "÷": " chia ", "=": " bằng ", "−": " trừ ", "–": ", "}
_UNSAID = str.maketrans("", "", "•“”")
_LINKS = re.compile(r"https?://\S+")


def spoken(text: str, language: str) -> str:
    """What is read aloud for `text`; in other languages voices know numbers themselves."""
    text = _LINKS.sub("", text)
    if language != FIRST:
        return re.sub(r"(?<=\d)\.(?=\d{3}\b)", ",", text.translate(_UNSAID))
    text = _PHONE.sub(lambda found: _digits(found[0]), text)
    text = _DOCUMENT.sub(lambda found: f"số {in_words(int(found[1]))} năm {in_words(int(found[2]))}", text)
    text = _DATE.sub(lambda found: f"{int(found[1])} tháng {int(found[2])} năm {found[3]}", text)
    text = _MONTH.sub(lambda found: f"tháng {int(found[2])} năm {found[3]}", text)
    # The fourth of months and weekdays has a name of its own.
    text = _FOURTH.sub(r"\1 tư", text)
    text = _CLOCK.sub(lambda found: f"{int(found[1])} giờ" + (f" {int(found[2])}" if found[2] else ""), text)
    text = _RANGE.sub(" đến ", _DONG.sub(" đồng", text))
    text = text.replace("đồng/tháng", "đồng một tháng")
    text = _SUM.sub(_number, text)
    text = _SHORT.sub(lambda found: SHORT[found[1]], text)
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    return re.sub(r"[^\S\n]+", " ", text.translate(_UNSAID)).strip()


def in_words(number: int) -> str:
    """A whole number below 10¹² in Vietnamese: 1050 is "một nghìn không trăm năm mươi"."""
    groups = [int(group) for group in f"{number:,}".split(",")]
    said: list[str] = []
    for place, group in zip(range(len(groups) - 1, -1, -1), groups, strict=True):
        if group or number == 0:
            said.append(_group(group, first=not said) + THOUSANDS[place])
    return " ".join(said)


def _group(group: int, *, first: bool) -> str:
    below = num2words(group, lang=FIRST)
    if first or group >= 100:
        return below
    return f"không trăm {below}" if group >= 10 else f"không trăm lẻ {below}"


def _number(found: re.Match[str]) -> str:
    whole = in_words(int(found[1].replace(".", "")))
    return f"{whole} phẩy {_digits(found[2])}" if found[2] else whole


def _digits(text: str) -> str:
    return " ".join(num2words(int(digit), lang=FIRST) for digit in text if digit.isdigit())
