"""What staff type in short: a verb, numbers and the rest, in any clear order.

"17 không nghe", "hẹn 17 thứ 5", "giao 341 cho anh Tâm", "nhận 17, 18", "mai tôi nghỉ". What begins so and stays
unclear is not searched for among the answers for citizens: the officer is asked what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.leads import Outcome
from bot.domain.text import fold
from bot.search.text.questions import looks_like_question
from bot.search.values.days import read_day
from bot.search.values.phones import phones
from bot.search.values.sentence import Sentence
from bot.talk import actions
from bot.talk.action import Action
from bot.talk.understanding.shorthand_named import Shorthand, named_in

#: What came of a call, as officers type it, folded; the longest that fits counts.
CAME_OF_IT: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.TRY_AGAIN: (
        "khong nghe", "khong nghe may", "ko nghe", "ko nghe may", "k nghe may", "khong bat may", "khong lien lac duoc",
        "goi khong duoc", "thue bao", "tat may", "may ban", "khong ai nghe", "no answer",
    ),
    Outcome.WILL_JOIN: ("se tham gia", "dong y tham gia", "chiu tham gia", "se dong", "muon tham gia", "will join"),
    Outcome.JOINED: ("da tham gia", "tham gia roi", "da dong", "dong roi", "da lam ho so", "has joined"),
    Outcome.NOT_INTERESTED: (
        "khong tham gia", "khong muon", "chua muon", "tu choi", "khong quan tam", "khong dong y", "not interested",
    ),
    Outcome.LEAVE_ALONE: (
        "dung lien he", "dung lien he nua", "khong lien he nua", "da mat", "qua doi", "mat roi", "do not contact",
    ),
    Outcome.WRONG_NUMBER: ("sai so", "nham so", "so sai", "khong phai so", "wrong number"),
    Outcome.REACHED: ("da tu van", "tu van roi", "tu van xong", "giai thich roi", "da giai thich", "reached"),
}  # fmt: skip
BEFORE = {
    "toi", "em", "minh", "anh", "chi", "da", "vang", "xin", "cho", "loa", "oi", "a", "nho", "de", "thoi", "ok", "hey",
    "/",
}  # fmt: skip
AFTER = {"nhe", "nha", "nghen", "a", "ah", "di", "giup", "gium", "luon", "oi", "voi", "ok", "please"}
TITLES = {"cho", "anh", "chi", "em", "co", "chu", "ban", "dong", "to", "cau", "bac", "ong", "ba"}
LINKS = {"so", "yeu", "cau", "va", "with", "and", "#"}
BECAUSE = {fold(word) for word in ("vì", "do", "because")}
#: After a number these make a sum, an age or a time of it; before one a day or a place.
UNITS = {
    "nam", "thang", "tuoi", "trieu", "tr", "ngan", "nghin", "k", "dong", "ty", "gio", "h", "phut", "lan", "nguoi",
    "phan", "cu", "year", "years", "month", "months",
}  # fmt: skip
MEASURED = {"thu", "ngay", "thang", "ap", "khom", "nam", "luc", "to", "lop", "sinh", "dong", "muc"}
AROUND_A_DAY = {"vao", "ngay", "hom", "sang", "chieu", "trua", "den", "toi", "lai", "sau"}
# What says why somebody is away, beside the day.
REASONS = {
    "ban", "hop", "viec", "nha", "co", "di", "om", "benh", "dam", "kham", "tap", "huan", "cong", "tac", "duoc", "phep",
    "nghi", "ca", "ngay",
}  # fmt: skip
# How colleagues write "không", for what came of a call.
NO = {"kg", "hk", "hong", "hok", "hem", "khg", "ko", "k", "chang"}
ALL = {"het", "tat", "ca", "hai", "luon"}
_ITS_STATE = re.compile(r"\b(?:sao roi|the nao|toi dau|gi roi|xong chua|ra sao)\b")
_NAMED = re.compile(r"\b(?:cai|so|vu|ca|yeu cau|ho so|voi|viec) #?(\d{1,7})\b(?! (?:trieu|tr|ngan|nam|thang|tuoi|k)\b)")
_NUMBER = re.compile(r"#?(\d{1,7})")
MOST_WORDS, MOST_NAMES = 6, 4


@dataclass(frozen=True)
class _Word:
    typed: str
    plain: str


def read_shorthand(text: str, today: date) -> Shorthand | None:
    """What an officer asks for in short, or None where it is something else, such as a question."""
    found = phones(Sentence(text))
    words = [_Word(word, fold(word).strip(" .,;:!?")) for word in text.split()]
    if len(found) == 1 and len(words) <= MOST_WORDS:
        return Shorthand(actions.FIND, phone=found[0].value)
    if away := _away(words, today):
        return Shorthand(actions.AWAY, f"{away.isoformat()} den {away.isoformat()}")
    begins = _without_courtesy(words)
    if by_name := named_in(text):
        return by_name
    verb, used = _verb(begins)
    numbers, rest = _numbers(begins[used:])
    if verb is None and numbers and _NUMBER.fullmatch(begins[0].plain):
        verb, used = _verb(rest)
        rest = rest[used:]
    elif verb is None:
        return _beside_its_number(text, numbers, rest)
    if not numbers:
        return _without_number(verb, rest, text)
    if looks_like_question(text) and not (verb and begins[0].plain in verb.shorthand):
        return None
    return _meant(verb, numbers, rest, today)


def _beside_its_number(text: str, numbers: tuple[int, ...], rest: Sequence[_Word]) -> Shorthand | None:
    """What is said before the number it is about: "nhầm số rồi cái 1", "cái 1 sao rồi"."""
    plain = fold(text)
    if len(numbers) != 1 or len(plain.split()) > MOST_WORDS:
        return None
    said, left = _outcome(rest)
    if said is not None and not looks_like_question(text):
        return Shorthand(actions.OUTCOME, numbers=numbers, fills={"outcome": said, **_noting(left[:0])})
    if _NAMED.search(plain) is None:
        return None
    return Shorthand(actions.LEAD if _ITS_STATE.search(plain) else None, numbers=numbers)


def _away(words: Sequence[_Word], today: date) -> date | None:
    """The one day off that is all that is said: "mai tôi nghỉ", "nghỉ thứ 5"."""
    if not 2 <= len(words) <= MOST_WORDS + 2 or "nghi" not in {word.plain for word in words}:
        return None
    day, left = _day([word for word in words if word.plain not in {"nghi", *REASONS, *BEFORE, *AFTER}], today)
    return day if day is not None and day >= today and not left else None


def _without_courtesy(words: Sequence[_Word]) -> list[_Word]:
    rest = list(words)
    while len(rest) > 1 and rest[0].plain in BEFORE | LINKS and not _verb(rest)[1]:
        rest = rest[1:]
    while len(rest) > 1 and rest[-1].plain in AFTER:
        rest = rest[:-1]
    return rest


def _verb(words: Sequence[_Word]) -> tuple[Action | None, int]:
    """The action that the first words name, and how many of them: the longest way of saying it."""
    plain = [word.plain.lstrip("/") for word in words]
    best: tuple[Action | None, int] = (None, 0)
    for row in actions.IN_SHORTHAND:
        for way in row.shorthand:
            parts = way.split()
            if plain[: len(parts)] == parts and len(parts) > best[1]:
                best = (row, len(parts))
    return best


def _numbers(words: Sequence[_Word]) -> tuple[tuple[int, ...], list[_Word]]:
    """The numbers of requests, and what is left without them and what links them."""
    numbers: list[int] = []
    rest: list[_Word] = []
    for place, word in enumerate(words):
        before = words[place - 1].plain if place else ""
        after = words[place + 1].plain if place + 1 < len(words) else ""
        parts = [part for part in re.split(r"[,;+&]", word.plain) if part]
        if parts and all(map(_NUMBER.fullmatch, parts)) and before not in MEASURED and after not in UNITS:
            numbers += [int(part.lstrip("#")) for part in parts]
            while rest and rest[-1].plain in LINKS:
                rest.pop()
        else:
            rest.append(word)
    return tuple(dict.fromkeys(numbers)), [word for word in _after(rest, LINKS) if word.plain]


def _without_number(verb: Action | None, rest: Sequence[_Word], text: str) -> Shorthand | None:
    if verb is actions.FIND and rest:
        return Shorthand(actions.FIND, _typed(rest))
    rest = [word for word in rest if word.plain not in ALL]
    bare = not rest or (verb is actions.GIVE and len(rest) <= MOST_NAMES)
    return Shorthand() if verb is not None and bare and not looks_like_question(text) else None


def _meant(verb: Action | None, numbers: tuple[int, ...], rest: Sequence[_Word], today: date) -> Shorthand:
    """What is to be done with those requests, and what the rest says of it."""
    said, left = _outcome(rest)
    if verb in (None, actions.OUTCOME) and said is not None:
        return Shorthand(actions.OUTCOME, numbers=numbers, fills={"outcome": said, **_noting(left)})
    day, beside = _day(rest, today)
    if verb is actions.AGAIN and day is not None:
        fills = {"outcome": Outcome.LATER.value, "day": day.isoformat(), **_noting(beside)}
        return Shorthand(actions.OUTCOME, numbers=numbers, fills=fills)
    if verb is None:
        return Shorthand(numbers=numbers)
    if verb is actions.NOTE:
        return Shorthand(verb, numbers=numbers, fills={"note": _typed(rest)} if rest else {})
    if verb is actions.REOPEN:
        why = _typed(_after(rest, BECAUSE))
        return Shorthand(verb, numbers=numbers, fills={"reason": why} if why else {})
    if verb is actions.OUTCOME:
        return Shorthand(verb, numbers=numbers, fills=_noting(rest) if rest else {})
    if verb is actions.HAND:
        return Shorthand(verb, numbers=numbers, place=_typed(_after(rest, {"qua", "sang", "cho", "ve", "xa", "to"})))
    if verb is actions.GIVE:
        return Shorthand(verb, _typed(_after(rest, TITLES)), numbers)
    return Shorthand(verb, numbers=numbers) if len(rest) <= 2 else Shorthand(numbers=numbers)


def _outcome(rest: Sequence[_Word]) -> tuple[str | None, list[_Word]]:
    """What came of the call, and the words that say more."""
    plain = ["khong" if word.plain in NO else word.plain for word in rest]
    best: tuple[str | None, list[_Word], int] = (None, list(rest), 0)
    for outcome, ways in CAME_OF_IT.items():
        for way in ways:
            parts = way.split()
            for start in range(len(plain) - len(parts) + 1):
                if plain[start : start + len(parts)] == parts and len(parts) > best[2]:
                    best = (outcome.value, [*rest[:start], *rest[start + len(parts) :]], len(parts))
    return best[0], best[1]


def _day(rest: Sequence[_Word], today: date) -> tuple[date | None, list[_Word]]:
    """The day that some of the words name, and the others."""
    for length in range(min(len(rest), 5), 0, -1):
        for start in range(len(rest) - length + 1):
            part = rest[start : start + length]
            if (day := read_day(" ".join(word.plain for word in part), today)) is not None:
                left = [word for word in (*rest[:start], *rest[start + length :]) if word.plain not in AROUND_A_DAY]
                return day, left
    return None, list(rest)


def _noting(rest: Sequence[_Word]) -> dict[str, str]:
    words = _after(rest, {"va", "la", "may", "nhung", "-"})
    return {"noting": "yes", "note": _typed(words)} if words else {"noting": "no"}


def _after(rest: Sequence[_Word], skipped: set[str]) -> list[_Word]:
    words = list(rest)
    while words and words[0].plain in skipped:
        words = words[1:]
    return words


def _typed(words: Sequence[_Word]) -> str:
    return " ".join(word.typed for word in words).strip(" .,;:")
