"""From measures of a match to two probabilities, by logistic regressions fitted on questions with known answers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.library.calibration import Calibration
from bot.search.evidence import NAMES, Measures

# What `loa calibrate` came to on the first 200 questions, rounded: in force where content/ keeps no calibration.
FALLBACK = Calibration(
    right={"level": -4.2, "score": 1.75, "lead": 4.5, "likeness": 2.7, "cover": 1.75},
    ours={"level": 2.0, "score": 1.0, "cover": 2.0, "rival": -4.5},
    sure=0.65,
    possible=0.4,
)
PRECISION, REFUSED = 0.95, 0.025
_RIDGE, _STEPS, _FOLDS = 1.0, 25, 5

Numbers = NDArray[np.float64]


def probability(weights: Mapping[str, float], measures: Measures) -> float:
    """In [0, 1]; a measure without a weight does not count."""
    named = zip(NAMES, measures, strict=True)
    total = weights.get("level", 0.0) + sum(weights.get(name, 0.0) * measure for name, measure in named)
    return 1.0 / (1.0 + math.exp(-min(max(total, -30.0), 30.0)))


def fitted(
    measures: Sequence[Measures], right: Sequence[bool], ours: Sequence[bool], counted: Sequence[bool], questions: str
) -> Calibration:
    """The calibration that these questions give; the thresholds are chosen on predictions for questions left out.

    right       whether the best answer was the right one; ours: whether the question has an answer at all
    counted     False for questions that are there for the fit only and must not move the thresholds
    """
    design = np.hstack([np.ones((len(measures), 1)), np.asarray(measures, np.float64)])
    wanted, in_scope = np.asarray(right, np.float64), np.asarray(ours, np.float64)
    real = np.asarray(counted, bool)
    sure = _surest(_left_out(design, wanted)[real], wanted[real])
    possible = float(np.quantile(_left_out(design, in_scope)[real & (in_scope > 0)], REFUSED))
    return Calibration(_named(_fit(design, wanted)), _named(_fit(design, in_scope)), sure, possible, questions)


def _surest(predicted: Numbers, right: Numbers) -> float:
    """The least probability from which on at least PRECISION of the answers given straight are right."""
    order = np.argsort(-predicted, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(precision >= PRECISION)
    return float(predicted[order[good[-1]]]) if len(good) else 1.0


def _left_out(design: Numbers, wanted: Numbers) -> Numbers:
    """Each question's probability by a fit that has not seen it."""
    predicted = np.zeros(len(wanted))
    fold = np.arange(len(wanted)) % _FOLDS
    for number in range(_FOLDS):
        weights = _fit(design[fold != number], wanted[fold != number])
        predicted[fold == number] = 1 / (1 + np.exp(-design[fold == number] @ weights))
    return predicted


def _fit(design: Numbers, wanted: Numbers) -> Numbers:
    """Newton's method on the log-likelihood with a ridge, which leaves the constant free."""
    weights = np.zeros(design.shape[1])
    ridge = np.full(design.shape[1], _RIDGE)
    ridge[0] = 1e-6
    for _step in range(_STEPS):
        predicted = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (wanted - predicted) - ridge * weights
        curve = (design.T * (predicted * (1 - predicted))) @ design + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def _named(weights: Numbers) -> Mapping[str, float]:
    return {name: float(weight) for name, weight in zip(("level", *NAMES), weights, strict=True)}
