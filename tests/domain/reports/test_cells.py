"""What is hidden stays hidden: whoever knows the whole table finds a small count in no way from one total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.reports.cells import BESIDE, SMALL, UNKNOWN, Cell, Total, shown

PARTS = ("a", "b", "c", "d")
MOST = 14


def signs(counts: Mapping[str, int | None], *totals: Total[str], inside: bool = False) -> list[str]:
    return [str(cell.number) if cell.known else cell.sign for cell in shown(counts, totals, inside=inside).values()]


def possible(cells: Sequence[Cell]) -> Iterator[tuple[int, ...]]:
    """Every table that looks like this."""
    choices = []
    for cell in cells:
        if cell.known:
            choices.append([int(cell.number or 0)])
        else:
            choices.append([1, 2] if cell.sign == SMALL else list(range(1, MOST * 5)))
    yield from (some for some in product(*choices) if some[0] == sum(some[1:]))


@settings(deadline=None)
@given(st.lists(st.integers(0, MOST), min_size=2, max_size=4))
def test_a_small_count_may_still_be_one_or_two(counts: list[int]) -> None:
    names = PARTS[: len(counts)]
    table = {"all": sum(counts), **dict(zip(names, counts, strict=True))}
    cells = list(shown(table, [Total("all", names)]).values())
    tables = list(possible(cells))
    assert tables
    for place, cell in enumerate(cells):
        if cell.sign == SMALL:
            assert {some[place] for some in tables} == {1, 2}
        elif cell.sign == BESIDE:
            assert len({some[place] for some in tables}) > 1
        elif cell.known:
            assert cell.number == [sum(counts), *counts][place]
            assert cell.number == 0 or cell.number >= 3


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    row = Total("all", ("a", "b", "c"))
    assert signs({"all": 30, "a": 1, "b": 9, "c": 20}, row) == ["30", SMALL, BESIDE, "20"]
    assert signs({"all": 23, "a": 1, "b": 2, "c": 20}, row) == ["23", SMALL, SMALL, "20"]
    assert signs({"all": 22, "a": 1, "b": 1, "c": 20}, row) == ["22", SMALL, SMALL, BESIDE]
    assert signs({"all": 2, "a": 1, "b": 1, "c": 0}, row) == [BESIDE, SMALL, SMALL, "0"]
    assert signs({"all": 1, "a": 1, "b": 0, "c": 0}, row) == [SMALL, SMALL, "0", "0"]


def test_what_is_hidden_in_a_row_is_hidden_in_its_column_too() -> None:
    table = {"all": 30, "a": 1, "b": 9, "c": 20, "month": 40, "b before": 31}
    assert signs(table, Total("all", ("a", "b", "c")), Total("month", ("b", "b before"))) == [
        "30", SMALL, BESIDE, "20", "40", "31",
    ]  # fmt: skip


def test_who_serves_the_commune_sees_it_and_what_nobody_knows_is_a_dash() -> None:
    assert signs({"all": 2, "a": 1, "b": None}, inside=True) == ["2", "1", UNKNOWN]
    assert signs({"all": 2, "a": None}, Total("all", ("a",))) == [SMALL, UNKNOWN]
