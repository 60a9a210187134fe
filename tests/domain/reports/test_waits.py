"""The median that the ledger gives lies between the bounds in which that of the waits themselves lies."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.outreach.facts import BOUNDS, LONGER, bound
from bot.domain.reports.waits import median

MINUTES = st.integers(min_value=0, max_value=BOUNDS[-1])


@given(st.lists(MINUTES, min_size=3, max_size=40))
def test_the_median_is_between_the_same_bounds(waits: list[int]) -> None:
    place = bisect_left(BOUNDS, median_low(waits))
    least, most = BOUNDS[place - 1] if place else 0, BOUNDS[place]
    found = median(Counter(bound(timedelta(minutes=one)) for one in waits))
    assert found is not None
    assert least - 3 <= found * 60 <= most + 3, "rounded to six minutes"


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"60": 2}, None),
        ({}, None),
        ({"60": 4}, Decimal("0.8")),
        ({"5": 1, "240": 2}, Decimal("2.5")),
        ({LONGER: 9}, Decimal("720.0")),
        ({"60": -1, "120": 5}, Decimal("1.6")),
    ],
)
def test_few_waits_tell_nothing(counts: dict[str, int], expected: Decimal | None) -> None:
    assert median(counts) == expected


def test_a_wait_is_kept_as_its_bound() -> None:
    assert [bound(timedelta(minutes=m)) for m in (0, 5, 6, 60, 1441, 43_201)] == ["5", "5", "15", "60", "2880", LONGER]
