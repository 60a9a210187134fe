"""A sentence as its readers see it: letters with and without accents at the same places.

What a reader takes is a stretch of it; what nobody took is left for the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from bot.search.text.letters import fold, spelling

T = TypeVar("T", covariant=True)

LONGEST = 800
_WORD = re.compile(r"[^\W_]+")
_DROPPED = frozenset({"Cf", "Cc", "Cs", "Cn", "Co", "Mn", "Me"})
_TRIMMED = " .,;:!?…-–—\"'()"


@dataclass(frozen=True)
class Taken(Generic[T]):
    """A value, and the stretch of the sentence that says it."""

    value: T
    start: int
    end: int


@dataclass(frozen=True)
class Word:
    """A word with the spelling of `letters.spelling`, the same without accents, and its place."""

    spelled: str
    plain: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """`typed` is on one line, without pictures and invisible marks; `plain` is as long."""

    typed: str

    @classmethod
    def of(cls, text: str) -> Sentence:
        composed = unicodedata.normalize("NFC", text[: 4 * LONGEST])
        return cls(" ".join("".join(map(_seen, composed)).split())[:LONGEST])

    @cached_property
    def plain(self) -> str:
        return "".join(map(_folded, self.typed))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        lower = "".join(map(_lower, self.typed))
        found = _WORD.finditer(lower)
        spelled = ((spelling(word[0]), word.start(), word.end()) for word in found)
        return tuple(Word(each, fold(each), start, end) for each, start, end in spelled)

    def without(self, taken: Iterable[Taken[object]]) -> str:
        """What is left, without the signs at its ends."""
        letters = list(self.typed)
        for each in taken:
            letters[each.start : each.end] = " " * (each.end - each.start)
        return " ".join("".join(letters).split()).strip(_TRIMMED)


@lru_cache(maxsize=4096)
def _seen(letter: str) -> str:
    """A letter, a sign or a blank; nothing for invisible marks, a blank for pictures."""
    kind = unicodedata.category(letter)
    if letter.isspace():
        return " "
    return "" if kind in _DROPPED else " " if kind in {"So", "Sk"} else letter


@lru_cache(maxsize=4096)
def _lower(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    folded = fold(_lower(unicodedata.normalize("NFC", letter)))
    return folded if len(folded) == 1 else letter
