"""Sums of money in a sentence: what they are ("mức", "đóng nổi"), and how often they come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.search.values.amounts import read_amount
from bot.search.values.counts import NUMBER, counted, is_number
from bot.search.values.sentence import Sentence, Taken

#: Earned or chosen, paid, affordable, drawn, earned once; "" where it is not said.
Role: TypeAlias = Literal["income", "pays", "affords", "drawn", "past", ""]
Per: TypeAlias = Literal["day", "week", "month", "quarter", "season", "year", ""]
TIMES_A_MONTH = {"day": 30, "week": 4, "month": 1, "": 1}
#: A season of rice or shrimps is about half a year.
MONTHS = {"quarter": 3, "season": 6, "year": 12}

_SCALE = r"(?:trieu|tr|trd|cu|chai|millions?|mil|thousand|nghin|ngan|ty|ti)"
_HUNDREDS = rf"(?:{NUMBER}\s+tram(?:\s+(?:linh\s+|le\s+)?{NUMBER}|\s+ruoi)?)"
_ONES = r"(?:mot|hai|ba|bon|nam|sau|bay|tam|chin)"
_AMOUNT = rf"(?:\d+(?:[.,]\d+)*|{_HUNDREDS}|{NUMBER})"
_GROUP = r"(?!\s+(?:khmer|kho ?me|dan toc|hoa|cham|kinh|ngheo))"
_NOT_MONEY = rf"(?!\s*(?:(?:nam|thang|tuoi|con|lan|ngay|nguoi{_GROUP})\b|phan tram|%|/))"
# "Bốn triệu hai", "trăm rưỡi": a tenth in words, where nothing follows that it may count.
_TENTH = (
    r"\s+(?:mot|hai|ba|bon|tu|lam|sau|bay|tam|chin)\b(?=\s*(?:$|[,.;?!/)]|(?:dong|d|vnd|moi|mot thang|1 thang|a month"
    r"|thi|la|ho|nha|ha|a|lan|duoc|nu|nop|het|co|phai|khong|chua|roi|luong|muc|can ngheo|dan toc|ngheo|khmer|trong|de"
    r"|hang|tro)\b))"
)
_SUM = re.compile(
    rf"(?<![\w.,])(?:"
    rf"{_AMOUNT}\s*{_SCALE}(?:(?=\d)|\b)(?:\s*{_AMOUNT}\s*(?:nghin|ngan|k)\b|\s*ruoi\b"
    rf"|\s*\d{{1,3}}\b{_NOT_MONEY}|\s+{_ONES}\s+tram\b{_NOT_MONEY}|{_TENTH})?"
    rf"|\d+(?:[.,]\d+)*\s*(?:k|ng)\b"
    rf"|trieu\s+(?:ruoi|\d{{1,3}}\b{_NOT_MONEY})"
    rf"|\d{{1,3}}(?:[.,]\d{{3}}){{1,3}}(?![\d.,]\d)|\d{{5,9}}(?!\d)"
    rf"|(?<!\d )(?<!le )(?:\d|{_ONES})\s+tram\b(?!\s*\w*\s*(?:nam|nguoi|tuoi|met|cong|con|may|phan)\b)"
    rf"(?:\s+ruoi\b|{_TENTH})?|(?<!phan )tram(?:\s+ruoi\b|{_TENTH})|(?P<tens>{_ONES}\s+chuc\b){_NOT_MONEY}"
    rf")(?:\s*(?:dong|vnd|d)\b)?"
)
_PER = re.compile(
    r"^\s*(?P<each>(?:/|mot|moi|1|hang|a|per|tren|each|every)\s*)?"
    r"(?P<per>ngay|bua|day|tuan|week|thang|th|month|quy|quarter|vu|nam|year)\b"
)
_PER_BEFORE = re.compile(
    r"\b(?:(?:moi|mot|hang|every|each|a)\s+(?P<per>ngay|bua|day|tuan|week|thang|month|quy|quarter|vu|nam|year)"
    r"|(?P<daily>ngay)(?= (?:kiem|lam|ban|loi|thu|chay|lanh|de|bo|danh|gop|dong|duoc|cong)\b)|(?<!\d )(?P<bare>thang))"
    r"\b[^,.;?0-9]{0,20}$"
)
_UNITS: dict[str, Per] = {
    "ngay": "day", "bua": "day", "day": "day", "tuan": "week", "week": "week", "thang": "month", "th": "month",
    "month": "month", "quy": "quarter", "quarter": "quarter", "vu": "season", "nam": "year", "year": "year",
}  # fmt: skip
_NEAR = r"[^,.;?0-9]{0,28}$"
_INCOME = re.compile(
    rf"\b(?:muc|thu nhap|chon|luong(?! huu)|lam duoc|kiem duoc|kiem|lam ra|income|earn|level|wage){_NEAR}"
)
_POCKET = re.compile(
    r"\b(?:(?:dong|lo|kham|tra|nop|chiu|theo|ganh|xoay|kiem) noi|bo ra|de danh|danh ra|du dong|kham duoc|dong duoc"
    r"|de ra|du ra|danh duoc|de duoc|bot ra|duoc co|bo ong|du duoc|tien tui|trich|gop"
    r"|afford|pay up to|lo duoc|(?:put|set) (?:aside|away)|spare|save)\b" + _NEAR
)
_PAYS = re.compile(rf"\b(?:dong|nop|tra|pay|paying)\b{_NEAR}")
_DRAWN = re.compile(rf"\b(?:luong huu|lanh|linh|huong|nhan|pension of|receive)\b{_NEAR}")
_UNMISTAKABLE = re.compile(
    r"\b(?:tri[eệ]u|tr|trđ|c[uủ]|ngh[iì]n|ng[aà]n|t[yỷ]|tỉ|ti|chai|millions?|mil|thousand|tr[aă]m|ch[uụ]c|r[uư][oỡ]i|linh|le|lẻ)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:binh quan|hoi do|luc do|hoi truoc|truoc kia|ngay xua|average)\b" + _NEAR + r"|\bda dong\b[^,.;?]{0,36}$"
)
_ALL_THERE_IS = (re.compile(r"\bco(?: dung| duoc)?\s*$"), re.compile(r"^\s*(?:thoi|a thoi|la het)\b"))
_TO_PAY = re.compile(r"^[^,.;?0-9]{0,24}\b(?:de dong|dong noi|dong duoc)\b")


@dataclass(frozen=True)
class Sum:
    """Whole đồng, what they are, and how often."""

    dong: int
    role: Role = ""
    per: Per = ""

    @property
    def a_month(self) -> int:
        """What it comes to in a month."""
        return self.dong // MONTHS[self.per] if self.per in MONTHS else self.dong * TIMES_A_MONTH[self.per]


def sums(sentence: Sentence) -> tuple[Taken[Sum], ...]:
    """Every sum of money in a sentence."""
    return tuple(_sums(sentence))


def _sums(sentence: Sentence) -> Iterator[Taken[Sum]]:
    plain = sentence.plain
    for found in _SUM.finditer(plain):
        if not is_number(_numerals(sentence.typed[found.start() : found.end()])):
            continue
        dong = _dong(found[0])
        if dong:
            before, behind = plain[max(0, found.start() - 48) : found.start()], plain[found.end() : found.end() + 32]
            sum_ = Sum(dong, _role(before, behind), _per(before, behind, sentence.typed[found.end() :]))
            if not found["tens"] or sum_.role:
                yield Taken(sum_, found.start(), found.end())


def _numerals(typed: str) -> str:
    """The words of a sum that may be other words too."""
    return _UNMISTAKABLE.sub(" ", typed)


def _dong(words: str) -> int | None:
    words = re.sub(r"\s+(?:dong|vnd|d)$", "", words)
    if tram := re.fullmatch(rf"(?:(\d|{_ONES})\s+)?tram(?:\s+(ruoi|tu|lam|{_ONES}))?", words):
        tenths = 5 if tram[2] == "ruoi" else counted(tram[2]) if tram[2] else 0
        return (counted(tram[1]) if tram[1] else 1) * 100_000 + tenths * 10_000
    if tens := re.fullmatch(rf"({_ONES}\s+chuc)", words):
        return counted(tens[1]) * 1000
    if words.startswith("trieu"):
        words = f"1 {words}"
    return read_amount(words)


def _role(before: str, behind: str) -> Role:
    """The nearest word that tells; what somebody can afford comes out of their pocket."""
    if _PAST.search(before):
        return "past"
    has, no_more = _ALL_THERE_IS
    if _POCKET.search(before) or _TO_PAY.match(behind) or (has.search(before) and no_more.match(behind)):
        return "affords"
    places = {
        role: max((found.start() for found in pattern.finditer(before)), default=-1)
        for role, pattern in (("income", _INCOME), ("pays", _PAYS), ("drawn", _DRAWN))
    }
    nearest = max(places, key=lambda role: places[role])
    if places[nearest] < 0:
        return ""
    return nearest  # type: ignore[return-value]


def _per(before: str, behind: str, typed: str) -> Per:
    """How often; "nam" and "quy" alone are other words unless their accents are typed."""
    found = _PER.match(behind)
    if found and (found["each"] or typed[found.start("per") : found.end("per")].lower() not in {"nam", "quy", "quỹ"}):
        return _UNITS[found["per"]]
    found = _PER_BEFORE.search(before)
    return _UNITS[found["per"] or found["daily"] or "thang"] if found else ""


def read_sum(text: str) -> int | None:
    """Whole đồng, where the text says one sum; what comes daily or weekly is made monthly."""
    sentence = Sentence.of(text)
    bare = read_amount(sentence.typed)
    if bare is not None:
        return bare
    said = {taken.value.a_month for taken in sums(sentence)}
    return said.pop() if len(said) == 1 else None
