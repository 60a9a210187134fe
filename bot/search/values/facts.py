"""What one sentence says of money, time and person, for sums worked out from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from bot.search.text.insurances import Kind
from bot.search.values.corrections import corrected
from bot.search.values.counts import Length, lengths
from bot.search.values.days import stretches
from bot.search.values.people import Birth, births
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sentence import Sentence, Taken
from bot.search.values.sums import Sum, meant, sums

T = TypeVar("T")
SEX, GROUP = "sex", "group"
_CERTAIN = frozenset({"nu", "nam", "female", "male", "woman", "man", "phu nu", "dan ong", "dan ba"})
# "nam" without its accent is a year beside a number or one of these.
_YEAR_BEFORE = re.compile(
    r"(?:\d|\b(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|lam|moi|hang|trong|may|nua|ca|nhieu|tung|sinh|sanh|sn|tu|den|toi"
    r"|vao|"
    r"cuoi|dau|giua|thieu|du|them))\s*$"
)
_YEAR_BEHIND = re.compile(r"^\s*(?:\d{4}|nay\b|sau\b|ngoai\b|toi\b|nua\b|bao\b|moi\b|lien\b)")
_KIN = re.compile(r"\b(?:chong|vo|ong xa|ba xa|me|ma|cha|tia|anh|chi|em|con)\s+(?:toi|tui|em|con|minh|gai|trai)\b")
_AT_A_TIME = re.compile(
    r"\b(?:(?P<year>(?:ca|nguyen|tron) nam|(?:tra|nop) (?:mot|1) nam(?= (?:luon|di))"
    r"|dong (?:mot|1) nam|(?:mot|1) nam (?:mot|1) lan|(?:theo|hang) nam|whole year"
    r"|(?:mot|1) nam(?= (?:thi )?(?:dong )?(?:het|bao nhieu|nhieu|mat|phai))|yearly|once a year)"
    r"|(?P<half>nua nam|(?:6|sau) thang (?:dong )?(?:mot|1) lan|half a year|every (?:six|6) months)"
    r"|(?P<quarter>(?:theo|hang|moi|dong) quy|quy (?:dong )?(?:mot|1) lan"
    r"|(?:3|ba) thang (?:dong )?(?:mot|1) lan|quarterly"
    r"|every (?:three|3) months))\b"
)
_IN_NONE = re.compile(
    r"\b(?:(?:khong|ko|het|dau)(?: (?:phai|thuoc|con|la|o|dien|ho|nha|so))*|not(?: (?:a|an|in|from))*)"
    r" (?:can ngheo|ngheo|dan toc|khmer|near[- ]poor|poor|ethnic)\b"
)
# What is paid "a year" is no period that is asked for.
_PERIODS = frozenset({"year", "half"})
# What comes "a month" or "a year".
_EACH = re.compile(r"(?:\b(?:bao nhieu|nhieu|nhiu|may|bn|trieu|tr|ngan|nghin|tien|much)|\dk|\dtr)\s+$")
_ADDED = re.compile(r"\bcong (?:voi|them|lai|chung|vo)\b|\+")
_VAGUE = frozenset(
    {"khong", "khong co", "khong phai", "no", "none", "thuong", "kinh", "khong thuoc", "binh thuong", "kha"}
)
_MONTHS = {"year": 12, "half": 6, "quarter": 3}
# Whose sum it is: "mẹ em", "ba tôi"; without accents "ba" and "ma" may be others.
_WHOSE = r"\s+(?:em|tôi|tui|con|mình|cháu|toi|minh|chau|nội|ngoại|noi|ngoai|chồng|vợ)\b"
# Who is told of, or tells of herself: "bà năm nay 59", "ông nhà 66 tuổi", "má có 9 năm".
_TELLS = (
    r"\s+(?:nhà |già )?(?=(?:năm nay|nay|mới|đã|đóng|được|sinh|sanh|có|làm|tuổi|chưa|\d+|sáu|bảy|năm mươi|bốn mươi)\b)"
)
_KINSWOMAN = re.compile(
    rf"\b(?:mẹ|me|má|bà|vợ|vo|chị|chi|dì|mợ|thím|bà xã)(?: gái| gai)?(?:{_WHOSE})"
    rf"|\b(?:em|con|cháu) (?:gái|gai){_WHOSE}|\b(?:mẹ|má|bà|chị|dì|bà nội|bà ngoại){_TELLS}"
    r"|\bmy (?:wife|mother|mum|mom|sister)\b|\bbả\b|\bbà (?:nhà|già)\b"
)
_KINSMAN = re.compile(
    rf"\b(?:ba|bố|cha|tía|chồng|chong|ông|ong|anh|chú|cậu|dượng)(?: trai)?(?:{_WHOSE})"
    rf"|\b(?:em|con|cháu) trai{_WHOSE}|\b(?:ông|bố|tía|anh|chú|cậu){_TELLS}"
    r"|\bmy (?:husband|father|dad|brother)\b|\b(?:ổng|ảnh)\b|\bông (?:nhà|già)\b"
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
    """The facts of a sentence; of what is taken back in it, what was said instead."""
    sentence = Sentence.of(corrected(text, book, today))
    money = sums(sentence)
    every = {taken.value.per for taken in money}
    told = [taken for taken in lengths(sentence) if not _is_per_month(taken, sentence)]
    times = [taken.value for taken in told if not ("half" in every and sentence.plain.startswith("nua", taken.start))]
    if not any(time.role == "paid" for time in times):
        times += [each.value for each in stretches(sentence, today) if not _is_since(each, told, sentence)]
        if _ADDED.search(sentence.plain) and not any(time.role for time in times):
            times = [replace(time, role="paid") for time in times]
    lacking = [time.months for time in times if time.role == "lacking"]
    planned = [time.months for time in times if time.role in {"planned", ""}]
    born = births(sentence, today)
    return Facts(
        sums=meant(tuple({(taken.value.a_month, taken.value.role == "past"): taken.value for taken in money}.values())),
        paid=_paid(times, sentence.plain),
        lacking=_only(lacking),
        planned=_only(planned),
        period=None if every & _PERIODS else _period(sentence.plain),
        birth=born[0].value if len(born) == 1 else None,
        sex=_sex(sentence, book),
        group=_group(sentence, book),
        somebody=_KIN.search(sentence.plain) is not None,
    )


def _only(values: Sequence[T]) -> T | None:
    return values[0] if len(set(values)) == 1 else None


def _paid(times: Sequence[Length], plain: str) -> Mapping[Kind, int]:
    """What was paid of each kind: the last that was said, or all where it is to be added up."""
    paid: dict[Kind, int] = {}
    for time in times:
        if time.role == "paid":
            before = paid.get(time.kind, 0) if _ADDED.search(plain) else 0
            paid[time.kind] = time.months + before if before != time.months else time.months
    return paid


def _period(plain: str) -> int | None:
    found = _AT_A_TIME.search(plain)
    return next((months for name, months in _MONTHS.items() if found[name]), None) if found else None


def _is_per_month(taken: Taken[Length], sentence: Sentence) -> bool:
    """Whether "1 tháng", "một năm" says how often rather than how long."""
    one = (
        taken.value.months in {1, 12} and re.match(r"(?:1|mot)\s", sentence.plain[taken.start : taken.end]) is not None
    )
    before = sentence.typed[: taken.start].lower()
    asked = _EACH.search(sentence.plain[: taken.start]) is not None or before.rstrip().endswith(" đồng")
    return one and (asked or taken.value.role not in {"paid", "lacking"})


def _is_since(stretch: Taken[Length], told: Sequence[Taken[Length]], sentence: Sentence) -> bool:
    """Whether it only says when the length before it began ("đóng 6 năm từ 2020")."""
    return any(not sentence.plain[each.end : stretch.start].strip() for each in told if each.end <= stretch.start)


def _group(sentence: Sentence, book: Phrasebook) -> str | None:
    """The group that is named; who denies one and names no other is in none."""
    named = [taken.value for taken in book.choices(GROUP, sentence) if _is_told(taken, sentence)]
    return "other" if not named and _IN_NONE.search(sentence.plain) else _only(named)


def _is_told(taken: Taken[str], sentence: Sentence) -> bool:
    """Whether a group is named by more than a "no" or another word of many sentences."""
    said = sentence.plain[taken.start : taken.end]
    return said not in _VAGUE


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
    if said in {"gai", "trai"}:
        return plain[: taken.start].rstrip()[-1:] in {"", ","} and plain[taken.end :].lstrip()[:1] in {"", ",", "."}
    if " " not in said and said not in _CERTAIN:
        return False
    if said != "nam":
        return True
    if _YEAR_BEFORE.search(plain[: taken.start]):
        return False
    return sentence.typed.lower() != plain or not _YEAR_BEHIND.match(plain[taken.end :])
