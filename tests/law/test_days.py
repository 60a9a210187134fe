"""The arithmetic on the days on which figures change or are not known yet: examples agree, nothing is guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.law.calculator.calculate import calculate
from bot.law.figures.figures import Figures
from bot.law.refusal import Refusal
from tests.law.test_vectors import read

EXAMPLES = [(day, one) for part in read("day_vectors.yaml") for day in part["days"] for one in part["examples"]]


@pytest.mark.parametrize(("day", "example"), EXAMPLES, ids=[f"{day} {one['what']}" for day, one in EXAMPLES])
def test_examples(day: str, example: dict[str, Any], figures: Figures) -> None:
    on = date.fromisoformat(day)
    if "error" in example:
        with pytest.raises(Refusal) as refused:
            calculate(example["what"], example["inputs"], figures, on)
        assert refused.value.code == example["error"]
        return
    result = calculate(example["what"], example["inputs"], figures, on)
    assert example["expected"].items() <= dict(result.values).items()
