"""Short replies by the editors' lists: yes, no, "I do not know", "stop", choices.

Politeness around them, capitals, accents left out, short forms and pictures change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache

from bot.library.feelings import Feeling
from bot.library.vocabulary import Vocabulary
from bot.search.text.normalise import FoldedText, Normaliser
from bot.search.values.examples import Examples
from bot.search.values.feelings import LIKE, Feelings
from bot.search.values.phrases import ExpandedWords, Phrases
from bot.search.values.sentence import Sentence, Taken, Word

_NEGATION_REACH, _REMEMBERED = 3, 256
# What is said to a form instead of an answer, recognised by likeness too from here on.
_ASIDES, MEANT, SURELY_MEANT = ("leave", "pause", "why"), 0.5, 0.8
_ANSWERS = ("yes", "no", "unknown")
# From this share of words with accents on they are typed.
_TYPED = 0.3
# Before a "no" that only asks: "được không, nhà nghèo".
_ASKED_OF = frozenset({"duoc", "dc"})
# Between a "no" and what is denied: "không phải là hộ nghèo", "không thuộc diện cận nghèo".
_BETWEEN = frozenset(["phai", "thuoc", "la", "co", "dien", "ho", "duoc", "nguoi", "o", "trong", "phia", "gi"])


class Phrasebook:
    """Reads short replies; built once per library, then only read.

    others  questions that are no feelings and no such replies; without any, only what is written as a phrase is known
    """

    def __init__(self, vocabulary: Vocabulary, others: Sequence[FoldedText] = ()) -> None:
        self._expanded = ExpandedWords(vocabulary.teencode)
        replies = vocabulary.replies
        self._kinds = {kind: Phrases((way, kind) for way in ways) for kind, ways in replies.kinds.items()}
        self._choices = {
            key: Phrases((way, token) for token, ways in tokens.items() for way in ways)
            for key, tokens in replies.choices.items()
        }
        self._polite = self._kinds.get("polite", Phrases(()))
        self._feelings = Feelings(vocabulary.feelings, self._polite)
        self._normaliser = Normaliser(vocabulary)
        read = self._normaliser.question
        felt = {each.id: [*map(read, (*each.alone, *each.like))] for each in vocabulary.feelings}
        asides = {kind: [*map(read, replies.kinds.get(kind, ()))] for kind in _ASIDES}
        answers = [read(way) for kind, ways in replies.kinds.items() if kind not in _ASIDES for way in ways]
        answers += [read(way) for tokens in replies.choices.values() for ways in tokens.values() for way in ways]
        self._felt = Examples(felt, others)
        self._asides = Examples(asides, [*others, *answers, *(each for said in felt.values() for each in said)])

    @cached_property
    def _read(self) -> Callable[[str], FoldedText]:
        return lru_cache(maxsize=_REMEMBERED)(self._normaliser.question)

    def feeling(self, text: str, least: float = LIKE) -> Feeling | None:
        """What a message is about that comes from the heart: grief, danger, "too dear".

        least   how much it must be like the editors' examples where it has none of their phrases
        """
        words, read = self._expanded(Sentence.of(text)), self._read(text)
        return self._feelings.of(words, self._felt.likely(read), least, typed=read.accented > _TYPED)

    def says(self, kind: str, text: str) -> bool:
        """Whether the text says this and, politeness apart, nothing else."""
        phrases = self._kinds.get(kind)
        return phrases is not None and phrases.is_all(self._expanded(Sentence.of(text)), self._polite)

    def means(self, kind: str, text: str, least: float = MEANT) -> bool:
        """Whether the text says this, or is so much like the ways of saying it that it is meant."""
        if self.says(kind, text):
            return True
        alike = self._asides.likely(self._read(text)).get(kind, 0.0) >= least
        return alike and not any(self.says(other, text) for other in _ANSWERS)

    def has_word(self, kind: str, word: str) -> bool:
        """Whether one word as it was typed, without short forms written out, is of this kind."""
        phrases = self._kinds.get(kind)
        words = Sentence.of(word).words
        return phrases is not None and len(words) == 1 and phrases.longest(words, 0)[0] == 1

    def mentions(self, kind: str, text: str) -> bool:
        """Whether the text says this among other things."""
        phrases = self._kinds.get(kind)
        return phrases is not None and phrases.is_in(self._expanded(Sentence.of(text)))

    def after(self, kind: str, text: str) -> str | None:
        """What follows where the text begins so ("à nhầm, nam" gives "nam"), else None."""
        sentence = Sentence.of(text)
        words = self._expanded(sentence)
        place, last = 0, 0
        while place < len(words):
            if length := self._length(kind, words, place):
                last = place = place + length
            elif length := self._length("polite", words, place):
                place += length
            else:
                break
        return sentence.typed[words[last - 1].end :].strip(" ,.:;-–!") if last else None

    def choices(self, key: str, sentence: Sentence) -> tuple[Taken[str], ...]:
        """The choices of a question that a sentence names; what it denies is none."""
        table = self._choices.get(key)
        if table is None:
            return ()
        words = self._expanded(sentence)
        return tuple(self._named(table, words))

    def choice(self, key: str, text: str) -> str | None:
        """The one choice that a text names, or None."""
        named = {taken.value for taken in self.choices(key, Sentence.of(text))}
        return named.pop() if len(named) == 1 else None

    def _named(self, table: Phrases, words: Sequence[Word]) -> Iterator[Taken[str]]:
        """What is named; where that is nothing, the choice that a mere "no" is."""
        place, found, denials = 0, False, list[Taken[str]]()
        while place < len(words):
            length, token = table.longest(words, place)
            taken = Taken(token, words[place].start, words[place + length - 1].end) if length else None
            if (
                taken
                and self._length("not", words, place) == length
                and self._names_after(table, words, place + length)
            ):
                denials.append(taken)
            elif taken and not self._denied(words, place):
                found = True
                yield taken
            place += length or 1
        yield from () if found else denials[:1]

    def _names_after(self, table: Phrases, words: Sequence[Word], place: int) -> bool:
        """Whether a choice follows close by, which a "no" before it denies."""
        return any(table.longest(words, near)[0] for near in range(place, min(place + 2, len(words))))

    def _denied(self, words: Sequence[Word], place: int) -> bool:
        """Whether a "no" comes before this place with nothing but small words between."""
        for back in range(place - 1, max(-1, place - 1 - _NEGATION_REACH), -1):
            if self._length("not", words, back):
                return not (back == place - 1 and back and words[back - 1].plain in _ASKED_OF)
            if words[back].plain not in _BETWEEN:
                return False
        return False

    def _length(self, kind: str, words: Sequence[Word], place: int) -> int:
        phrases = self._kinds.get(kind)
        return phrases.longest(words, place)[0] if phrases else 0
