"""What is flattened comes back the same; nothing else comes back at all."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.compiled.flattening import flattened, rebuilt

HOME = __name__.rpartition(".")[0]


class Colour(Enum):
    RED = "red"


class Pair(NamedTuple):
    left: object
    right: object


@dataclass(frozen=True, slots=True)
class Slim:
    held: object


@dataclass(frozen=True)
class Wide:
    held: object

    @cached_property
    def doubled(self) -> tuple[object, object]:
        return self.held, self.held


def copied(value: object) -> Any:
    return rebuilt(flattened(value, HOME), HOME)


NUMBERS = st.integers() | st.floats(allow_nan=False) | st.decimals(allow_nan=False)
TIMES = st.dates() | st.times().map(lambda at: at.replace(fold=0)) | st.timedeltas()
ATOMS = NUMBERS | TIMES | st.none() | st.booleans() | st.text(st.characters()) | st.binary() | st.just(Colour.RED)
VALUES = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(ATOMS, inner)
        | inner.map(Slim) | inner.map(Wide) | st.builds(Pair, inner, inner)
    ),
    max_leaves=20,
)  # fmt: skip


@given(VALUES)
def test_whatever_is_flattened_comes_back_the_same(value: object) -> None:
    assert repr(copied(value)) == repr(value)


@given(st.sets(ATOMS) | st.frozensets(ATOMS))
def test_sets_too(value: object) -> None:
    back = copied(value)
    assert back == value
    assert type(back) is type(value)


def test_what_was_one_thing_is_one_thing() -> None:
    shared = Slim(("a", "b"))
    left, right = copied(Pair(shared, [shared]))
    assert left is right[0]


def test_arrays_come_back_with_their_kinds_and_shapes() -> None:
    arrays = [np.arange(6, dtype=np.int32).reshape(2, 3), np.zeros(0, np.float32), np.array([True, False])]
    for array, back in zip(arrays, copied(arrays), strict=True):
        assert back.dtype == array.dtype
        assert np.array_equal(back, array)


def test_what_was_worked_out_is_worked_out_again() -> None:
    wide = Wide("a")
    assert wide.doubled == ("a", "a")
    back = copied(wide)
    assert "doubled" not in vars(back)
    assert back.doubled == ("a", "a")


@pytest.mark.parametrize(
    "value", [lambda: 1, object(), OrderedDict(a=1), 1j, np.float32(1), int], ids=lambda one: type(one).__name__
)
def test_what_is_no_plain_data_and_not_ours_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        flattened([value], HOME)


@pytest.mark.parametrize("home", ["os", f"{HOME}.elsewhere"])
def test_only_classes_of_ours_come_back(home: str) -> None:
    with pytest.raises(ValueError, match="Slim"):
        rebuilt(flattened(Slim(1), HOME), home)


def test_days_and_spans_keep_every_digit() -> None:
    exact = [Decimal("0.220"), timedelta(days=-3, microseconds=1), time(7, 30), date(2026, 11, 30), 0.1, -0.0]
    assert list(map(repr, copied(exact))) == list(map(repr, exact))
