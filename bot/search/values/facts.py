"""What one sentence says of money, time and person, for sums worked out from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from bot.search.values.counts import Kind, Length, lengths
from bot.search.values.people import Birth, births
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sentence import Sentence, Taken
from bot.search.values.sums import Sum, sums

T = TypeVar("T")
SEX, GROUP = "sex", "group"
_CERTAIN = frozenset({"nu", "nam", "female", "male", "woman", "man", "phu nu", "dan ong", "dan ba"})
# "nam" without its accent is a year beside a number or one of these.
_YEAR_BEFORE = re.compile(
    r"(?:\d|\b(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|lam|moi|hang|trong|may|nua|ca|nhieu|tung|sinh|tu|den|toi|vao|"
    r"cuoi|dau|giua|thieu|du|them))\s*$"
)
_YEAR_BEHIND = re.compile(r"^\s*(?:\d{4}|nay\b|sau\b|ngoai\b|toi\b|nua\b|bao\b|moi\b|lien\b)")
_KIN = re.compile(r"\b(?:chong|vo|ong xa|ba xa|me|ma|cha|tia|anh|chi|em|con)\s+(?:toi|tui|em|con|minh|gai|trai)\b")
_AT_A_TIME = re.compile(
    r"\b(?:(?P<year>(?:ca|nguyen|tron) nam|dong (?:mot|1) nam|(?:mot|1) nam (?:mot|1) lan|(?:theo|hang) nam|whole year"
    r"|(?:mot|1) nam(?= (?:thi )?(?:dong )?(?:het|bao nhieu|nhieu|mat|phai))|yearly|once a year)"
    r"|(?P<half>nua nam|(?:6|sau) thang (?:dong )?(?:mot|1) lan|half a year|every (?:six|6) months)"
    r"|(?P<quarter>(?:theo|hang|moi) quy|quy (?:dong )?(?:mot|1) lan|(?:3|ba) thang (?:dong )?(?:mot|1) lan|quarterly"
    r"|every (?:three|3) months))\b"
)
_IN_NONE = re.compile(
    r"\b(?:(?:khong|ko|het|dau)(?: (?:phai|thuoc|con|la|o|dien|ho|nha|so))*|not(?: (?:a|an|in|from))*)"
    r" (?:can ngheo|ngheo|dan toc|khmer|near[- ]poor|poor|ethnic)\b"
)
_MONTHS = {"year": 12, "half": 6, "quarter": 3}
# Whose sum it is: "mẹ em", "ba tôi"; without accents "ba" and "ma" may be others.
_WHOSE = r"\s+(?:em|tôi|tui|con|mình|cháu|toi|minh|chau|nội|ngoại|noi|ngoai|chồng|vợ)\b"
_KINSWOMAN = re.compile(
    rf"\b(?:mẹ|me|má|bà|vợ|vo|chị|chi|dì|mợ|thím|bà xã)(?:{_WHOSE})|\bmy (?:wife|mother|mum|mom|sister)\b"
)
_KINSMAN = re.compile(
    rf"\b(?:ba|bố|cha|tía|chồng|chong|ông|ong|anh|chú|cậu|dượng)(?:{_WHOSE})|\bmy (?:husband|father|dad|brother)\b"
)


@dataclass(frozen=True)
class Facts:
    """What was said; None and empty where it was not, or not clearly.

    paid        months paid so far, by the kind of insurance ("" where it is not said)
    period      months that are paid for at a time ("cả năm", "mỗi quý một lần")
    somebody    whether another person is spoken of ("chồng tôi")
    """

    sums: tuple[Sum, ...] = ()
    paid: Mapping[Kind, int] = field(default_factory=dict)
    lacking: int | None = None
    planned: int | None = None
    period: int | None = None
    birth: Birth | None = None
    sex: str | None = None
    group: str | None = None
    somebody: bool = False

    @property
    def sum(self) -> Sum | None:
        """The one sum of the sentence."""
        return self.sums[0] if len(self.sums) == 1 else None

    def __bool__(self) -> bool:
        return self != Facts(somebody=self.somebody)


def facts(text: str, book: Phrasebook, today: date) -> Facts:
    """The facts of a sentence."""
    sentence = Sentence.of(text)
    money = sums(sentence)
    times = [taken.value for taken in lengths(sentence) if not _is_per_month(taken, sentence)]
    lacking = [time.months for time in times if time.role == "lacking"]
    planned = [time.months for time in times if time.role in {"planned", ""}]
    born = births(sentence, today)
    return Facts(
        sums=tuple({(taken.value.a_month, taken.value.role == "past"): taken.value for taken in money}.values()),
        paid=_paid(times),
        lacking=_only(lacking),
        planned=_only(planned),
        period=None if any(taken.value.per == "year" for taken in money) else _period(sentence.plain),
        birth=born[0].value if len(born) == 1 else None,
        sex=_sex(sentence, book),
        group=_group(sentence, book),
        somebody=_KIN.search(sentence.plain) is not None,
    )


def _only(values: Sequence[T]) -> T | None:
    return values[0] if len(set(values)) == 1 else None


def _paid(times: Sequence[Length]) -> Mapping[Kind, int]:
    return {time.kind: time.months for time in times if time.role == "paid"}


def _period(plain: str) -> int | None:
    found = _AT_A_TIME.search(plain)
    return next((months for name, months in _MONTHS.items() if found[name]), None) if found else None


def _is_per_month(taken: Taken[Length], sentence: Sentence) -> bool:
    """Whether "1 tháng", "một năm" says how often rather than how long."""
    alone = taken.value.months in {1, 12} and taken.value.role not in {"paid", "lacking"}
    return alone and re.match(r"(?:1|mot)\s", sentence.plain[taken.start : taken.end]) is not None


def _group(sentence: Sentence, book: Phrasebook) -> str | None:
    """The group that is named; who denies one and names no other is in none."""
    named = [taken.value for taken in book.choices(GROUP, sentence) if _is_told(taken, sentence)]
    return "other" if not named and _IN_NONE.search(sentence.plain) else _only(named)


def _is_told(taken: Taken[str], sentence: Sentence) -> bool:
    """Whether a group is named by more than a "no" or another word of many sentences."""
    said = sentence.plain[taken.start : taken.end]
    return said not in {"khong", "khong co", "khong phai", "no", "none", "thuong", "kinh", "khong thuoc", "binh thuong"}


def _sex(sentence: Sentence, book: Phrasebook) -> str | None:
    named = [taken.value for taken in book.choices(SEX, sentence) if _is_certain(taken, sentence)]
    return _only(named) if named else _sex_of_kin(sentence)


def _sex_of_kin(sentence: Sentence) -> str | None:
    """The sex of the one relative who is spoken of."""
    typed = sentence.typed.lower()
    accented = typed != sentence.plain
    woman, man = _KINSWOMAN.search(typed), _KINSMAN.search(typed)
    if (woman is None) == (man is None) or (man and man[0].startswith("ba ") and not accented):
        return None
    return "female" if woman else "male"


def _is_certain(taken: Taken[str], sentence: Sentence) -> bool:
    plain, said = sentence.plain, sentence.plain[taken.start : taken.end]
    if " " not in said and said not in _CERTAIN:
        return False
    if said != "nam":
        return True
    if _YEAR_BEFORE.search(plain[: taken.start]):
        return False
    return sentence.typed.lower() != plain or not _YEAR_BEHIND.match(plain[taken.end :])
