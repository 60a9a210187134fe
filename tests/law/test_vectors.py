"""The law against published examples, and against our own where those are silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.law.calculator.calculate import calculate
from bot.law.calculator.calculations import CALCULATIONS
from bot.law.figures.figures import Figures
from bot.law.refusal import Refusal

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)


def read(name: str) -> list[dict[str, Any]]:
    vectors: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return vectors


VECTORS = [*read("vectors.yaml"), *read("own_vectors.yaml")]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_examples(vector: dict[str, Any], figures: Figures) -> None:
    if "error" in vector:
        with pytest.raises(Refusal) as refused:
            calculate(vector["what"], vector["inputs"], figures, TODAY)
        assert {"code": refused.value.code, "bounds": dict(refused.value.bounds)} == vector["error"]
        return
    result = calculate(vector["what"], vector["inputs"], figures, TODAY)
    assert vector["expected"].items() <= dict(result.values).items()
    assert all(step.basis for step in result.steps)
    assert result.steps


def test_every_calculation_has_an_example() -> None:
    assert {vector["what"] for vector in VECTORS} == set(CALCULATIONS)


def test_every_example_has_a_name_of_its_own() -> None:
    ids = [vector["id"] for vector in VECTORS]
    assert len(ids) == len(set(ids))
