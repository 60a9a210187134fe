"""Names of places made comparable: each commune by its names of today and of before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from bot.domain.places import Commune, FormerPlace, Places, Province
from bot.search.text.keyboard import typed_without_input
from bot.search.text.letters import composed, fold, is_syllable, spelling

WARDS = {"phường": "phuong", "p": "phuong", "f": "phuong", "xã": "xa", "x": "xa", "tt": "thitran", "đk": "dackhu"}
DISTRICTS = {"huyện": "huyen", "h": "huyen", "quận": "quan", "q": "quan", "tx": "thixa", "tp": "thanhpho"}
PROVINCES = {"tỉnh": "tinh", "t": "tinh"}
_PAIRS = {
    ("thị", "trấn"): "thitran", ("đặc", "khu"): "dackhu", ("thị", "xã"): "thixa", ("thành", "phố"): "thanhpho"
}  # fmt: skip
WARD_KINDS = frozenset(WARDS.values())
DISTRICT_KINDS = frozenset(DISTRICTS.values())
KINDS = WARD_KINDS | DISTRICT_KINDS | frozenset(PROVINCES.values())
# People's short names of provinces; people who write "Sài Gòn" mean the city of today.
_SHORT = {
    "hcm": "ho chi minh", "tphcm": "thanhpho ho chi minh", "sg": "ho chi minh", "hn": "ha noi",
    "brvt": "ba ria vung tau", "saigon": "ho chi minh",
}  # fmt: skip
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[,;()/\n]")
_BREAKS = frozenset(",;()/\n")


class Token(NamedTuple):
    """One word as compared (`plain`), with accents (`spelled`), and the kind it names.

    "p." is of the kind "phuong".
    """

    plain: str
    spelled: str
    kind: str = ""


class Name(NamedTuple):
    """One name of a commune; `plain` as compared.

    districts, provinces    names that may go with it
    """

    plain: str
    spelled: str
    kind: str
    commune: Commune
    former: FormerPlace | None
    province: Province
    districts: frozenset[str]
    provinces: frozenset[str]


def _kinds() -> dict[str, str]:
    known = WARDS | DISTRICTS | PROVINCES
    return {spelling(word): kind for word, kind in known.items()} | {
        fold(spelling(w)): kind for w, kind in known.items()
    }


_KIND = _kinds()
_PAIR = {tuple(spelling(word) for word in pair): kind for pair, kind in _PAIRS.items()}
_PAIR |= {tuple(fold(word) for word in pair): kind for pair, kind in _PAIR.items()}


def tokens(text: str) -> list[Token]:
    """The words of a place's name or of a text; a break such as a comma is a token of its own."""
    plain = composed(text).replace("'", "").replace("’", "")
    return _paired([token for word in _TOKEN.findall(plain) for token in _token(word)])


def tokens_typed_without_input(text: str) -> list[Token]:
    """The same for text that may be Telex or VNI; many highland names only look like it."""
    words = re.findall(r"[^\W_]+|[,;()/\n]", composed(text))
    return tokens(" ".join(word if is_syllable(word) else typed_without_input(word) for word in words))


@lru_cache(maxsize=32768)
def _token(word: str) -> tuple[Token, ...]:
    if word in _SHORT:
        return tuple(Token(part, part, part if part in KINDS else "") for part in _SHORT[word].split())
    if word.isdigit():
        return (Token(word.lstrip("0") or "0", word),)
    if word in _BREAKS:
        return (Token(",", ","),)
    spelled = spelling(word)
    kind = _KIND.get(spelled, "")
    return (Token(kind or fold(spelled), spelled, kind),)


def _paired(words: list[Token]) -> list[Token]:
    joined: list[Token] = []
    for word in words:
        if joined and (kind := _PAIR.get((joined[-1].spelled, word.spelled))):
            joined[-1] = Token(kind, f"{joined[-1].spelled} {word.spelled}", kind)
        else:
            joined.append(word)
    return joined


@lru_cache(maxsize=8192)
def _around(name: str) -> frozenset[str]:
    """The keys for a district or province: "huyen cau ngang" and "cau ngang"."""
    words = [word.plain for word in tokens(name) if word.plain != ","]
    whole = " ".join(words)
    bare = " ".join(words[1:])
    return frozenset({whole}) if not bare or bare.isdigit() else frozenset({whole, bare})


@lru_cache(maxsize=512)
def _around_all(names: frozenset[str]) -> frozenset[str]:
    """All of these keys; neighbours share most of theirs."""
    return frozenset[str]().union(*map(_around, names))


def _name(ward: str) -> tuple[str, str, str]:
    words = [word for word in tokens(ward) if word.plain != ","]
    named = words if words[1].plain.isdigit() else words[1:]
    return intern(" ".join(w.plain for w in named)), intern(" ".join(w.spelled for w in named)), words[0].plain


def names(places: Places) -> Iterable[Name]:
    """Every name of every commune: today's, others of today, and those of its former places."""
    for province in places.provinces.values():
        for commune in province.communes:
            districts = _around_all(frozenset(was.district for was in commune.was))
            provinces = _around_all(frozenset({province.name, *(was.province for was in commune.was)}))
            for own in (commune.name, *commune.also):
                yield Name(*_name(own), commune, None, province, districts, provinces)
            for was in commune.was:
                before = _around_all(frozenset({province.name, was.province}))
                yield Name(*_name(was.ward), commune, was, province, _around(was.district), before)
