"""Phrases of the editors found in words, accents or none, with gaps ("hỏi … làm gì")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.search.text.letters import composed, fold, spelling
from bot.search.values.sentence import Sentence, Word

GAP = "…"
APOSTROPHES = "'’"
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_MOST_BETWEEN = 4
_MOST_WORDS = 16


class ExpandedWords:
    """Reads the words of a sentence, short forms written out, drawn-out letters shortened."""

    def __init__(self, short: Mapping[str, str]) -> None:
        self._short = {spelling(composed(each)): tuple(_spelled(full)) for each, full in short.items()}

    def __call__(self, sentence: Sentence) -> Sequence[Word]:
        return [each for word in sentence.words for each in self._written_out(word, sentence)]

    def _written_out(self, word: Word, sentence: Sentence) -> Iterable[Word]:
        """The words of a short form written out; an English ending ("don't") is none."""
        if word.start and sentence.typed[word.start - 1] in APOSTROPHES:
            return (word,)
        word = _unstretched(word)
        full = self._short.get(word.spelled)
        return (word,) if full is None else (Word(each, fold(each), word.start, word.end) for each in full)


class Phrases:
    """Phrases with what each means, found at a place of a text."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for way, meant in pairs:
            words = tuple(_spelled(way))
            if words:
                self._table.setdefault(fold(words[0]), []).append((words, meant))
        for entries in self._table.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def __bool__(self) -> bool:
        return bool(self._table)

    def longest(self, words: Sequence[Word], place: int) -> tuple[int, str]:
        """How many words from here are a phrase, and its meaning; 0 for none."""
        for phrase, meant in self._table.get(words[place].plain, ()):
            if length := _fits(phrase, words, place):
                return length, meant
        return 0, ""

    def lengths(self, words: Sequence[Word], place: int) -> Iterator[int]:
        """How long each phrase is that begins here."""
        return (
            length for phrase, _m in self._table.get(words[place].plain, ()) if (length := _fits(phrase, words, place))
        )

    def is_in(self, words: Sequence[Word]) -> bool:
        """Whether one of the phrases is among the words."""
        return any(self.longest(words, place)[0] for place in range(len(words)))

    def is_all(self, words: Sequence[Word], polite: Phrases) -> bool:
        """Whether the words are such phrases and, politeness apart, nothing else."""
        place, found = 0, False
        while place < len(words) <= _MOST_WORDS:
            if length := self.longest(words, place)[0]:
                found = True
            elif not (length := polite.longest(words, place)[0]):
                return False
            place += length
        return found


def _unstretched(word: Word) -> Word:
    """A word without letters drawn out ("okkkk", "đúnggg")."""
    short = _STRETCHED.sub(r"\1", word.spelled)
    return word if short == word.spelled else Word(short, fold(short), word.start, word.end)


def _spelled(text: str) -> Iterator[str]:
    """The words of a phrase; three dots, or their one sign, are a gap."""
    for number, part in enumerate(text.replace("...", GAP).split(GAP)):
        yield from [GAP] if number else []
        yield from (word.spelled for word in Sentence.of(part).words)


def _fits(phrase: tuple[str, ...], words: Sequence[Word], place: int) -> int:
    """How many words from here are this phrase, or 0; GAP is a few words of any kind."""
    if GAP in phrase:
        gap = phrase.index(GAP)
        first = _fits(phrase[:gap], words, place)
        after = place + first
        spots = range(after, min(after + _MOST_BETWEEN, len(words) - 1) + 1) if first else ()
        return next((spot + last - place for spot in spots if (last := _fits(phrase[gap + 1 :], words, spot))), 0)
    if len(words) - place < len(phrase):
        return 0
    pairs = zip(words[place : place + len(phrase)], phrase, strict=True)
    return len(phrase) if all(word.spelled in (wanted, fold(wanted)) for word, wanted in pairs) else 0
