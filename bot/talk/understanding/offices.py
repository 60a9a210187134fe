"""Questions for an office's address, phone or hours, such as "bhxh bến tre ở đâu".

Only what consists of nothing but an office, what is asked of it, a place and polite words is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.domain.places import Commune
from bot.domain.text import fold, nfc
from bot.search.text.letters import is_accented, spelling
from bot.talk.actions import OFFICE
from bot.talk.scene import Knowledge

KINDS: Mapping[str, tuple[str, ...]] = {
    "post": ("buu dien", "buu cuc", "post office"),
    "agent": ("dai ly thu", "diem thu", "to chuc dich vu thu", "collection point", "collector"),
    "commune": (
        "uy ban nhan dan", "uy ban", "ubnd", "trung tam hanh chinh cong", "trung tam phuc vu hanh chinh cong",
        "commune office", "people's committee",
    ),
    "bhxh": (
        "bhxh co so", "bao hiem xa hoi co so", "co quan bhxh", "co quan bao hiem xa hoi", "co quan bao hiem",
        "van phong bhxh", "van phong bao hiem", "tru so bhxh", "tru so bao hiem xa hoi", "tru so bao hiem",
        "bao hiem xa hoi", "bhxh", "social insurance office", "insurance office", "social insurance",
    ),
}  # fmt: skip
ASKED = (
    "o dau", "o mo", "o cho nao", "cho nao", "khuc nao", "dia chi", "nam o dau", "duong nao", "duong di", "ban do",
    "so dien thoai", "sdt", "dien thoai", "so may", "may gio mo cua", "may gio dong cua", "mo cua", "dong cua",
    "gio mo cua", "gio lam viec", "lam viec", "tiep dan", "may gio", "thu bay", "thu 7", "chu nhat", "hom nay",
    "where is", "where", "address", "opening hours", "opening times", "working hours", "hours", "open", "close",
    "phone number", "telephone", "phone", "map",
)  # fmt: skip
POLITE = frozenset({
    "a", "anh", "bay", "bi", "biet", "bu", "cai", "chi", "chieu", "cho", "chua", "co", "con", "cua", "da", "dang",
    "dau", "di", "duoc", "dum", "em", "gan", "gio", "giup", "gium", "hoi", "khong", "ko", "la", "lam", "loa", "luc",
    "may", "minh", "nam", "nao", "nay", "nghi", "nha", "nhat", "nhi", "o", "oi", "roi", "sang", "sao", "so", "tai",
    "hem", "hong", "the", "thi", "toi", "tui", "tu", "vao", "vay", "voi", "xin", "at", "can", "closest", "do", "does",
    "for", "in", "is", "me", "near", "nearest", "number", "of", "please", "s", "tell", "time", "today", "tomorrow",
    "what", "when", "which", "you",
})  # fmt: skip
UNITS = frozenset({
    "xa", "x", "phuong", "p", "tt", "thi", "tran", "dac", "khu", "huyen", "h", "quan", "q", "tx", "tp", "thanh", "pho",
    "tinh", "commune", "ward", "district",
})  # fmt: skip
MOST_WORDS = 60
MOST_PLACE_WORDS = 8
# Asks for the commune, whichever was remembered; what follows it is the one that was told of last.
ASK = "?"
PROVINCE = "*"


def about_office(text: str, offered: Sequence[tuple[str, str]], knows: Knowledge) -> str | None:
    """What the dialogue of offices is started with, "kind:codes"; None where nobody asks for it.

    After such an answer (what it `offered` tells) a place alone, or another thing to know, is enough. Where no place is
    named, or only the province, it is asked for if some such office is known at all.
    """
    words = re.findall(r"[^\W_]+(?:'s)?", nfc(text).lower())
    if len(words) > MOST_WORDS:
        return None
    kind, rest = _kind(words)
    asked, rest = without(rest, ASKED)
    before = next((token for token, _label in offered if token.startswith(OFFICE.prefix)), "")
    kind_before, _colon, told = before.removeprefix(OFFICE.prefix).partition(":")
    if not (kind and asked) and (not before or len(words) > MOST_PLACE_WORDS):
        return None
    if not asked and (not rest or (kind in ("", kind_before) and knows.finder.ask(text).decision == "answer")):
        return None
    place = named_place(rest, knows)
    if place is None or not (place or asked or (kind and kind != kind_before)):
        return None
    if place in ("", PROVINCE) and not kind_before:
        return f"{kind}:{place}" if any(office.kind == kind for office in knows.library.offices) else None
    return f"{kind or kind_before}:{place or told.removeprefix(ASK)}"


def _kind(words: list[str]) -> tuple[str, list[str]]:
    """The kind of office named, the most particular one, and the words without any."""
    kinds, rest = [], words
    for kind, names in KINDS.items():
        found, rest = without(rest, names)
        kinds += [kind] if found else []
    return (kinds or [""])[0], rest


def without(words: list[str], phrases: tuple[str, ...]) -> tuple[bool, list[str]]:
    """Whether one of the phrases occurs, and the words without those that do, the longest first."""
    left, folded, found = words, [fold(word) for word in words], False
    for phrase in sorted((phrase.split() for phrase in phrases), key=len, reverse=True):
        for start in range(len(left) - len(phrase), -1, -1):
            if folded[start : start + len(phrase)] == phrase:
                left, found = [*left[:start], *left[start + len(phrase) :]], True
                folded = [*folded[:start], *folded[start + len(phrase) :]]
    return found, left


def named_place(words: list[str], knows: Knowledge) -> str | None:
    """The codes of the communes that the rest names; "" for no place, None for something else."""
    folded = [fold(word) for word in words]
    telling = [number for number, word in enumerate(folded) if word not in POLITE]
    if not telling:
        return ""
    if len(words) > MOST_PLACE_WORDS:
        return None
    bare = words[telling[0] : telling[-1] + 1]
    home = fold(knows.library.places.provinces[knows.library.home.province].name)
    if fold(" ".join(bare)) in (home, home.partition(" ")[2], "tinh", "province"):
        return PROVINCE
    found = knows.communes.find(" ".join(words)) or knows.communes.find(" ".join(bare))
    return ",".join(match.commune.code for match in found if _spelled(bare, match.commune)) or None


def _spelled(words: list[str], commune: Commune) -> bool:
    """Whether the words are names of the commune or of what it lay in, letter by letter.

    Of so few words many are one letter away from some commune's name.
    """
    was = [name for former in commune.was for name in (former.ward, former.district, former.province)]
    written = [name.lower().split() for name in (commune.name, *commune.also, commune.province, *was)]
    letters = {spelling(word) for name in written for word in name}
    if any(is_accented(word) and spelling(word) not in letters for word in words if fold(word) not in UNITS):
        return False
    names, left = {_bare(name) for name in written} - {""}, _bare(words)
    while left:
        begun = max((name for name in names if f"{left} ".startswith(f"{name} ")), key=len, default="")
        if not begun:
            return False
        left = left[len(begun) :].strip()
    return True


def _bare(words: list[str]) -> str:
    return " ".join(word for word in map(fold, words) if word not in UNITS)
