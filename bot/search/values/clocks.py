"""Hours of a day within a sentence: "8g30 tới 10g", "2 giờ rưỡi chiều", "7h kém 15".

Patterns are written with accents; in a sentence without any they are read without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import lru_cache

from bot.search.text.letters import fold
from bot.search.values.counts import counted

# Where accents are typed they count: "tối" is no "tới".
PART = r"\b(?:(?:buổi|xế|giữa|đầu giờ|cuối)\s+)?(?P<part>sáng|trưa|chiều|tối)\b(?:\s+sớm\b)?"
_ONES = r"một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín"
#: A number below 100, in digits or in words.
WORDS = rf"(?:(?:hai|ba|bốn|năm)\s+mươi|mười)(?:\s+(?:{_ONES}))?|{_ONES}"
NUMBER = rf"(?:\d{{1,2}}(?!\d)|\b(?:{WORDS})\b)"
_MINUTES = (
    rf"\s*kém\s*(?P<less>{NUMBER})|\s*(?P<minute>[0-5]\d)(?![\d/])|\s*(?P<spelled>{WORDS})(?=\s+phút\b)"
    r"|\s*(?P<half>rưỡi)\b"
)
_SHARP = r":(?P<sharp>[0-5]\d)(?!\d)|\.(?P<dotted>00|15|30|45)(?![\d./])|(?=[ap]m\b)"
_CLOCK = (
    rf"(?:(?:(?<![\d/.,])(?P<hour>\d{{1,2}})\s*(?:(?:g|h|giờ)(?=\s*(?:rưỡi|kém)\b|[\W\d_]|$)|(?=rưỡi\b))"
    rf"|\b(?P<said>{WORDS})\s+giờ\b)(?:{_MINUTES})?|(?<![\d/.,])(?P<digits>\d{{1,2}})\s*(?:{_SHARP}))"
    rf"(?:\s*(?:phút|ph|p)\b|')?(?:\s*(?:{PART}(?!\s*\d{{1,2}}\s*[gh:]|\s+nay\b)|(?P<english>[ap]m)\b))?"
)
_TO = r"\s*,?\s*(?:-|–|\bđến\b|\btới\b|\bkết thúc\b|\bxong\b|\bnghỉ\b)(?:\s+(?:khoảng|lúc)\b)?\s*"
# An hour without a unit is one only before another that has it: "8-10g", but neither "ấp 8 - 10g" nor "thứ 7 - 9g".
_BARE = rf"(?<![\d/.:-])(?<!thứ )(?<!ấp )(?<!khóm )(?<!tổ )(?<!số )(?P<hour>\d{{1,2}}){_TO}$"
_BEFORE = rf"(?:\b(?:lúc|từ|vào|khoảng|tầm|chừng|bắt đầu)\s+)*(?:{PART}\s+)?$"
_LASTS = (
    rf"\s*,?\s*(?:\b(?:kéo dài|trong vòng|trong|dài|họp)\s+(?:khoảng\s+)?)?(?P<many>{NUMBER}|\d{{3}})\s*"
    r"(?:tiếng\b(?:\s+đồng hồ\b)?(?:\s+(?P<half>rưỡi)\b)?|(?P<minutes>phút)\b)"
)
# A bare "2 giờ" is in the afternoon; nobody meets at night.
_FIRST_HOUR = 5
_ENGLISH = {"am": "sang", "pm": "chieu"}


@dataclass(frozen=True)
class Hours:
    """From when to when, and the part of the day; `start` and `end` are its place in the text."""

    start: int = 0
    end: int = 0
    part: str = ""
    first: re.Match[str] | None = None
    last: re.Match[str] | None = None
    lasts: re.Match[str] | None = None

    def between(self, part: str) -> tuple[time | None, time | None]:
        """Both times of the day; `part` of it holds where none is named beside the hours."""
        part = self.part or part
        starts = self.first and _clock(self.first, part)
        if not starts:
            return None, None
        if self.lasts is not None:
            return starts, _later(starts, self.lasts)
        ends = self.last and _clock(self.last, fold(self.last["part"] or "") or part, after=starts)
        return starts, ends if ends and ends > starts else None


def hours_in(text: str, has_accents: bool) -> Hours:
    """The first hours of a text in lower case."""
    clocks = finditer(_CLOCK, text, has_accents)
    first = next((one for one in clocks if _clock(one, "") is not None), None)
    if first is None:
        return Hours()
    last, lasts, start, end = None, None, first.start(), first.end()
    if (to := search(_TO, text, has_accents, end, here=True)) and (
        ends := search(_CLOCK, text, has_accents, to.end(), here=True)
    ):
        last, end = ends, ends.end()
    elif lasts := search(_LASTS, text, has_accents, end, here=True):
        end = lasts.end()
    elif bare := search(_BARE, text[:start], has_accents):
        first, last, start = bare, first, bare.start()
    before = search(_BEFORE, text[:start], has_accents)
    assert before is not None, "it may be empty"
    return Hours(before.start(), end, _part(first, last, before), first, last, lasts)


def finditer(pattern: str, text: str, has_accents: bool) -> list[re.Match[str]]:
    """All that fits the pattern, read with accents or without."""
    return list(_compiled(pattern, has_accents).finditer(text))


def search(pattern: str, text: str, has_accents: bool, start: int = 0, *, here: bool = False) -> re.Match[str] | None:
    """What fits first from `start` on, or just `here`."""
    compiled = _compiled(pattern, has_accents)
    return compiled.match(text, start) if here else compiled.search(text, start)


def number(word: str) -> int:
    """The value of `NUMBER`."""
    return counted(fold(" ".join(word.split())))


@lru_cache(maxsize=64)
def _compiled(pattern: str, has_accents: bool) -> re.Pattern[str]:
    return re.compile(pattern if has_accents else fold(pattern))


def _part(*found: re.Match[str] | None) -> str:
    """The part of the day that the first of them names."""
    groups = [one.groupdict() for one in found if one]
    english = (_ENGLISH.get(one.get("english") or "", "") for one in groups)
    return next(filter(None, (*(fold(one.get("part") or "") for one in groups), *english)), "")


def _clock(found: re.Match[str], part: str, after: time | None = None) -> time | None:
    """That time of the day; without a part of it, the one at which people meet."""
    said = found.groupdict()
    hour = number(said["hour"] or said.get("said") or said["digits"] or "")
    is_later = part in {"chieu", "toi"} or (part == "trua" and hour < 10) or (not part and hour < _FIRST_HOUR)
    minute = _minute(said)
    if hour < 12 and (is_later or (after is not None and (hour, minute) <= (after.hour, after.minute))):
        hour += 12
    minutes = hour * 60 + minute
    return time(*divmod(minutes, 60)) if 0 <= minutes < 24 * 60 and minute < 60 else None


def _minute(said: dict[str, str | None]) -> int:
    """Minutes after the hour, fewer than none before it."""
    if said.get("half"):
        return 30
    if less := said.get("less"):
        return -number(less)
    typed = said.get("minute") or said.get("sharp") or said.get("dotted") or said.get("spelled")
    return number(typed) if typed else 0


def _later(starts: time, lasts: re.Match[str]) -> time | None:
    """When it ends that lasts so long; None where that is another day, or no time at all."""
    many = number(lasts["many"])
    minutes = many if lasts["minutes"] else many * 60 + (30 if lasts["half"] else 0)
    end = starts.hour * 60 + starts.minute + minutes
    return time(*divmod(end, 60)) if minutes and end < 24 * 60 else None
