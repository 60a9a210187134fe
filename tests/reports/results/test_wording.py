"""Numbers as the reader's language writes them; what is hidden or not known never becomes a difference."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.domain.reports.cells import Cell, known
from bot.reports.results.wording import change, said
from bot.words import languages
from tests.content import ROOT

VIETNAMESE = languages(ROOT / "locales")["vi"]
HIDDEN = Cell(None, "<3")


@pytest.mark.parametrize(
    ("name", "now", "before", "expected"),
    [
        ("asked", known(1250), known(1000), "+250 (+25 %)"),
        ("asked", known(2), known(3), "−1 (−33 %)"),
        ("asked", known(12_000), known(0), "+12.000"),
        ("asked", known(7), known(7), "0 (0 %)"),
        ("asked", HIDDEN, known(9), "–"),
        ("asked", known(9), Cell(), "–"),
        ("answered_share", known(Decimal("0.667")), known(Decimal("0.7")), "−3,3 điểm %"),
        ("official_gap", known(3), known(-3), "+6 (+200 %)"),
    ],
)
def test_changes(name: str, now: Cell, before: Cell, expected: str) -> None:
    assert VIETNAMESE.say(change(name, now, before)) == expected


def test_numbers_and_signs() -> None:
    assert VIETNAMESE.say(said("asked", known(1234))) == "1.234"
    assert VIETNAMESE.say(said("answered_share", known(Decimal("0.667")))) == "66,7%"
    assert [VIETNAMESE.say(said("asked", cell)) for cell in (HIDDEN, Cell(), known(0))] == ["<3", "–", "0"]
