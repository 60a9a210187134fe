"""How old somebody is, or when they were born."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.search.values.counts import NUMBER, counted, is_number
from bot.search.values.sentence import Sentence, Taken
from bot.words import YearMonth

YOUNGEST, OLDEST = 10, 110
# "Sáu hai tuổi" is 62.
_TENS = ("bon", "nam", "sau", "bay", "tam", "chin")
_SHORT = rf"(?:(?:{'|'.join(_TENS)})\s+(?:mot|hai|ba|bon|tu|lam|sau|bay|tam|chin)\b)"
_SELF = r"(?:toi|tui|em|anh|chi|co|chu|bac|ba|ong|me|ma|con|bo|cha|tia|no|noi|ngoai|di|minh)"
_AGE = re.compile(
    rf"(?<![\w.,/])(?P<age>{_SHORT}(?=\s*tuoi)|{NUMBER})(?P<half>\s+ruoi)?"
    r"\s*(?:tuoi|years? old|yrs? old|t(?=$|[\s,.;)]))"
    rf"|\b(?:nam nay|(?:^|[,.] ?)nay(?= (?:em|toi|tui|con|chi|anh)\b))(?:\s+{_SELF})*\s+(?P<now>{_SHORT}|{NUMBER})"
    r"(?=\s*(?:$|[,.;?!)]|roi\b|a\b|con\b))"
    rf"|(?:^|[,.]\s*)(?:ma|me|ba|bo|cha|tia|vo|chong|noi|ngoai|co|chu|di)(?:\s+{_SELF})?\s+(?P<kin>\d\d)(?=\s*(?:[,.;?!)]|$))"
    r"|\btuoi\s+(?P<behind>\d\d)\b(?!\s*(?:tuoi|nam|thang|(?:ve|nghi|la|moi) huu)\b)"
    r"|\b(?:aged?|i am|im|i'm|(?:mother|father|wife|husband|mum|mom|dad|she|he)(?:,)? (?:who )?is)\s+(?P<aged>\d\d)"
    r"\b(?!\s*(?:months?|years? (?!old)|%|[.,/]\d))"
    r"|(?:^|[\s,(])(?:nu|female|woman|(?<!\w)nam|male|man)\s*,?\s*(?P<beside>\d\d)(?=\s*(?:[,;.?!)]|$))"
)
_BORN = re.compile(
    r"\b(?:sinh|sanh|sn|born|nam sinh|doi(?= \d\d\b))\b(?:\s+(?:nam|vao|ngay|thang|in|on|la|cua|toi|hoi|:))*\s*:?\s*"
    r"(?:(?:(?P<day>\d{1,2})\s*[/.-]\s*)?(?P<month>\d{1,2})\s*(?:[/.-]\s*|\s+nam\s+|\s+))?"
    r"(?P<year>(?:19|20)\d\d|\d\d(?![\d/.-]|\s*tuoi))"
)
_BORN_IN_WORDS = re.compile(
    r"\b(?:sinh|sanh)\s+(?:nam\s+)?(?P<tens>bon|nam|sau|bay|tam|chin)\s+(?P<ones>mot|hai|ba|bon|tu|lam|sau|bay|tam|chin)\b"
    r"(?!\s*(?:thang|nam|tuoi|con|dua))"
)
_YEAR = re.compile(r"(?<![\w.,/])(?P<year>19[2-9]\d|200\d|201[0-5])(?![\w/]|[.,]\d)")
_MONTH_YEAR = re.compile(
    r"(?<![\w.,/])(?:\d{1,2}[/.-])?(?P<month>\d{1,2})[/.-](?P<year>19[2-9]\d|200\d|201[0-5])(?!\d)"
)
_NOT_BIRTH = re.compile(
    r"\b(?:tu|luc|hoi|den|toi|truoc|sau|since|from|luat|so|before|after|dong|tham gia|bat dau|nghi|ngung)"
    r"\s+(?:nam\s+|thang\s+)?$"
)
# "Toi" is "tới", but who speaks after somebody of the family, or first.
_SPEAKER = re.compile(
    r"(?:^|[,.]\s*|\b(?:ma|me|cha|ba|bo|tia|vo|chong|chi|anh|em|ong|co|chu|con|xa|noi|ngoai|cua|thi)\s)toi\s+$"
)
_OF_OTHERS = re.compile(
    r"\b(?:du|den|toi|luc|khi|qua|tren|duoi|truoc|sau|tu|by)\s+(?:tuoi\s+)?$"
    rf"|\b(?:toi|den)\s+(?:luc|khi|hoi)\s+(?:{_SELF}\s+)*$"
)


@dataclass(frozen=True)
class Birth:
    """A month of birth; `age` where only that was said, in whole years."""

    month: YearMonth
    age: int | None = None
    exact: bool = False


def births(sentence: Sentence, today: date) -> tuple[Taken[Birth], ...]:
    """Every birth or age of a sentence; ages that the law sets ("đủ 60 tuổi") are none."""
    return tuple({taken.start: taken for taken in (*_years(sentence, today), *_ages(sentence, today))}.values())


def _ages(sentence: Sentence, today: date) -> Iterator[Taken[Birth]]:
    for found in _AGE.finditer(sentence.plain):
        said = "age" if found["age"] else "now" if found["now"] else ""
        if said and not is_number(sentence.typed[found.start(said) : found.end(said)]):
            continue
        age = (
            _years_old(found[said])
            if said
            else int(found["aged"] or found["beside"] or found["behind"] or found["kin"])
        )
        if found["beside"] and "năm" in sentence.typed[found.start() : found.end()].lower():
            continue
        if found["beside"] and re.search(r"\b(?:sinh|sanh)\s*$", sentence.plain[: found.start() + 1]):
            continue
        if YOUNGEST <= age <= OLDEST and not _is_of_others(sentence, found.start()):
            yield Taken(Birth(YearMonth(today.year - age, today.month), age), found.start(), found.end())


def _years_old(said: str) -> int:
    """An age in digits or in words; "sáu hai" leaves the tens out."""
    if not re.fullmatch(_SHORT, said):
        return counted(said)
    tens, ones = said.split()
    return counted(tens) * 10 + counted(ones)


def _is_of_others(sentence: Sentence, start: int) -> bool:
    """Whether an age is one that the law sets ("tới 60 tuổi", but not "má tôi 60 tuổi")."""
    before = sentence.plain[:start]
    if not _OF_OTHERS.search(before):
        return False
    return not (sentence.typed[:start].lower().rstrip().endswith("tôi") or _SPEAKER.search(before))


def _years(sentence: Sentence, today: date) -> Iterator[Taken[Birth]]:
    plain = sentence.plain
    for pattern in (_BORN, _MONTH_YEAR, _YEAR):
        for found in pattern.finditer(plain):
            named = found.groupdict()
            year, month = int(named["year"]), int(named.get("month") or 0)
            year += 0 if year > 99 else 1900 if year > today.year % 100 else 2000
            if found[0].startswith("doi") and not sentence.typed[found.start() :].lower().startswith("đời"):
                continue
            if pattern is not _BORN and _is_another_year(sentence, found.start()):
                continue
            if month <= 12 and YOUNGEST <= today.year - year <= OLDEST:
                yield Taken(Birth(YearMonth(year, month or 1), exact=bool(month)), found.start(), found.end())
                return
    if told := _BORN_IN_WORDS.search(plain):
        year = 1900 + counted(told["tens"]) * 10 + counted(told["ones"])
        yield Taken(Birth(YearMonth(year, 1)), told.start(), told.end())


def _is_another_year(sentence: Sentence, start: int) -> bool:
    """Whether a year is that of something else ("tới năm 1990", but not "tôi nam 1966")."""
    before = _NOT_BIRTH.search(sentence.plain[:start])
    return before is not None and "tôi" not in sentence.typed[before.start() : start].lower()


def read_birth(text: str, today: date) -> YearMonth | None:
    """The month of birth that an answer says: a month, a year (its January), or an age."""
    sentence = Sentence.of(text)
    found = births(sentence, today)
    if found:
        return found[0].value.month
    if alone := re.fullmatch(r"\D{0,24}\b((?:19|20)\d\d)\b\D{0,12}", sentence.plain):
        return YearMonth(int(alone[1]), 1)
    bare = re.fullmatch(r"\D{0,24}\b(\d\d)\b\D{0,12}", sentence.plain)
    age = int(bare[1]) if bare else 0
    return YearMonth(today.year - age, today.month) if 15 <= age <= 100 else None
