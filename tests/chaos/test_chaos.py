"""A short run of the chaos on either database; `make chaos` does a long one."""

from __future__ import annotations

import pytest

from tests.chaos.__main__ import run
from tests.databases import databases


@pytest.mark.chaos
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_nothing_is_lost_however_often_it_dies(kind: str) -> None:
    with databases() as made:
        verdict = await run(kind, made, kills=15, citizens=30)
    assert verdict.wrong == ()
