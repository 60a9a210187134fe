"""How somebody pays and until when, as people say it: "đóng 6 tháng tới hết tháng 3"."""

from __future__ import annotations

import re
from datetime import date

from bot.domain.outreach.payments import Method
from bot.domain.text import fold
from bot.words import YearMonth

SAID: tuple[tuple[Method, str], ...] = (
    (Method.MISSING, r"con thieu|nam thieu|thang thieu|missing"),
    (Method.AHEAD, r"nhieu nam|may nam|[2-5] nam|ve sau|tra truoc|years ahead"),
    (Method.YEAR, r"12 thang|mot nam|1 nam|ca nam|hang nam|moi nam|nam mot|yearly|once a year"),
    (Method.HALF, r"6 thang|sau thang|nua nam|six months"),
    (Method.QUARTER, r"3 thang|ba thang|quy|three months"),
    (Method.MONTH, r"hang thang|hag thang|moi thang|tung thang|thang mot|1 thang|mot thang|monthly|every month"),
)
UNTIL = re.compile(
    r"\b(?:toi|den|het|until)(?: (?:het|cuoi))?(?: thang)? (\d{1,2})"
    r"(?:\s*(?:/|-| nam )\s*(\d{4}|\d{2}))?(?!\d| nam| thang)"
)
RECENT = 2


def read_method(typed: str) -> Method | None:
    """How they pay; None where it is not said. What is said of the month until is none of it."""
    text = UNTIL.sub(" ", fold(typed))
    return next((method for method, words in SAID if re.search(rf"\b(?:{words})\b", text)), None)


def read_until(typed: str, today: date) -> YearMonth | None:
    """The last month that is paid; one without a year is the next such month, or one just past."""
    found = UNTIL.search(fold(typed))
    if found is None or not 1 <= int(found[1]) <= 12:
        return None
    month = int(found[1])
    if found[2]:
        return YearMonth(int(found[2]) + (2000 if len(found[2]) == 2 else 0), month)
    return nearest(month, today)


def nearest(month: int, today: date) -> YearMonth:
    """That month of this year if it is to come, or just past; else of the next."""
    passed = today.month - month
    year = today.year + (passed > RECENT) - (passed < RECENT - 11)
    return YearMonth(year, month)
