"""Turns a match's measures into two probabilities, by regressions fitted on held-out asks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.library.calibration import Calibration
from bot.search.ranking.measures import NAMES, Measures

# What `loa calibrate` came to on the first 200 questions, rounded: in force where content/ keeps no calibration.
FALLBACK = Calibration(
    right={"level": -4.2, "score": 1.75, "lead": 4.5, "likeness": 2.7, "cover": 1.75},
    ours={"level": 2.0, "score": 1.0, "cover": 2.0, "rival": -4.5},
    sure=0.65,
    possible=0.4,
)
# What is shown straight is right PRECISION of the time on questions that content was tuned to, so that it is about
# 0.95 on others; REFUSED of the held-out ways of asking, which are
# harder than what people ask, may be taken for not ours: about three in a hundred questions.
PRECISION, REFUSED = 0.98, 0.05
_RIDGE, _STEPS = 1.0, 25

Numbers = NDArray[np.float64]


def probability(weights: Mapping[str, float], measures: Measures) -> float:
    """In [0, 1]; a measure without a weight does not count."""
    named = zip(NAMES, measures, strict=True)
    total = weights.get("level", 0.0) + sum(weights.get(name, 0.0) * measure for name, measure in named)
    return 1.0 / (1.0 + math.exp(-min(max(total, -30.0), 30.0)))


@dataclass(frozen=True)
class Sample:
    """One question for the calibration: its measures; is the best answer right, is it ours."""

    measures: Measures
    right: bool
    ours: bool


def fitted(held_out: Sequence[Sample], asked: Sequence[Sample], questions: str) -> Calibration:
    """The weights from ways of asking that the index had not seen; `asked` set the thresholds."""
    design = _design(held_out)
    right = _fit(design, np.asarray([sample.right for sample in held_out], np.float64))
    ours = _fit(design, np.asarray([sample.ours for sample in held_out], np.float64))
    sure = _surest(_predicted(_design(asked), right), np.asarray([sample.right for sample in asked], np.float64))
    in_scope = _design([sample for sample in held_out if sample.ours])
    possible = float(np.quantile(_predicted(in_scope, ours), REFUSED))
    return Calibration(_named(right), _named(ours), sure, possible, questions)


def _surest(predicted: Numbers, right: Numbers) -> float:
    """The least probability from which at least PRECISION of the straight answers are right."""
    order = np.argsort(-predicted, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(precision >= PRECISION)
    return float(predicted[order[good[-1]]]) if len(good) else 1.0


def _design(samples: Sequence[Sample]) -> Numbers:
    return np.asarray([(1.0, *sample.measures) for sample in samples], np.float64).reshape(len(samples), -1)


def _predicted(design: Numbers, weights: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(design @ weights, -30, 30))), np.float64)


def _fit(design: Numbers, wanted: Numbers) -> Numbers:
    """Newton's method on the log-likelihood with a ridge, which leaves the constant free."""
    weights = np.zeros(design.shape[1])
    ridge = np.full(design.shape[1], _RIDGE)
    ridge[0] = 1e-6
    for _step in range(_STEPS):
        predicted = _predicted(design, weights)
        slope = design.T @ (wanted - predicted) - ridge * weights
        curve = (design.T * (predicted * (1 - predicted))) @ design + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def _named(weights: Numbers) -> Mapping[str, float]:
    return {name: float(weight) for name, weight in zip(("level", *NAMES), weights, strict=True)}
