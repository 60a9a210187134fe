"""Where and when something takes place, in one go: "chợ Mỹ Long sáng thứ bảy 8g30 tới 10g"."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from bot.domain.meetings import Occasion
from bot.search.text.letters import fold
from bot.search.values.days import WEEKDAYS, read_day
from bot.search.values.sentence import Sentence, Taken

# Where accents are typed they count: "bà Thu Ba" is no Tuesday, "tối" no "tới".
_PART = r"\b(?:buổi\s+)?(?P<part>sáng|trưa|chiều|tối)\b"
_CLOCK = (
    r"(?<![\d/.,])(?P<hour>\d{1,2})\s*(?:(?:g|h|giờ)(?:\s*(?P<minute>[0-5]\d)(?!\d)|\s*(?P<half>rưỡi)\b|(?![^\W\d_]))"
    rf"|:(?P<sharp>[0-5]\d)(?!\d))(?:\s*{_PART}(?!\s*\d{{1,2}}\s*[gh:]|\s+nay\b))?"
)
_TO = r"\s*(?:-|–|\bđến\b|\btới\b)\s*"
# An hour without a unit is one only before another that has it: "8-10g", but neither "ấp 8 - 10g" nor "thứ 7 - 9g".
_BARE = rf"(?<![\d/.:-])(?<!thứ )(?<!ấp )(?<!khóm )(?<!tổ )(?<!số )(?P<hour>\d{{1,2}}){_TO}$"
_BEFORE = rf"(?:\b(?:lúc|từ|vào)\s+)*(?:{_PART}\s+)?$"
_NAMED = (
    r"thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|cn|t[2-7]|(?:hôm|sáng|trưa|chiều|tối) nay"
    r"|hôm qua|hôm kia|(?<!bà )(?<!cô )mai|mốt|ngày kia"
)
_DATE = r"(?<!đường )\d{1,2}\s*(?:[/-]|tháng)\s*\d{1,2}(?:\s*(?:[/-]|năm)\s*\d{4})?|\d{4}-\d\d-\d\d"
_DAY = (
    rf"(?:\bvào\s+)?(?:{_PART}\s+)?(?:\bngày\s+)?(?<![\w/-])(?P<day>{_NAMED}|{_DATE})(?![\w/])"
    r"(?:\s+(?P<next>tuần (?:sau|tới))\b|\s+(?:tuần )?(?:này|tới)\b)?"
)
_NO_PLACE = re.compile(
    r"^(?:(?:o|tai|luc|vao|sang|qua|den)\s+)+(?=\S)|(?:(?:^|[\s,]+)(?:luc|vao|ngay|tu|o|tai|sang|qua))+$"
)
# A bare "2 giờ" is in the afternoon; nobody meets at night.
_FIRST_HOUR = 5


def read_occasion(typed: str, today: date, part: str = "") -> Occasion:
    """What is said of place, day and hours; a day without a year is the next such day.

    part    of the day that is meant where none is named, as in Occasion
    """
    sentence = Sentence.of(typed)
    text = "".join(one if len(one) == 1 else old for old in sentence.typed for one in [old.lower()])
    has_accents = text != sentence.plain
    first, last, start, end, with_hours = _hours(text, has_accents)
    rest = text[:start] + " " * (end - start) + text[end:]
    named = _search(_DAY, rest, has_accents)
    taken = [Taken(None, start, end)] if end else []
    day = None
    if named is not None:
        day = _day(named, today)
        taken += [Taken(None, *named.span())] if day else []
    part = with_hours or (_part(named) if named else "") or part
    starts = first and _clock(first, part)
    ends = last and _clock(last, fold(last["part"] or "") or part, after=starts)
    place = Sentence(sentence.without(taken))
    edges = [Taken(None, *found.span()) for found in _NO_PLACE.finditer(place.plain)]
    ends = ends if starts and ends and ends > starts else None
    return Occasion(place.without(edges), day, starts, ends, "" if starts else part)


def _search(pattern: str, text: str, has_accents: bool, start: int = 0, *, here: bool = False) -> re.Match[str] | None:
    compiled = re.compile(pattern if has_accents else fold(pattern))
    return compiled.match(text, start) if here else compiled.search(text, start)


def _hours(text: str, has_accents: bool) -> tuple[re.Match[str] | None, re.Match[str] | None, int, int, str]:
    """Its start and end, the stretch of the text that says so, and the part of the day."""
    first = _search(_CLOCK, text, has_accents)
    if first is None:
        return None, None, 0, 0, ""
    last, start, end = None, first.start(), first.end()
    if (to := _search(_TO, text, has_accents, end, here=True)) and (
        ends := _search(_CLOCK, text, has_accents, to.end(), here=True)
    ):
        last, end = ends, ends.end()
    elif bare := _search(_BARE, text[:start], has_accents):
        first, last, start = bare, first, bare.start()
    before = _search(_BEFORE, text[:start], has_accents)
    assert before is not None, "it may be empty"
    parts = (found["part"] for found in (first, last, before) if found and "part" in found.groupdict())
    return first, last, before.start(), end, fold(next(filter(None, parts), ""))


def _clock(found: re.Match[str], part: str, after: time | None = None) -> time | None:
    """That time of the day; without a part of it, the one at which people meet."""
    said = found.groupdict()
    hour, minute = int(said["hour"]), 30 if said.get("half") else int(said.get("minute") or said.get("sharp") or 0)
    is_later = part in {"chieu", "toi"} or (part == "trua" and hour < 10) or (not part and hour < _FIRST_HOUR)
    if hour < 12 and (is_later or (after is not None and (hour, minute) <= (after.hour, after.minute))):
        hour += 12
    return time(hour, minute) if hour < 24 else None


def _part(named: re.Match[str]) -> str:
    """The part of the day that is named beside the day, or within it ("tối nay")."""
    within = fold(named["day"]).split()[0]
    return fold(named["part"] or "") or (within if within in {"sang", "trua", "chieu", "toi"} else "")


def _day(named: re.Match[str], today: date) -> date | None:
    """The day that is named; a weekday of next week is reckoned from Monday on."""
    said = fold(" ".join(named["day"].split()))
    if said.endswith(" nay"):
        return today
    if named["next"] and said in WEEKDAYS:
        return today + timedelta(days=7 - today.weekday() + WEEKDAYS[said])
    return read_day(said, today)
