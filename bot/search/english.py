"""English as people write it here: what is English, and the search for such questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.library.vocabulary import Vocabulary
from bot.search.finder import Entry, Finder
from bot.search.text.letters import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
# "I'm", "don't", "what's": what is left out is no word of its own.
_SHORTENED = re.compile(r"'(?:m|s|t|re|ve|ll|d)\b")
# Most words of an English text are English, and some are no Vietnamese syllables.
_MOSTLY, _TELLING = 0.75, 2
#: A text this long shows which language somebody writes; "hi" and "ok" are everybody's.
PLAINLY = 3
_SHORTEST_ROOT = 3
# Of far fewer ways of asking, one alike is rarer: a question is ours with this part of the probability.
_EASIER = 0.5


class English:
    """The answers as English questions ask for them; built once per library, then only read."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        told = vocabulary.english
        asked = [replace(entry, asks=(*entry.asks, *told.asks.get(entry.id, ()))) for entry in entries]
        guards = {id_: replace(vocabulary.guards[id_], asks=asks) for id_, asks in told.guards.items()}
        texts = [text for entry in asked for text in (entry.title, *entry.asks)]
        texts += [ask for asks in told.guards.values() for ask in asks]
        judged = vocabulary.calibration
        self._words = frozenset(_words((*texts, *vocabulary.replies.kinds.get("english", ()))))
        known = Vocabulary(
            loans=self._words,
            teencode=_roots(self._words, told.same),
            guards=guards,
            calibration=replace(judged, possible=judged.possible * _EASIER) if judged else None,
        )
        self.finder = Finder(asked, known)

    def is_written(self, text: str) -> bool:
        """Whether a text is English rather than Vietnamese without accents."""
        text = _SHORTENED.sub(" ", text.replace("’", "'"))
        words = [word.lower() for word in _WORD.findall(text) if not self._is_a_name(word, text)]
        known = [word for word in words if word in self._words]
        telling = [word for word in known if not is_syllable(word)]
        fewest = 1 if len(known) == len(words) else _TELLING
        return text.isascii() and len(known) >= _MOSTLY * len(words) and len(telling) >= fewest

    def _is_a_name(self, word: str, text: str) -> bool:
        """Whether it is a name amid other words: "Ho Chi Minh City" tells of no language."""
        return word.istitle() and not text.startswith(word) and word.lower() not in self._words

    def is_plainly_written(self, text: str) -> bool:
        """Whether the text is English beyond doubt."""
        return len(_WORD.findall(text)) >= PLAINLY and self.is_written(text)


def _roots(words: Collection[str], same: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """One form for the forms of a word ("paying", "pays"), and for words that mean the same."""
    meant = {other: word for word, others in same.items() for other in others}
    roots: dict[str, str] = {}
    for word in sorted(words, key=lambda word: (len(word), word)):
        root = roots.get(word, word)
        roots |= {form: root for form in _forms(word) if form not in roots}
    known = {
        word: meant.get(root, root)
        for word, root in (roots | {word: word for word in meant if word not in roots}).items()
    }
    return {word: root for word, root in known.items() if word != root}


def _forms(word: str) -> Iterator[str]:
    if len(word) < _SHORTEST_ROOT or not word.isascii():
        return
    yield from (f"{word}{end}" for end in ("s", "es", "ed", "d", "ing", "er", "ers", "ment", "ments", "ly"))
    if word.endswith("e"):
        yield from (f"{word[:-1]}{end}" for end in ("ing", "ation"))
    if word.endswith("y"):
        yield from (f"{word[:-1]}{end}" for end in ("ies", "ied"))
    yield from (f"{word}{word[-1]}{end}" for end in ("ing", "ed"))


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _WORD.findall(text.lower())]
