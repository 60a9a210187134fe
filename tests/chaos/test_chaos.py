"""A short run of the chaos over the walks, on either database; `make soak` does a long one over all."""

from __future__ import annotations

import pytest

from tests.chaos.__main__ import run
from tests.chaos.walks import WALKS
from tests.databases import databases

KILLS = 15
"""`make soak` does 200."""
ELSEWHERE = {"clock set"}
"""Played by the long run: while the clock jumps by minutes, the other walks wait for hours of promises in seconds."""
MANY = {walk.name for walk in WALKS if walk.awake}
"""Played by themselves: 1,000 get each."""


@pytest.mark.chaos
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_is_lost_however_often_it_dies(kind: str) -> None:
    with databases() as made:
        verdict = run(kind, made, KILLS, [walk.name for walk in WALKS if walk.name not in ELSEWHERE | MANY])
    assert not verdict.wrong, "\n".join(verdict.wrong)
    here = {walk.name for walk in WALKS} - ELSEWHERE - MANY - ({"disk full"} if kind == "postgresql" else set())
    assert verdict.kills == KILLS
    assert set(verdict.walked) == set(verdict.struck) == here, "each was played, and something killed under it"


@pytest.mark.chaos
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_each_of_a_thousand_gets_it_once_however_often_it_dies(kind: str) -> None:
    with databases() as made:
        verdict = run(kind, made, KILLS, sorted(MANY))
    assert not verdict.wrong, "\n".join(verdict.wrong)
    assert verdict.kills == KILLS
    assert set(verdict.walked) == set(verdict.struck) == MANY, "each was played, and something killed under it"
