"""Calibration: each way of asking is held out once, for an index that has not seen it.

Measured on questions of other people, such a fit is nearer the truth than one on questions that content was tuned to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.library.calibration import Calibration
from bot.library.vocabulary import Guard, Vocabulary
from bot.search.evaluation.judging import JudgedCase
from bot.search.finder import Entry, Finder
from bot.search.ranking.confidence import Sample, fitted
from bot.search.text.redact import has_personal_number

FOLDS = 5


def calibrated(
    entries: Sequence[Entry], vocabulary: Vocabulary, asked: Sequence[JudgedCase], questions: str
) -> Calibration:
    """The calibration fitted on the content, with thresholds from the questions `asked`.

    questions   their hash
    """
    held_out = [sample for fold in range(FOLDS) for sample in _held_out(entries, vocabulary, fold)]
    finder = Finder(entries, vocabulary)
    samples = [_sample(finder, case.text, case.expect) for case in asked if not has_personal_number(case.text)]
    return fitted(held_out, samples, questions)


def _held_out(entries: Sequence[Entry], vocabulary: Vocabulary, fold: int) -> Iterator[Sample]:
    """Every FOLDS-th way of asking, asked of a finder that knows the others only.

    What is not ours counts twice, once as if its guard did not exist: most subjects that are not ours are in no list.
    """
    kept = [replace(entry, asks=_others(entry.asks, fold)) for entry in entries]
    guards = {name: replace(guard, asks=_others(guard.asks, fold)) for name, guard in vocabulary.guards.items()}
    finder = Finder(kept, replace(vocabulary, guards=guards))
    for entry in entries:
        for ask in entry.asks[fold::FOLDS]:
            yield _sample(finder, ask, frozenset({entry.id}))
    for guard in vocabulary.guards.values():
        yield from _strange(finder, guard, fold)


def _strange(finder: Finder, guard: Guard, fold: int) -> Iterator[Sample]:
    for ask in guard.asks[fold::FOLDS]:
        weighed = finder.weighed(ask)
        yield Sample(weighed.measures, right=False, ours=False)
        if weighed.guard:
            yield Sample(finder.weighed(ask, without=weighed.guard).measures, right=False, ours=False)


def _sample(finder: Finder, text: str, expect: frozenset[str]) -> Sample:
    weighed = finder.weighed(text)
    return Sample(weighed.measures, bool(weighed.hits) and weighed.hits[0] in expect, bool(expect))


def _others(asks: tuple[str, ...], fold: int) -> tuple[str, ...]:
    return tuple(ask for number, ask in enumerate(asks) if number % FOLDS != fold)
