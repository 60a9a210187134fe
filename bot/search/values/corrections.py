"""Values taken back in the same sentence: "3 năm, à không, 4 năm" says 4 years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.search.values.counts import lengths
from bot.search.values.people import births
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sentence import Sentence
from bot.search.values.sums import sums

# Without accents "lon" may be "lớn" and "quen" another word, so that then only the longer ways tell.
_BACK = re.compile(
    r"\b(?:(?:à|á|í|ý|ủa|chết|trời|ấy|a|y|ua|chet)\s*,?\s*(?:nhầm|lộn|quên|không|khoan|nham|lon|quen|khong)"
    r"|nhầm|lộn|nói lộn|ghi lộn|nói nhầm|ghi nhầm|nham|noi lon|ghi lon|noi nham|sửa lại|đúng ra|chính xác|nói lại"
    r"|sorry|i mean|no wait)\b(?:\s*,?\s*(?:là|la|phải|phai|rồi|roi|mới đúng))*"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CHOICES = ("sex", "group")
# So little may stand between a value and what takes it back.
_NEAR = 3


def corrected(text: str, book: Phrasebook, today: date) -> str:
    """The sentence with what was taken back replaced by what was said instead of it."""
    sentence = Sentence.of(text)
    for found in _BACK.finditer(sentence.typed.lower()):
        for spans in _spans(sentence, book, today):
            if (stretch := _taken_back(spans, found)) is not None:
                begins, ends = stretch
                return sentence.typed[:begins] + sentence.typed[ends:]
    return text


def _spans(sentence: Sentence, book: Phrasebook, today: date) -> Iterator[Sequence[tuple[int, int]]]:
    """Where values of each kind are said."""
    for taken in (sums(sentence), lengths(sentence), births(sentence, today)):
        yield [(each.start, each.end) for each in taken]
    yield from ([(each.start, each.end) for each in book.choices(key, sentence)] for key in _CHOICES)
    yield [found.span() for found in _NUMBER.finditer(sentence.plain)]


def _taken_back(spans: Sequence[tuple[int, int]], found: re.Match[str]) -> tuple[int, int] | None:
    """From the value taken back to the one said instead; None where they are of two kinds."""
    first = [span for span in spans if span[1] <= found.start() <= span[1] + _NEAR]
    second = [span for span in spans if found.end() <= span[0] <= found.end() + _NEAR]
    return (first[-1][0], second[0][0]) if first and second else None
