"""A day within a sentence: "sáng thứ bảy tuần sau", "thứ tư ngày 2/12", "mùng 5 tết".

Patterns are written with accents; in a sentence without any they are read without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar import tet
from bot.search.text.letters import fold
from bot.search.values.clocks import NUMBER, PART, WORDS, finditer, number, search
from bot.search.values.days import AHEAD, WEEKDAYS

_HONOURED = "".join(
    f"(?<!{one} )" for one in ("ông", "bà", "cô", "chú", "bác", "dì", "cậu", "dượng", "anh", "chị", "em", "út", "thím")
)
_WEEKDAY = r"(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|chúa nhật|cn|t[2-7])"
_AHEAD = (
    rf"(?P<ahead>(?:hôm|bữa|sáng|trưa|chiều|tối) nay|hôm qua|hôm kia|{_HONOURED}mai|{_HONOURED}mốt|ngày kia"
    rf"|(?P<later>{NUMBER})\s+(?P<unit>ngày|tuần|bữa) nữa)"
)
# Numbers of houses and names of streets look like days.
_STREET = "".join(f"(?<!{one} )" for one in ("đường", "số", "hẻm", "ngõ", "kiệt", "lô", "nhà", "tổ"))
_NUMERIC = (
    rf"{_STREET}(?P<d>\d{{1,2}})\s*(?:[/.-]|tháng)\s*(?P<m>1[0-2]|0?[1-9])(?![\d:])"
    r"(?:\s*(?:[/.-]|năm)\s*(?P<y>\d{4}|\d{2})(?![\dgh:]))?"
)
_SPELLED = rf"(?P<sd>{NUMBER})\s+tháng\s+(?P<sm>{NUMBER})(?:\s+năm\s+(?P<sy>\d{{4}}))?"
_ISO = r"(?P<iso>\d{4}-\d\d-\d\d)"
_TET = rf"(?:mùng|mồng|ngày|ngày mùng|ngày mồng)\s+(?P<tet>{NUMBER})\s+tết\b|(?P<eve>30|ba mươi)\s+tết\b"
_NEW_YEAR = r"(?P<first>tết (?:dương lịch|tây))"
_OF_MONTH = rf"(?:ngày|hôm|mùng|mồng)\s+(?:mùng\s+|mồng\s+)?(?P<dom>\d{{1,2}}|{WORDS})(?!\s*(?:ngày|người|tiếng))"
_DATE = rf"(?:{_ISO}|{_TET}|{_NEW_YEAR}|(?:(?:ngày|hôm|mùng|mồng)\s+)*(?:{_NUMERIC}|{_SPELLED})|{_OF_MONTH})"
_SOLAR = r"(?:\s+(?:dương lịch|dương|dl|tây|này)\b)?"
_NEXT = r"(?:\s+(?P<next>tuần (?:sau|tới))\b(?P<again>\s+nữa\b)?|\s+(?P<this>tuần này)\b|\s+(?:này|tới)\b)?"
_BEFORE = rf"(?:\bvào\s+)?(?:{PART}\s+)?(?:\bngày\s+)?(?<![\w/-])"
_WEEK = rf"{_BEFORE}(?P<weekday>{_WEEKDAY})(?![\w/]){_NEXT}"
_OTHER = rf"{_BEFORE}(?:{_AHEAD}(?![\w/])|{_DATE}(?![\w/]){_SOLAR}\)?)"
# Days of the moon's calendar, of which nobody but Tết knows here which ones they are.
_MOON = (
    r"\(?(?:\bnhằm\s+)?(?:\b(?:ngày|mùng|mồng|rằm)\s+)*(?:\d{1,2}\s*(?:[/-]|tháng)\s*\d{1,2}|\d{1,2}|\brằm)?\s*"
    r"(?:\b(?:âm lịch|âl)\b|\btháng (?:giêng|chạp)\b|(?<=rằm )tháng\s*\d{1,2})(?:\s+(?:âm lịch|âl)\b)?\)?"
)
_VAGUE = r"\b(?:(?:đầu|giữa|cuối)\s+)?(?:tuần|tháng) (?:này|sau|tới)\b(?:\s+nữa\b)?|\bcuối (?:tuần|tháng)\b"


@dataclass(frozen=True)
class NamedDay:
    """A day as a sentence names it.

    day       None where it cannot be told which one is meant
    part      of the day, where it is named beside it
    odd       a date that is said to be another weekday than it is
    moon      whether a day of the moon's calendar is named
    spans     where in the text all of that is
    """

    day: date | None = None
    part: str = ""
    odd: date | None = None
    moon: bool = False
    spans: tuple[tuple[int, int], ...] = ()


def day_in(text: str, has_accents: bool, today: date) -> NamedDay:
    """The day that a text in lower case names; one without a year is the next such day."""
    spans = [one.span() for one in finditer(_MOON, text, has_accents)]
    moon = bool(spans)
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    weeks = finditer(_WEEK, text, has_accents)
    others = [(one, day) for one in finditer(_OTHER, text, has_accents) if (day := _read(one, today)) is not None]
    dated = ((one, day) for one, day in others if not one["ahead"])
    both = ((week, one, day) for one, day in dated for week in weeks if _joined(week, one, text))
    if found := next(both, None):
        week, named, day = found
        odd = day if day.weekday() != _weekday(week) else None
        spans = [*spans, week.span(), named.span()]
        return NamedDay(None if odd else day, _part(week) or _part(named), odd, False, tuple(spans))
    known = sorted([*others, *((one, _coming(one, today)) for one in weeks)], key=lambda one: one[0].start())
    if not known:
        vague = search(_VAGUE, text, has_accents)
        return NamedDay(moon=moon, spans=(*spans, *((vague.span(),) if vague else ())))
    # "Số 30/4 ngày 5/12": which one is called a day is one.
    named, day = next((each for each in known if re.search("ng[aà]y", each[0][0])), known[0])
    return NamedDay(day, _part(named), None, False, (*spans, named.span()))


def _joined(week: re.Match[str], dated: re.Match[str], text: str) -> bool:
    """Whether a weekday comes before a date, and nothing between them."""
    return week.end() <= dated.start() and not text[week.end() : dated.start()].strip(" ,(")


def _read(named: re.Match[str], today: date) -> date | None:
    said = named.groupdict()
    if said["ahead"] is None:
        return _date(said, today)
    if said["later"]:
        return today + timedelta(days=number(said["later"]) * (7 if said["unit"] in {"tuần", "tuan"} else 1))
    ahead = fold(" ".join(said["ahead"].split()))
    return today if ahead.endswith(" nay") else today + timedelta(days=AHEAD[ahead])


def _weekday(named: re.Match[str]) -> int:
    said = fold(" ".join(named["weekday"].split())).replace("chua nhat", "cn")
    return WEEKDAYS[re.sub(r"^thu(?=\d)", "thu ", said)]


def _coming(named: re.Match[str], today: date) -> date:
    """The next such weekday; one of this or next week is reckoned from Monday on."""
    weekday, monday = _weekday(named), today - timedelta(days=today.weekday())
    if named["next"]:
        return monday + timedelta(days=7 + weekday + (7 if named["again"] else 0))
    if named["this"]:
        return monday + timedelta(days=weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _date(said: dict[str, str | None], today: date) -> date | None:
    """The date of a match; without a month or a year the next one."""
    if said["iso"]:
        return _valid(*map(int, said["iso"].split("-")))
    if said["tet"] or said["eve"]:
        return _of_tet(number(said["tet"]) if said["tet"] else 0, today)
    if said["first"]:
        return date(today.year + 1, 1, 1)
    if said["dom"]:
        months = ((today.year + (today.month + each - 1) // 12, (today.month + each - 1) % 12 + 1) for each in range(3))
        days = (_valid(year, month, number(said["dom"])) for year, month in months)
        return next((day for day in days if day is not None and day >= today), None)
    day, month = number(said["d"] or said["sd"] or ""), number(said["m"] or said["sm"] or "")
    if year := said["y"] or said["sy"]:
        return _valid(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = _valid(today.year, month, day)
    return this_year if this_year and this_year >= today else _valid(today.year + 1, month, day)


def _of_tet(day: int, today: date) -> date | None:
    """That day of the next Tết, its eve for 0; nobody counts on beyond the tenth."""
    if day > 10:
        return None
    days = (first + timedelta(days=day - 1) for year in (today.year, today.year + 1) if (first := tet(year)))
    return next((one for one in days if one >= today), None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _part(named: re.Match[str]) -> str:
    """The part of the day that is named beside the day, or within it ("tối nay")."""
    within = fold(named.groupdict().get("ahead") or "-").split()[0]
    return fold(named["part"] or "") or (within if within in {"sang", "trua", "chieu", "toi"} else "")
