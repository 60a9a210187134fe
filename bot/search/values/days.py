"""Days and months as people type them: "25/12", "ngày mai", "thứ hai", "tháng 5 năm 1970"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.domain.text import fold
from bot.words import YearMonth

AHEAD = {
    "hom kia": -2, "hom qua": -1, "ngay hom qua": -1, "yesterday": -1,
    "hom nay": 0, "bua nay": 0, "today": 0, "mai": 1, "ngay mai": 1, "tomorrow": 1, "mot": 2, "ngay mot": 2,
    "ngay kia": 2, "tuan sau": 7,
}  # fmt: skip
WEEKDAYS = {
    "thu hai": 0, "thu 2": 0, "t2": 0, "thu ba": 1, "thu 3": 1, "t3": 1, "thu tu": 2, "thu 4": 2, "t4": 2,
    "thu nam": 3, "thu 5": 3, "t5": 3, "thu sau": 4, "thu 6": 4, "t6": 4, "thu bay": 5, "thu 7": 5, "t7": 5,
    "chu nhat": 6, "cn": 6,
}  # fmt: skip


def read_day(typed: str, today: date) -> date | None:
    """The day meant, or None; one without a year is the next such day from `today` on."""
    text = re.sub(r"^(da |a )?(ngay (?=\d))?", "", fold(typed).strip(" .!,"))
    if text in AHEAD:
        return today + timedelta(days=AHEAD[text])
    if text in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS[text] - today.weekday() - 1) % 7 + 1)
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    match = re.fullmatch(r"(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})(?:\s*(?:[/.-]|nam)\s*(\d{4}|\d{2}))?", text)
    if not match:
        return None
    day, month = int(match[1]), int(match[2])
    if match[3]:
        return _date(int(match[3]) + (2000 if len(match[3]) == 2 else 0), month, day)
    this_year = _date(today.year, month, day)
    return this_year if this_year and this_year >= today else _date(today.year + 1, month, day)


def read_month(typed: str) -> YearMonth | None:
    """The month meant, its year in four digits; None for what is no month between 1900 and 2199."""
    text = re.sub(r"^(da |sinh )*(thang )?", "", fold(typed).strip(" .!,"))
    match = re.fullmatch(r"(?:\d{1,2}\s*[/.-]\s*)?(\d{1,2})\s*(?:[/.-]|nam|\s)\s*(\d{4})", text)
    if not match or not 1 <= int(match[1]) <= 12 or not 1900 <= int(match[2]) <= 2199:
        return None
    return YearMonth(int(match[2]), int(match[1]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
