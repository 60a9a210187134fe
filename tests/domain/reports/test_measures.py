"""Each number has one definition, and everything that the ledger counts is in one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.outreach.facts import OUTCOMES, Step
from bot.domain.reports.measures import FUNNEL, GROUPS, MEASURES, STEPS, TOTALS, WAITED, share, values
from bot.domain.reports.official import OfficialCount, of_period
from bot.domain.reports.periods import read

ELSEWHERE = {*WAITED, Step.RECKONED, Step.CASE_ENDED_BY_STAFF, Step.CASE_ENDED_BY_CITIZEN, Step.CASE_QUIET}
"""Told apart further by others."""
JANUARY = date(2026, 1, 1)


def test_every_step_of_the_ledger_is_measured_and_every_measure_is_shown() -> None:
    assert set(Step) - STEPS == ELSEWHERE
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(MEASURES)
    assert set(FUNNEL) <= set(MEASURES)
    for name, one in MEASURES.items():
        kinds = [bool(one.steps), bool(one.of), bool(one.official), one.waited is not None]
        assert sum(kinds) == 1, name
    assert len(TOTALS[1].parts) == len(OUTCOMES)


def test_what_is_not_known_is_none_and_never_nought() -> None:
    nothing = values(None, None)
    assert set(nothing.values()) == {None}
    assert values(Counter({Step.ASKED: 3}), None)["attended"] is None, "nobody has written it down"
    some = values(Counter({Step.ASKED: 3, Step.ANSWERED: 2}), None)
    assert (some["asked"], some["joined"], some["answered_share"]) == (3, 0, Decimal("0.667"))
    assert (some["joined_share"], some["official_new"], some["official_gap"]) == (None, None, None)


def test_officers_word_stands_beside_the_insurers_numbers() -> None:
    found = values(Counter({Step.JOINED: 7}), OfficialCount(total=120, new=10, stopped=4))
    assert (found["official_new"], found["official_gap"], found["official_kept"]) == (10, 3, 110)
    part = values(Counter(), OfficialCount(total=None, new=10, stopped=None))
    assert (part["official_total"], part["official_kept"], part["official_gap"]) == (None, None, 10)
    assert share(1, 0) is None


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2026-01", OfficialCount(30, 3, 1)),
        ("2026-02", OfficialCount(32, None, 2)),
        ("2026-03", None),
        ("2026-Q1", None),
        ("2026-01-01..2026-02-28", OfficialCount(32, None, 3)),
        ("2026-01-01..2026-02-20", None),
    ],
)
def test_the_insurers_numbers_of_a_period_are_those_of_all_its_months(
    period: str, expected: OfficialCount | None
) -> None:
    counts = {JANUARY: OfficialCount(30, 3, 1), date(2026, 2, 1): OfficialCount(32, None, 2)}
    assert of_period(counts, read(period)) == expected
