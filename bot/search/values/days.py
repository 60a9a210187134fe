"""Days and months as people type them: "25/12", "ngày mai", "5/1970", "từ 3/2019 tới nay"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.text import fold
from bot.search.text.insurances import kind_of
from bot.search.values.counts import Length, Rough
from bot.search.values.sentence import Sentence, Taken
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

_LAST_YEARS = {"nay": 0, "ngoai": 1, "roi": 1, "kia": 2}
_MONTH = (
    r"(?:(?:dau|giua|cuoi|hoi|luc|khoang|thang|t|nam)\s*)*(?:(?P<{0}_month>\d{{1,2}})\s*(?:[/.-]|nam(?=\s*\d)|\s)\s*)?"
    r"(?P<{0}_year>(?:19[89]|20\d)\d(?!\d)|nam\s+(?:nay|ngoai|roi|kia)\b)"
)
_PAYS = r"(?:dong|tham gia|mua|lam|bhxh|bao hiem|tu nguyen|bat buoc|cong ty|cty)"
_STRETCH = re.compile(
    rf"\b(?:(?:tu|since|from|bat dau(?:\s+{_PAYS})*)\s+|{_PAYS}\s+(?:hoi|nam|luc)\s+(?=\d)"
    rf"|{_PAYS}\s+(?:thang\s+)?(?=\d{{1,2}}[/-]\d{{4}}\s*(?:cho\s+)?(?:den|toi|-|to|until)\b)){_MONTH.format('first')}"
    rf"(?:\s*(?:cho\s+)?(?:den|toi|-|–|to|until)\s*(?:het\s+|gan\s+)?"
    rf"(?:(?P<now>nay|bay gio|gio|hien tai|hien nay|now)\b|{_MONTH.format('last')}))?"
)
_PAID = re.compile(rf"\b{_PAYS}\b|\bpa(?:id|ying)\b")
_STOPPED = re.compile(r"\b(?:nghi|ngung|bo|dung|thoi|stopped)\b")


def stretches(sentence: Sentence, today: date) -> Iterator[Taken[Length]]:
    """Months paid from one month to another, both included; of mere years they are `Rough`.

    Without an end it is until `today`, unless somebody has stopped.
    """
    plain = sentence.plain
    for found in _STRETCH.finditer(plain):
        before, behind = plain[max(0, found.start() - 40) : found.start()], plain[found.end() : found.end() + 40]
        open_end = not (found["now"] or found["last_year"])
        if not _PAID.search(f"{before} {found[0]}") or (open_end and _STOPPED.search(plain)):
            continue
        first = _month_of(found, "first", 1, today)
        last = YearMonth(today.year, today.month) if open_end or found["now"] else _month_of(found, "last", 12, today)
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if first <= YearMonth(today.year, today.month) and months > 0:
            exact = found["first_month"] and (found["last_month"] or not found["last_year"])
            kind = kind_of(before, behind)
            yield Taken(Length(months if exact else Rough(months), "paid", kind), found.start(), found.end())


def _month_of(found: re.Match[str], which: str, otherwise: int, today: date) -> YearMonth:
    """The month that is named, `otherwise` of a year alone; "năm ngoái" is last year."""
    said = found[f"{which}_year"]
    year = int(said) if said.isdigit() else today.year - _LAST_YEARS[said.split()[-1]]
    month = int(found[f"{which}_month"] or otherwise)
    return YearMonth(year, month if 1 <= month <= 12 else otherwise)


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
