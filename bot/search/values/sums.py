"""Sums of money in a sentence: what they are ("mức", "đóng nổi"), and how often they come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from bot.search.values.amounts import read_amount
from bot.search.values.counts import NUMBER, counted, is_number
from bot.search.values.sentence import Sentence, Taken

#: Earned or chosen, paid, affordable, drawn, earned once; "" where it is not said.
Role: TypeAlias = Literal["income", "pays", "affords", "drawn", "past", ""]
Per: TypeAlias = Literal["day", "week", "month", "quarter", "season", "half", "year", ""]
TIMES_A_MONTH = {"day": 30, "week": 4, "month": 1, "": 1}
#: A season of rice or shrimps is about half a year.
MONTHS = {"quarter": 3, "season": 6, "half": 6, "year": 12}
#: Nobody can pay less a month, so what is less is paid by the day or the week, if one of these is spoken of.
LEAST_A_MONTH = 150_000
#: Nobody lives on less a month: less is what a day or a week brings, if one of these is spoken of.
LEAST_EARNED = 1_000_000

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
# "440 một tháng", "ngày kiếm 250": thousands that nobody says.
_THOUSANDS = (
    r"[1-9]\d{2}(?=\s*(?:/|mot|moi|1|a|per|hang)\s*(?:thang|th|ngay|bua|tuan|month|day|week)\b)"
    r"|(?:(?<=\bkiem )|(?<=\bloi )|(?<=\bkiem duoc )|(?<=\bloi duoc )|(?<=\bloi co ))[1-9]\d{1,2}"
    r"(?=\s*(?:$|[,.;?!]|(?:thi|la|moi|mot|dong|thoi|ha|a|ho|nha)\b))"
)
_SUM = re.compile(
    rf"(?<![\w.,])(?:"
    rf"{_AMOUNT}\s*{_SCALE}(?:(?=\d)|\b)(?:\s*{_AMOUNT}\s*(?:nghin|ngan|k)\b|\s*ruoi\b"
    rf"|(?<=\dtr)\d{{1,3}}\b(?!\s*(?:phan tram|%|/))|\s*\d{{1,3}}\b{_NOT_MONEY}"
    rf"|\s+{_ONES}\s+tram\b{_NOT_MONEY}|{_TENTH})?"
    rf"|\d+(?:[.,]\d+)*\s*(?:k|ng)\b"
    rf"|trieu\s+(?:ruoi|\d{{1,3}}\b{_NOT_MONEY})|nua\s+(?:trieu|cu|chai)\b"
    rf"|\d{{1,3}}(?:[.,]\d{{3}}){{1,3}}(?![\d.,]\d)|\d{{5,9}}(?!\d)"
    rf"|(?<!\d )(?<!le )(?:\d|{_ONES})\s+tram\b(?!\s*\w*\s*(?:nam|nguoi|tuoi|met|cong|con|may|phan)\b)"
    rf"(?:\s+ruoi\b|\s+\d\b{_NOT_MONEY}|{_TENTH})?|{_THOUSANDS}|(?<!phan )tram(?:\s+ruoi\b|{_TENTH})"
    rf"|(?P<tens>{_ONES}\s+chuc\b){_NOT_MONEY}"
    rf")(?:\s*(?:dong|vnd|d)\b)?"
)
_PER = re.compile(
    r"^\s*(?P<each>(?:/|mot|moi|1|hang|a|per|tren|each|every)\s*)?"
    r"(?P<per>ngay|bua|day|tuan|week|thang|th|month|quy|quarter|vu|nam|year)\b"
)
_EARNS = (
    r"(?:kiem|lam|ban|loi|lai|thu|chay|lanh|de|bo|danh|gop|dong|duoc|cong|trung|nop|bot|nhin|du|trich|gom"
    r"|tiet kiem)"
)
_WHO = r"(?:(?:toi|tui|em|anh|chi|co|chu|ba|ma|me|con|minh|vo chong|no|ong)\s+)*"
_PER_BEFORE = re.compile(
    r"\b(?:(?P<half>nua nam)|(?:moi|mot|hang|every|each|a|1)\s+(?P<per>ngay|bua|day|tuan|week|thang|month"
    rf"|quy|quarter|vu|nam|year)|(?P<daily>ngay|bua|tuan|quy|vu)(?= {_WHO}{_EARNS}\b)|(?<!\d )(?P<bare>thang))"
    r"\b[^,.;?0-9]{0,20}$"
)
# A day or a week that is spoken of at all, but not "ngày mai", "mấy ngày", "3 ngày".
_SMALL = re.compile(
    r"(?<!\d )(?<!may )(?<!nhieu )(?<!hom )\b(?P<per>ngay|bua|tuan|day|week)\b"
    r"(?! (?:mai|nao(?! (?:kha|cung|dat|it|nhieu|hen))|sinh|het|\d))"
)
_UNITS: dict[str, Per] = {
    "ngay": "day", "bua": "day", "day": "day", "tuan": "week", "week": "week", "thang": "month", "th": "month",
    "month": "month", "quy": "quarter", "quarter": "quarter", "vu": "season", "nua nam": "half", "nam": "year",
    "year": "year",
}  # fmt: skip
_NEAR = r"[^,.;?0-9]{0,28}$"
_INCOME = re.compile(
    rf"\b(?:muc|thu nhap|chon|luong(?! huu)|lam duoc|kiem duoc|kiem|lam ra|loi|ban duoc|thu duoc"
    rf"|(?:vu|ngay|thang|tuan|trung binh) lai|income|earn|level|wage){_NEAR}"
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
    r"\b(?:binh quan|hoi do|luc do|hoi truoc|truoc kia|ngay xua|hoi xua|ngay truoc|hoi ay|hoi con lam|average)\b"
    + _NEAR
    + r"|\bda dong\b[^,.;?]{0,36}$"
)
_ALL_THERE_IS = (re.compile(r"\bco(?: dung| duoc)?\s*$"), re.compile(r"^\s*(?:thoi|a thoi|la het)\b"))
_TO_PAY = re.compile(
    r"^[^,.;?0-9]{0,24}(?<!may )\b(?:de dong|dong noi|dong duoc)\b|^\s*(?:de )?dong cho\b"
    r"|^[^,.;?0-9]{0,12}\bis (?:all|what|the most) (?:that )?(?:i|we|she|he) (?:can|could|have)\b"
    r"|^[^.;?0-9]{0,24}\bbo (?:vo|vao|ong)\b"
)
# All there is for a year ("có 2 triệu thôi, đóng luôn 1 năm").
_FOR_A_YEAR = re.compile(r"^\s*thoi,?(?: ma)? (?:dong|nop)(?: luon| du| duoc| het)* (?:1|mot|ca|nguyen|tron) nam\b")
# An income that is chosen, and a sum that takes the place of another one.
_LEVEL = re.compile(r"\b(?:muc(?: thu nhap| dong| luong)?|chon(?: muc)?|level(?: of)?)(?: la| khoang| co)?\s+$")
_BESIDE = re.compile(r"\s*(?:so )?(?:voi|hay|hoac|va|and|or|vs|versus|with|compared (?:to|with))\s+(?:la |muc )?")
_NEW = re.compile(r"\b(?:len|xuong|con|qua|sang|thanh)(?: (?:dong|muc|toi|thanh|con))*\s+$")


@dataclass(frozen=True)
class Sum:
    """Whole đồng, what they are, and how often.

    chosen  named as the income to pay on ("mức 2 triệu")
    new     in place of another one ("lên 2 triệu")
    """

    dong: int
    role: Role = ""
    per: Per = ""
    chosen: bool = False
    new: bool = False

    @property
    def a_month(self) -> int:
        """What it comes to in a month."""
        return self.dong // MONTHS[self.per] if self.per in MONTHS else self.dong * TIMES_A_MONTH[self.per]


def sums(sentence: Sentence) -> tuple[Taken[Sum], ...]:
    """Every sum of money in a sentence; of two side by side the second is what the first is."""
    found = list(_sums(sentence))
    for at, (first, second) in enumerate(pairwise(found), start=1):
        if first.value.chosen and _BESIDE.fullmatch(sentence.plain[first.end : second.start]):
            found[at] = replace(second, value=replace(second.value, role=first.value.role, chosen=True))
    return tuple(found)


def _sums(sentence: Sentence) -> Iterator[Taken[Sum]]:
    plain = sentence.plain
    for found in _SUM.finditer(plain):
        if not is_number(_numerals(sentence.typed[found.start() : found.end()])):
            continue
        dong = _dong(found[0])
        if dong:
            end = found.end() - (4 if _pays_behind(sentence.typed[: found.end()]) else 0)
            before, behind = plain[max(0, found.start() - 48) : found.start()], plain[end : end + 32]
            chosen, new = _LEVEL.search(before) is not None, _NEW.search(before) is not None
            role = _role(before, behind, chosen=chosen)
            sum_ = Sum(dong, role, _per(before, behind, sentence.typed[end:]), chosen, new)
            if not found["tens"] or sum_.role:
                yield Taken(_by_the_day(sum_, plain), found.start(), end)


def _pays_behind(typed: str) -> bool:
    """Whether what looks like the currency is "đóng" ("mức 2tr2 đóng quý")."""
    return typed.lower().endswith("đóng")


def _by_the_day(sum_: Sum, plain: str) -> Sum:
    """What is too little for a month, by the day or the week where one is spoken of."""
    least = LEAST_EARNED if sum_.role == "income" and not sum_.chosen else LEAST_A_MONTH
    small = not sum_.per and sum_.role in {"affords", "pays", "income", ""} and sum_.dong < least
    found = _SMALL.search(plain) if small else None
    return replace(sum_, per=_UNITS[found["per"]]) if found else sum_


def _numerals(typed: str) -> str:
    """The words of a sum that may be other words too."""
    return _UNMISTAKABLE.sub(" ", typed)


def _dong(words: str) -> int | None:
    words = re.sub(r"\s+(?:dong|vnd|d)$", "", words)
    if re.fullmatch(r"[1-9]\d{1,2}", words):
        return int(words) * 1000
    if words.startswith("nua "):
        return 500_000
    if tram := re.fullmatch(rf"(?:(\d|{_ONES})\s+)?tram(?:\s+(ruoi|tu|lam|\d|{_ONES}))?", words):
        tenths = 5 if tram[2] == "ruoi" else counted(tram[2]) if tram[2] else 0
        return (counted(tram[1]) if tram[1] else 1) * 100_000 + tenths * 10_000
    if tens := re.fullmatch(rf"({_ONES}\s+chuc)", words):
        return counted(tens[1]) * 1000
    if words.startswith("trieu"):
        words = f"1 {words}"
    return read_amount(words)


def _role(before: str, behind: str, *, chosen: bool) -> Role:
    """The nearest word that tells; what somebody can afford comes out of their pocket."""
    if _PAST.search(before):
        return "past"
    if chosen and not _POCKET.search(before):
        return "income"
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
    if _FOR_A_YEAR.match(behind):
        return "year"
    found = _PER_BEFORE.search(before)
    return _UNITS[found["half"] or found["per"] or found["daily"] or "thang"] if found else ""


def meant(found: Sequence[Sum]) -> tuple[Sum, ...]:
    """The sums a question is about: of several the new one, the one chosen, or what can be paid."""
    others = [each for each in found if each.role not in {"past", "drawn"}]
    kept = [each for each in found if each not in others]
    told = ([each for each in others if each.new], [each for each in others if each.chosen])
    for some in (*told, [each for each in others if each.role == "affords"]):
        if len(some) == 1 and len(some) + len(kept) < len(found):
            before = {each.role for each in found if each not in some} - {"past", "drawn"}
            role = before.pop() if not some[0].role and len(before) == 1 else some[0].role
            return (*kept, replace(some[0], role=role))
    return tuple(found)


def read_sum(text: str) -> int | None:
    """Whole đồng, where the text says one sum; what comes daily or weekly is made monthly."""
    sentence = Sentence.of(text)
    bare = read_amount(sentence.typed)
    if bare is not None:
        return bare
    said = {taken.value.a_month for taken in sums(sentence)}
    return said.pop() if len(said) == 1 else None
