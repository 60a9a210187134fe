"""Small numbers in digits or in words, and lengths of time made of them.

"năm" is a year after a number: "hai mươi năm" is twenty years, "năm năm" five.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.search.text.insurances import COMPULSORY, Kind, kind_in, kind_of
from bot.search.values.sentence import Sentence, Taken

Role: TypeAlias = Literal["paid", "lacking", "planned", ""]

_ONES = "mot|hai|ba|bon|nam|sau|bay|tam|chin"
_ACCENTED = {
    "mot": "mot một mốt", "ba": "ba", "bon": "bon bốn", "tu": "tu tư", "nam": "nam năm", "lam": "lam lăm",
    "sau": "sau sáu", "bay": "bay bảy bẩy", "tam": "tam tám", "chin": "chin chín", "muoi": "muoi mười mươi",
    "thang": "thang tháng", "chuc": "chuc chục",
}  # fmt: skip
_VALUES = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15,
}  # fmt: skip
_ENGLISH_TENS = {"twenty": 20, "thirty": 30, "forty": 40}
_TENS = (
    rf"(?:(?:{_ONES})\s+(?:muoi|chuc)|muoi|(?<!may )(?<!vai )chuc)(?:\s+(?:mot|hai|ba|bon|tu|lam|sau|bay|tam|chin))?"
)
#: A number up to 999, in digits or in words.
_ENGLISH = (
    r"(?:twenty|thirty|forty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
)
NUMBER = rf"(?:\d{{1,3}}|(?:{_TENS}|{_ONES}|{_ENGLISH})\b)"
_YEAR = r"(?:nam|years?|yrs?|n)"
_MONTH = r"(?:thang|months?|th|t)"
_SPAN = re.compile(
    rf"(?<![\w.,/])(?P<years>{NUMBER})(?:[.,](?P<tenths>\d))?\s*(?:{_YEAR}\b|n(?=\d{{1,2}}\s*t))"
    r"(?!\s*\d{4}|\s+(?:nay|ngoai|toi|sau(?!\s+thang\b))\b)(?P<half>\s+ruoi\b)?"
    rf"(?:(?:\s*(?:va|,|and)\s*|\s*)(?P<odd>{NUMBER})\s*{_MONTH}\b(?!\s*/))?"
    rf"|(?<![\w.,/])(?P<months>{NUMBER})\s*(?:thang|months?|th)\b(?P<halved>\s+ruoi\b)?(?!\s*\d)"
    rf"|(?<!\w)(?P<part>(?:nua|ruoi)\s+nam|nam\s+ruoi)\b|(?<=\bthieu )(?P<bare>\d{{1,2}})(?=\s*(?:[,.;]|$|nua\b))"
)
_LACKING_BEHIND = re.compile(r"^\s*(?:con|bi) thieu\s*(?:$|[,.;?!)]|(?:thi|muc|het|mot lan|1 lan)\b)")
_LACKING = re.compile(r"\b(?:thieu|lack(?:ing)?|chua du)\b[^,.;0-9]{0,24}$|\bcon\s+$")
_PAID = re.compile(r"\b(?:da|duoc|dong|co|roi|tham gia|lam|paid)\b[^,.;0-9]{0,24}$")
_PLANNED = re.compile(r"\b(?:trong|them|neu|suot|lien tuc|du|for)\b[^,.;0-9]{0,16}$")
_ALREADY = re.compile(r"\bda\b|\bduoc\b|\broi\b|\bcong ty\b|\bbat buoc\b|\bhave\b|\balready\b|\bmoi\b(?! du\b)")
_BEHIND = re.compile(r"^[^,.;0-9]{0,16}\b(?:roi|paid)\b")
_AGO = re.compile(r"^\s*(?:truoc|ago|sau|nua|toi nay)\b")
_LINK = r"(?:-|–|—|den|toi|hay|hoac|to|or)"
_FIRST = re.compile(rf"(?<![\w.,/])(?P<first>{NUMBER})(?:(?P<linked>(?:\s*{_YEAR})?\s*{_LINK}\s*)|(?:\s*,\s+|\s+))$")
_ROUGH_BEFORE = re.compile(
    r"\b(?:khoang|chung|hinh nhu|chac|hon|tren|gan|duoi|chua toi|chua den|about|around|roughly|nearly|almost|over|under"
    r"|(?:more|less) than)\s+$"
)
# "co" is "cỡ" and "có", "do" is "độ" and "do": only the accents tell.
_ROUGH_TYPED = re.compile(r"\b(?:cỡ|độ|tầm)\s+$")
_ROUGH_BEHIND = re.compile(r"^\s*(?:gi do|hon|may|co le|do lai|tro len|tro xuong|or so|or more)\b")


class Rough(int):
    """Months that somebody only guesses; what is added to them, or taken off, is a guess too."""

    def __add__(self, other: int, /) -> Rough:
        return Rough(int(self) + int(other))

    __radd__ = __add__

    def __sub__(self, other: int, /) -> Rough:
        return Rough(int(self) - int(other))

    def __rsub__(self, other: int, /) -> Rough:
        return Rough(int(other) - int(self))


@dataclass(frozen=True)
class Length:
    """A length of time in months, `Rough` where guessed; of what, and of which insurance."""

    months: int
    role: Role = ""
    kind: Kind = ""


def counted(word: str) -> int:
    """The number that `NUMBER` found."""
    if word.isdigit():
        return int(word)
    total, unit = 0, 0
    for each in word.replace("-", " ").split():
        if each in _ENGLISH_TENS:
            total = _ENGLISH_TENS[each]
        elif each in {"muoi", "chuc"}:
            total, unit = (unit or 1) * 10, 0
        else:
            unit = _VALUES[each]
    return total + unit


def lengths(sentence: Sentence) -> tuple[Taken[Length], ...]:
    """Every length of time in a sentence."""
    return tuple(_lengths(sentence))


def is_number(typed: str) -> bool:
    """Whether the accents of words of numbers, where there are any, are those of numbers."""
    words = re.findall(r"[^\W\d_]+", typed.lower())
    return all(word in _ACCENTED.get(Sentence(word).plain, word).split() for word in words)


def _lengths(sentence: Sentence) -> Iterator[Taken[Length]]:
    plain, waiting = sentence.plain, None
    for found in _SPAN.finditer(plain):
        months = _months(found) if is_number(sentence.typed[found.start() : found.end()]) else None
        if months is None or _is_ago(plain, found):
            continue
        start, months = _guessed(sentence, found, months)
        before, behind = plain[max(0, start - 40) : start], plain[found.end() : found.end() + 24]
        if waiting is not None and waiting.start < start:
            yield waiting
        kind = kind_of(_not_its_own(plain, waiting, start, before), behind)
        waiting = Taken(Length(months, _role(before, behind, kind), kind), start, found.end())
    if waiting is not None:
        yield waiting


def _is_ago(plain: str, found: re.Match[str]) -> bool:
    """Whether it says when rather than how long ("3 năm nữa", but "thêm 3 năm nữa")."""
    return bool(_AGO.match(plain[found.end() : found.end() + 8])) and not plain[: found.start()].endswith(
        ("them ", "thieu ")
    )


def _guessed(sentence: Sentence, found: re.Match[str], months: int) -> tuple[int, int]:
    """Where a length begins and its months: the middle, where it is from one number to another."""
    first = _FIRST.search(sentence.plain, 0, found.start())
    least = _least(sentence, first, found, months) if first else None
    if first is not None and least is not None:
        return first.start(), Rough((least + months) // 2)
    before = slice(max(0, found.start() - 16), found.start())
    rough = (
        _ROUGH_BEFORE.search(sentence.plain[before])
        or _ROUGH_TYPED.search(sentence.typed[before].lower())
        or _ROUGH_BEHIND.match(sentence.plain[found.end() : found.end() + 16])
    )
    return found.start(), Rough(months) if rough else months


def _least(sentence: Sentence, first: re.Match[str], found: re.Match[str], months: int) -> int | None:
    """The lower end of "5 đến 10 năm", "5, 6 năm"; None where the first number is no such end."""
    typed = sentence.typed[first.start("first") : first.end("first")]
    if not is_number(typed) or not (found["years"] or found["months"]):
        return None
    unit = 12 if found["years"] else 1
    least = counted(first["first"]) * unit
    near = months - months % unit == least + unit
    return least if least < months and (first["linked"] or near) else None


def _months(found: re.Match[str]) -> int | None:
    if found["part"]:
        return 6 if found["part"].startswith("nua") else 18
    if found["bare"]:
        return int(found["bare"]) * 12
    if found["months"]:
        return counted(found["months"])
    years = counted(found["years"])
    odd = counted(found["odd"]) if found["odd"] else 0
    if years > 99 or odd > 11:
        return None
    return years * 12 + odd + (6 if found["half"] else 0) + round(int(found["tenths"] or 0) * 1.2)


def _role(before: str, behind: str, kind: Kind) -> Role:
    if _LACKING.search(before) or _LACKING_BEHIND.match(behind):
        return "lacking"
    if _PLANNED.search(before) and not _ALREADY.search(before):
        return "planned"
    if kind == "compulsory":
        return "paid"
    if _ALREADY.search(before) or _BEHIND.search(behind) or COMPULSORY.search(behind[:20]):
        return "paid"
    return "planned" if _PAID.search(before) else "paid" if kind else ""


def _not_its_own(plain: str, last: Taken[Length] | None, start: int, before: str) -> str:
    """What is before a length, without what is behind another ("5 năm công ty 3 năm …")."""
    if last is None or not last.value.kind or kind_in(plain[max(0, last.start - 24) : last.start]):
        return before
    return "" if kind_in(plain[last.end : start]) == last.value.kind else before


_NOTHING = re.compile(
    r"(?:da )?(?:chua|khong|ko|k|hong|hok|0|none|never|not yet)"
    r"(?: (?:co|dong|tung|he|bao gio|lan|thang|nam|ngay|nao|gi|het|ca|duoc|bao hiem|any|yet|paid|at|all|a|nha|roi|cai"
    r"))*"
)


def is_none(text: str) -> bool:
    """Whether the text says that there is none; what is not known is no none."""
    return _NOTHING.fullmatch(" ".join(re.findall(r"\w+", Sentence.of(text).plain))) is not None


_BARE = re.compile(rf"(?:(?P<least>{NUMBER}) {_LINK} )?(?P<number>{NUMBER})(?P<half>\s+ruoi)?")


def read_length(text: str) -> int | None:
    """Months, where the text says one length of time; a bare number counts years."""
    sentence = Sentence.of(text)
    said = [taken.value.months for taken in lengths(sentence)]
    if len(set(said)) == 1:
        return max(said, key=lambda months: isinstance(months, Rough))
    if said:
        return None
    if is_none(text):
        return 0
    plain = re.sub(r"\s*[-–—]\s*", " den ", sentence.plain)
    bare = _BARE.fullmatch(_core(plain))
    return _years(bare, sentence) if bare else None


def _years(bare: re.Match[str], sentence: Sentence) -> int | None:
    """The months that a bare number of years is, or two of them."""
    months = counted(bare["number"]) * 12 + (6 if bare["half"] else 0)
    if bare["least"]:
        least = counted(bare["least"]) * 12
        return Rough((least + months) // 2) if least < months else None
    return Rough(months) if _GUESSING & set(re.findall(r"\w+", sentence.plain)) else months


def _core(plain: str) -> str:
    words = [word for word in re.findall(r"\w+", plain) if word not in _AROUND]
    return " ".join(words)


_GUESSING = frozenset({"khoang", "chung", "tam", "hon", "gan"})
_AROUND = frozenset(["da", "duoc", "khoang", "chung", "tam", "dong", "roi", "thoi", "a", "nha", "nhe", "vang"]) | {
    "toi", "em", "con", "chau", "co", "chu", "bac", "hon", "gan",
}  # fmt: skip
