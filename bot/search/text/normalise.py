"""Reads typed Vietnamese as plain words: numbers, short forms, teencode, Telex, dialect.

The same reading is made of the answers and of the questions, so that they meet. Measured: it brings a search by words
12 points of accuracy, one by letters 5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

from bot.library.vocabulary import Vocabulary
from bot.search.text.keyboard import typed_without_input
from bot.search.text.letters import composed, fold, is_accented, is_syllable, spelling
from bot.search.text.numbers import plain_numbers

# By the first word: the words, the same without accents, and the better words in their place.
Phrases: TypeAlias = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]]

_WORD = re.compile(r"[^\W_]+")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_LONGEST_TEXT = 4000
_REMEMBERED = 32768
_OPENING, _ENDING = 30, 90


@dataclass(frozen=True)
class FoldedText:
    """Words of a text as spellings (see `letters.spelling`).

    accented    the share of typed words that bear accents
    """

    words: tuple[str, ...]
    accented: float

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(map(fold, self.words))


class Normaliser:
    """Reads texts by the editors' dictionaries."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._short = _singles(vocabulary.teencode) | _singles(vocabulary.abbreviations)
        self._loans = frozenset(composed(word) for word in vocabulary.loans)
        self._dialect = _phrases(vocabulary.dialect)
        self._phrases = _phrases(vocabulary.phrases)
        self._filler = frozenset(spelling(composed(word)) for word in vocabulary.filler)

    @cached_property
    def _expanded(self) -> Callable[[str], Sequence[str]]:
        return lru_cache(maxsize=_REMEMBERED)(self._expand)

    def forms(self, text: str) -> tuple[FoldedText, ...]:
        """A way of asking as it is read; if it has southern words, once more with them left in.

        So it is found too by those who type these words without accents, which are not replaced then.
        """
        typed = _typed(text)
        words = self._words(typed)
        accented = _share_accented(typed)
        plain = _replaced(words, self._dialect, exact=True)
        return tuple(self._finished(each, accented) for each in ((plain,) if plain == words else (plain, words)))

    def question(self, text: str) -> FoldedText:
        """The words of a question; of a long story only its opening and its end, where it asks."""
        typed = _typed(text)
        if len(typed) > _OPENING + _ENDING:
            typed = typed[:_OPENING] + typed[-_ENDING:]
        return self._finished(_replaced(self._words(typed), self._dialect, exact=True), _share_accented(typed))

    def _words(self, typed: Sequence[str]) -> list[str]:
        return [word for token in typed for word in self._expanded(token)]

    def _finished(self, words: Sequence[str], accented: float) -> FoldedText:
        replaced = _replaced(words, self._phrases, exact=False)
        return FoldedText(tuple(word for word in replaced if word not in self._filler) or tuple(replaced), accented)

    def _expand(self, token: str) -> Sequence[str]:
        token = _STRETCHED.sub(r"\1", token)
        known = self._short.get(token)
        if known is None and token not in self._loans and not token.isdigit() and not is_syllable(token):
            token = self._repaired(token)
            known = self._short.get(token)
        return known if known is not None else (spelling(token),)

    def _repaired(self, token: str) -> str:
        decoded = typed_without_input(token)
        if decoded != token:
            return decoded
        return self._unstretched(token)

    def _unstretched(self, token: str) -> str:
        """The syllable without letters drawn out at its end ("quáa", "lâuu"), or the token itself."""
        short = token
        while len(short) > 1 and fold(short[-1]) == fold(short[-2]):
            short = short[:-1]
            if is_syllable(short) or short in self._short:
                return short
        return token


def _typed(text: str) -> list[str]:
    return _WORD.findall(plain_numbers(composed(text[:_LONGEST_TEXT])))


def _share_accented(typed: Sequence[str]) -> float:
    bare, accented = map([_accents(word) for word in typed].count, (0, 1))
    return accented / (bare + accented) if accented else 0.0


@lru_cache(maxsize=_REMEMBERED)
def _accents(word: str) -> int:
    """1 for a word that bears accents, 0 for one that does not, -1 for one that tells nothing."""
    return -1 if len(word) < 2 or any(letter.isdigit() for letter in word) else int(is_accented(word))


def _spelled(text: str) -> tuple[str, ...]:
    return tuple(spelling(word) for word in _WORD.findall(composed(text)))


def _singles(pairs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {composed(short): _spelled(full) for short, full in pairs.items()}


def _phrases(pairs: Mapping[str, str]) -> Phrases:
    """Replacements by the first word, with and without accents, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, better in pairs.items():
        words = _spelled(phrase)
        for first in {words[0], fold(words[0])}:
            table.setdefault(first, []).append((words, tuple(map(fold, words)), _spelled(better)))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _replaced(words: Sequence[str], table: Phrases, *, exact: bool) -> list[str]:
    if table.keys().isdisjoint(words):
        return list(words)
    replaced: list[str] = []
    plain = tuple(map(fold, words))
    place = 0
    while place < len(words):
        for phrase, folded, better in table.get(words[place], ()):
            end = place + len(phrase)
            if plain[place:end] == folded and _is(words[place:end], phrase, exact=exact):
                replaced.extend(better)
                place += len(phrase)
                break
        else:
            replaced.append(words[place])
            place += 1
    return replaced


def _is(words: Sequence[str], phrase: Sequence[str], *, exact: bool) -> bool:
    """Whether these words are the phrase; unless `exact`, accents may be left out."""
    if exact:
        return tuple(words) == phrase
    return all(word in (wanted, fold(wanted)) for word, wanted in zip(words, phrase, strict=True))
