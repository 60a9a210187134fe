"""A question with numbers in it opens the calculator with what it already says: "mức 2 triệu, hộ cận nghèo"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.domain.text import fold
from bot.law.figures.derived import SupportGroup
from bot.talk.understanding.amounts import read_amount

# Topics whose best answer makes a sum with an income in it a question of what is to be paid.
PAYING = frozenset({"contribution", "support", "methods"})
LEAST = 500_000

_SUM = r"\d+(?:[.,]\d+)*\s*(?:trieu|tr|cu)\s*(?:\d+|ruoi)?|\d{1,3}(?:[.,]\d{3}){2,}|\d{6,9}"
_INCOME = re.compile(rf"\b(?:muc|thu nhap|chon|luong|lam duoc|kiem duoc)\b(?:\s+[a-z]+){{0,4}}?\s+(?P<sum>{_SUM})")
_SUMS = re.compile(rf"\b(?:{_SUM})")
_ASKS = re.compile(
    r"\b(?:bao nhieu|bao nhiu|nhieu|nhiu|may (?:tien|dong|tram|ngan|trieu)|bn|tinh (?:giup|gium|dum|ho|thu))\b"
)
_OTHERWISE = re.compile(r"\b(?:luong huu|ve huu|nghi huu|rut|lanh|linh|huong|tuat|thai san|sinh con|mai tang)\b")
_GROUPS = (
    (SupportGroup.NEAR_POOR, re.compile(r"\bcan ngheo\b")),
    (SupportGroup.OTHER, re.compile(r"\b(?:khong|ko|hong|k) (?:thuoc dien|phai dien|phai ho ngheo|ngheo)\b")),
    (SupportGroup.POOR, re.compile(r"\b(?:ho|nha|dien|so) ngheo\b")),
    (SupportGroup.ISLAND, re.compile(r"\b(?:xa dao|dac khu)\b")),
    (SupportGroup.ETHNIC_MINORITY, re.compile(r"\b(?:dan toc|khmer|kho me|khome|nguoi cham)\b")),
)


def asked_of_estimate(text: str) -> Mapping[str, str]:
    """The answers to the questions of the dialogue `estimate` that a text gives; empty where it is no such question."""
    plain = fold(text)
    found = _INCOME.search(plain)
    if found is None or len(_SUMS.findall(plain)) > 1 or not _ASKS.search(plain) or _OTHERWISE.search(plain):
        return {}
    income = read_amount(found["sum"])
    if income is None or income < LEAST:
        return {}
    group = next((group for group, pattern in _GROUPS if pattern.search(plain)), None)
    return {"income": str(income)} | ({"group": str(group)} if group else {})
