"""What a province adds to the State's support: a step of its own, in every sum, and never the State's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.projection import Insured, project
from bot.law.calculator.calculate import calculate
from bot.law.contributions.contribution import advance
from bot.law.contributions.missing_months import missing_months
from bot.law.figures.derived import SupportGroup
from bot.law.figures.figures import Figures
from bot.law.refusal import Refusal
from bot.library.files.local_support import read_local_support
from bot.library.reading.mistakes import Findings
from bot.library.reading.yaml_reader import compose
from bot.words import YearMonth
from tests.law.conftest import CONTENT
from tests.law.test_vectors import read

DAY = date(2027, 2, 15)
EXAMPLE = (CONTENT / "local_support" / "vi-du.yaml").read_text(encoding="utf-8")


@pytest.fixture
def local(figures: Figures) -> Figures:
    root = compose(EXAMPLE.replace("active: false", "active: true"), Findings("vi-du.yaml"))
    assert root is not None
    rules = read_local_support(root, {"29419"})
    assert len(rules) == 2
    return Figures(figures.by_name, rules)


@pytest.mark.parametrize("vector", read("local_vectors.yaml"), ids=lambda vector: vector["id"])
def test_examples(vector: dict[str, Any], local: Figures) -> None:
    if "error" in vector:
        with pytest.raises(Refusal) as refused:
            calculate(vector["what"], vector["inputs"], local, DAY)
        assert refused.value.code == vector["error"]
        return
    result = calculate(vector["what"], vector["inputs"], local, DAY)
    assert vector["expected"].items() <= dict(result.values).items()
    assert ("local" in result.values) is ("local" in vector["expected"])


def test_the_example_is_switched_off(figures: Figures) -> None:
    root = compose(EXAMPLE, Findings("vi-du.yaml"))
    assert root is not None
    assert read_local_support(root, {"29419"}) == ()


def test_it_is_a_step_of_its_own_with_its_own_basis(local: Figures) -> None:
    steps = calculate("contribution", {"income": 1500000, "group": "poor"}, local, DAY).steps
    [own] = [step for step in steps if "Nghị quyết 00/2026" in step.basis]
    assert "State support" not in own.words.msgid
    assert ("payer", "tỉnh Ví Dụ") in own.words.values


def test_years_ahead_are_less_by_it_as_it_is_paid(local: Figures, figures: Figures) -> None:
    now = Figures(local.by_name, tuple(replace(rule, since=date(2026, 1, 1)) for rule in local.local))
    day = date(2026, 11, 23)
    with_it = advance(24, 1_500_000, SupportGroup.POOR, now, day)
    without = advance(24, 1_500_000, SupportGroup.POOR, figures, day)
    assert (with_it.local, without.pays - with_it.pays) == (24 * 33_000, 24 * 33_000)
    assert with_it.saves == without.saves


def test_it_never_exceeds_what_is_left_to_pay(local: Figures) -> None:
    generous = Figures(local.by_name, (replace(local.local[0], rate=None, amount=Decimal(900_000)),))
    paid = calculate("contribution", {"income": 1500000, "group": "poor"}, generous, DAY).values
    assert (paid["local"], paid["pays"]) == (165_000, 0)


def test_an_announced_one_is_not_used(local: Figures) -> None:
    announced = Figures(local.by_name, (replace(local.local[0], confirmed=False),))
    assert "local" not in calculate("contribution", {"income": 1500000, "group": "poor"}, announced, DAY).values


def test_a_withdrawal_takes_off_the_states_only_and_says_what_is_not_settled(local: Figures, figures: Figures) -> None:
    paid = [{"start": "2024-03", "end": "2026-12", "income": 1500000}]
    asked: dict[str, object] = {"periods": paid, "group": "poor", "reason": "emigration", "on": "2026-12-15"}
    since = Figures(local.by_name, tuple(replace(rule, since=date(2026, 1, 1)) for rule in local.local))
    with_it, without = (calculate("withdrawal", asked, each, DAY) for each in (since, figures))
    assert with_it.values == without.values
    assert len(with_it.steps) == len(without.steps) + 1


def test_a_pension_costs_less_by_it(local: Figures, figures: Figures) -> None:
    usual = Figures(local.by_name, (replace(local.local[0], groups=frozenset({"other"}), since=date(2026, 1, 1)),))
    who, start, day = Insured(Sex.FEMALE, YearMonth(1990, 1)), YearMonth(2026, 12), date(2026, 11, 23)
    with_it, without = (project(who, 1_500_000, start, each, day) for each in (usual, figures))
    assert without.pays - with_it.pays == 50 * 33_000
    assert with_it.pension == without.pension
    assert any("Nghị quyết 00/2026" in step.basis for step in with_it.steps)
    late = missing_months(12, 1_500_000, usual, day)
    assert late.gross == missing_months(12, 1_500_000, figures, day).gross
    assert any("Nghị quyết 00/2026" in step.basis for step in late.steps)
