"""The search is not worse than recorded, on questions written without sight of its content.

After a change for the better: `loa evaluate --record`. Who lowers the record says why.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.search.evaluation.judging import Score, cases, judge, scores
from bot.search.finder import Finder
from tests.search.conftest import read_yaml

QUESTIONS = Path(__file__).parents[2] / "questions"
# The sealed file is scored rarely, and each time is counted in docs/measurements.md.
FILES = sorted(path.stem for path in QUESTIONS.glob("*.yaml") if not path.stem.startswith("sealed"))
RECORDED = json.loads((QUESTIONS / "recorded.json").read_text(encoding="utf-8"))
# One question more or less may go another way without the search being worse.
SLACK = 2


def total(found: dict[str, Score]) -> Score:
    return sum(found.values(), Score())


@pytest.mark.parametrize("name", FILES)
def test_it_is_not_worse_than_recorded(finder: Finder, name: str) -> None:
    now = total(dict(scores(judge(finder, cases(read_yaml(QUESTIONS / f"{name}.yaml"))))))
    then = total({stratum: Score(**counts) for stratum, counts in RECORDED[name]["scores"].items()})
    assert now.first >= then.first - SLACK
    assert now.among_three >= then.among_three - SLACK
    assert now.refused >= then.refused - SLACK
    assert now.wrong <= then.wrong + SLACK
    assert now.withheld <= then.withheld + SLACK


def test_there_are_enough_questions_of_every_kind() -> None:
    every = [case for name in FILES for case in cases(read_yaml(QUESTIONS / f"{name}.yaml"))]
    assert len(every) >= 600
    assert len({case.text for case in every}) >= 600
    assert len({case.stratum for case in every}) >= 14
