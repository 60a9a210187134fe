"""Finds the answer to a question, or the guard that says why the question is not ours.

In this order: a number of somebody's card or book; the very words of an editor; then, by two probabilities, the best
answer straight, the best three to choose from, or that this is not ours. One or two words are never enough to be sure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from bot.library.vocabulary import Guard, Vocabulary
from bot.search.ranking.bm25 import Scores
from bot.search.ranking.confidence import FALLBACK, probability
from bot.search.ranking.index import Bag, Index, aliases, mixed
from bot.search.ranking.measures import NAMES, Measures, length
from bot.search.text.clauses import clauses, follow_up, points
from bot.search.text.letters import composed, fold, readable, spelling
from bot.search.text.normalise import FoldedText, Normaliser
from bot.search.text.redact import has_personal_number, without_numbers

Decision: TypeAlias = Literal["answer", "suggest", "out_of_scope", "personal_file", "smalltalk"]

# A guard says why a question is not ours if it fits as well as FITS of the best answer and FAIR of a full match.
FITS, FAIR = 0.8, 0.2
POINTED, LEANS = 0.2, 0.5
# From this length on (43 different words) it is a story, which is ours with TOLD of the probability others need.
TELLS, TOLD = 0.9, 0.7
# So much like one of an answer's own ways of asking that it is ours, unless a guard fits even better.
OWN, MOST_HITS = 0.75, 5
WORDLESS = "wordless"  # the guard that answers a message of signs only ("👍", "???")
_FEWEST_WORDS, _MOST_FORESEEN = 3, 64
# A word or two are ours if answers know them as well as this, whatever their probability.
_FAMILIAR = 0.95
# A follow-up means an answer of the topic before it from this score on, and if no other of the topic is as near.
_TOPICAL, _PLAINLY, SHORT_FOLLOW_UP = 0.25, 1.08, 8


@dataclass(frozen=True)
class Entry:
    """An answer as the search sees it: `asks` are other ways of asking, `text` what it says."""

    id: str
    title: str
    asks: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Hit:
    """An answer's id and a score in [0, 1]: how likely it is right, or its share of the best's."""

    id: str
    score: float


@dataclass(frozen=True)
class Found:
    """What to do with a question: `hits` best first, at most 5.

    guard   the id of the guard that caught it, or ""; also: answers to further questions of the same message
    """

    decision: Decision
    hits: tuple[Hit, ...]
    guard: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Weighed:
    """What was found before anything is decided: the measures, and the guard that fits best."""

    hits: tuple[str, ...]
    shares: tuple[float, ...]
    measures: Measures
    guard: str = ""


class Finder:
    """The index over the answers of one language; built once per library, then only read."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        self._normaliser = Normaliser(vocabulary)
        self._calibration = vocabulary.calibration or FALLBACK
        self._guards: Mapping[str, Guard] = vocabulary.guards
        self._common = frozenset(fold(spelling(composed(word))) for word in vocabulary.common)
        answers = [self._bag(entry.id, (entry.title, *entry.asks), entry.text) for entry in entries]
        guards = [self._bag(guard.id, guard.asks) for guard in vocabulary.guards.values()]
        self._bags, self._count = (*answers, *guards), len(answers)
        self._ids = [bag.id for bag in self._bags]
        self._index = Index(self._bags, len(answers))
        self._exact, self._exact_guards = aliases(answers), aliases(guards)
        self._titles = {entry.id: entry.title for entry in entries}
        self._foreseen: dict[str, Found] = {}

    def asked(self, *, but: Collection[str]) -> list[FoldedText]:
        """How all answers and guards are asked for, `but` some."""
        return [ask for bag in self._bags if bag.id not in but for ask in bag.asks]

    def ask(self, text: str, after: str = "") -> Found:
        """What to do with this text; a follow-up leans on `after`, the answer shown before it."""
        text = readable(text)
        if has_personal_number(text):
            guard = next((guard.id for guard in self._guards.values() if guard.kind == "personal_file"), "")
            return Found("personal_file", self._hits(self.weighed(without_numbers(text))), guard)
        text = without_numbers(text)
        alone = self._foreseen.pop(text, None) or self._one(text)
        if after in self._titles and alone.decision != "smalltalk" and (rest := follow_up(text)):
            return self._following(rest, after, alone)
        parts = clauses(text)
        return self._several(alone, [self._one(part) for part in parts]) if len(parts) > 1 else alone

    def foresee(self, text: str) -> None:
        """Works out beforehand what `ask` will be asked, outside of the turn that asks."""
        if len(self._foreseen) < _MOST_FORESEEN:
            text = without_numbers(readable(text))
            self._foreseen[text] = self._one(text)

    def weighed(self, text: str, *, without: str = "") -> Weighed:
        """The measures of a question, as if the guard `without` did not exist; for calibration."""
        question = self._normaliser.question(text)
        return self._weighed(question, self._scores(question, text), without)

    def _scores(self, question: FoldedText, text: str) -> Scores:
        """In a story the sentences that ask count more than the others."""
        scores = self._index.scores(question)
        asked = [weight * self._index.scores(self._normaliser.question(part)) for part, weight in points(text)]
        return mixed(scores, np.max(asked, axis=0), POINTED) if asked else scores

    def _one(self, text: str) -> Found:
        question = self._normaliser.question(text)
        if not question.words:
            wordless = bool(text.strip()) and WORDLESS in self._guards
            return Found("smalltalk", (), WORDLESS) if wordless else Found("suggest", ())
        weighed = self._weighed(question, self._scores(question, text))
        hits = self._hits(weighed)
        if exact := self._exact.get(question.folded, ()):
            firsts = (Hit(id_, 1 / len(exact)) for id_ in exact)
            first = _falling((*firsts, *(hit for hit in hits if hit.id not in exact))[:MOST_HITS])
            return Found("answer" if len(exact) == 1 else "suggest", first)
        if known := self._exact_guards.get(question.folded):
            return Found(self._guards[known[0]].kind, hits, known[0])
        return self._decided(question, weighed, hits)

    def _decided(self, question: FoldedText, weighed: Weighed, hits: tuple[Hit, ...]) -> Found:
        brief = len([word for word in set(question.folded) if word not in self._common]) < _FEWEST_WORDS
        known = self._index.known(question.folded)
        ours = self._is_ours(weighed)
        if not ours and (known < _FAMILIAR or weighed.guard or not brief):
            guard = self._guards.get(weighed.guard)
            return Found(guard.kind if guard else "out_of_scope", hits, weighed.guard)
        sure = bool(hits) and hits[0].score >= self._calibration.sure and not brief
        return Found("answer" if sure else "suggest", hits)

    def _is_ours(self, weighed: Weighed) -> bool:
        """Whether it is ours: a story needs less, and words much like an answer's own suffice."""
        named = dict(zip(NAMES, weighed.measures, strict=True))
        possible = self._calibration.possible * (TOLD if named["length"] >= TELLS else 1.0)
        own = named["likeness"] >= OWN and named["rival"] < 1
        return own or probability(self._calibration.ours, weighed.measures) >= possible

    def _hits(self, weighed: Weighed) -> tuple[Hit, ...]:
        sure = probability(self._calibration.right, weighed.measures)
        return tuple(Hit(id_, round(sure * share, 4)) for id_, share in zip(weighed.hits, weighed.shares, strict=True))

    def _weighed(self, question: FoldedText, scores: Scores, without: str = "") -> Weighed:
        answers, guards = scores[: self._count], scores[self._count :].copy()
        if without:
            guards[self._ids.index(without, self._count) - self._count] = 0.0
        best = [int(place) for place in np.argsort(-answers, kind="stable")[:MOST_HITS]]
        top = float(answers[best[0]]) if best else 0.0
        rival = int(np.argmax(guards)) if len(guards) else -1
        against = float(guards[rival]) if rival >= 0 else 0.0
        guard = self._ids[self._count + rival] if against >= max(FAIR, FITS * top) else ""
        measures = self._measures(question, answers, best, (against, self._count + rival))
        return Weighed(
            tuple(self._ids[place] for place in best),
            tuple(float(answers[place]) / (top or 1.0) for place in best),
            measures,
            guard,
        )

    def _measures(
        self, question: FoldedText, answers: Scores, best: Sequence[int], rival: tuple[float, int]
    ) -> Measures:
        words, index, (against, guard) = question.folded, self._index, rival
        top = float(answers[best[0]]) if best else 0.0
        following = float(answers[best[1]]) if len(best) > 1 else 0.0
        return (
            min(top, 1.5),
            (top - following) / (top or 1.0),
            index.likeness(words, best[0]) if best else 0.0,
            index.cover(words, best[0]) if best else 0.0,
            index.known(words),
            min(against / (top or FAIR), 3.0),
            index.likeness(words, guard) if against else 0.0,
            index.leaning(words),
            length(words),
        )

    def _following(self, rest: str, after: str, alone: Found) -> Found:
        """Answers a follow-up by itself where it can, else together with what was asked before."""
        if alone.decision == "answer":
            return alone
        added, before = self._normaliser.question(rest), self._normaliser.question(self._titles[after])
        whole = FoldedText((*added.words, *before.words), added.accented)
        both = mixed(self._index.scores(added), self._index.scores(before), LEANS)
        weighed = self._weighed(whole, mixed(self._index.scores(whole), both, 1e3))
        found = self._decided(whole, weighed, self._hits(weighed))
        return found if found.decision == "answer" else replace(found, decision="suggest", guard="")

    def among(self, text: str, ids: Collection[str], most: int = SHORT_FOLLOW_UP, share: float = 0.0) -> str:
        """Which of these answers a follow-up of at most so many words means ("cần giấy gì"), or "".

        share   of the best score of all that is enough, where it need not be plainly better than others of these
        """
        question = self._normaliser.question(without_numbers(readable(text)))
        if not 0 < len(question.words) <= most:
            return ""
        scores = self._index.scores(question)[: self._count]
        ranked = sorted((float(score), id_) for score, id_ in zip(scores, self._ids, strict=False) if id_ in ids)
        (next_best, _other), (best, chosen) = [(0.0, ""), (0.0, ""), *ranked][-2:]
        return chosen if best >= max(_TOPICAL, share * max(scores) if share else _PLAINLY * next_best) else ""

    def _several(self, whole: Found, parts: Sequence[Found]) -> Found:
        """Several questions in one message: the first is answered, the others are offered."""
        asked = [part for part in parts if part.decision == "answer"]
        firsts = list(dict.fromkeys(part.hits[0].id for part in asked))
        if not asked or (len(firsts) < 2 and whole.decision == "answer"):
            return whole
        ranked = {hit.id: hit for hit in reversed((*(part.hits[0] for part in asked), *whole.hits))}
        hits = [ranked[id_] for id_ in (*firsts, *(hit.id for hit in whole.hits if hit.id not in firsts))]
        return Found("answer", _falling(hits[:MOST_HITS]), also=tuple(firsts[1:]))

    def _bag(self, name: str, asks: Iterable[str], text: str = "") -> Bag:
        forms = (form for ask in asks for form in self._normaliser.forms(ask))
        return Bag(name, tuple({form.words: form for form in forms}.values()), self._normaliser.forms(text)[0])


def _falling(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The same order with scores that never rise."""
    most, falling = 1.0, []
    for hit in hits:
        most = min(most, hit.score)
        falling.append(Hit(hit.id, most))
    return tuple(falling)
