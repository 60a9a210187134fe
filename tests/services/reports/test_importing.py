"""Targets and the insurer's counts from Excel files: each mistake with its cell, nothing taken on a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.errors import Trouble
from bot.domain.reports.official import OfficialCount
from bot.reports.excel import sheet
from bot.services.reports.importing import COUNT_COLUMNS, TARGET_COLUMNS, read_counts, read_targets
from tests.content import CONTENT, knowing

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
LIBRARY = knowing(CONTENT, NOW.date()).knowledge.library
MY_LONG = "29419"


def targets(*rows: Sequence[object]) -> bytes:
    return sheet("Chỉ tiêu", [one.name for one in TARGET_COLUMNS], rows)


def counts(*rows: Sequence[object]) -> bytes:
    return sheet("Số liệu", [one.name for one in COUNT_COLUMNS], rows)


def test_targets_by_name_or_code() -> None:
    found, mistakes = read_targets(
        targets(
            ("Xã Mỹ Long", "Mới", "2026", "1.200", "12/QĐ-UBND", "15/01/2026"),
            ("Tỉnh Vĩnh Long", "đóng tiếp", "2026-Q4", 9000, "13/QĐ-BHXH", date(2026, 2, 1)),
        ),
        LIBRARY,
    )
    assert not mistakes
    assert [(one.unit, one.measure, one.period.name, one.goal, one.decision, one.day) for one in found] == [
        (MY_LONG, "new", "2026", 1200, "12/QĐ-UBND", date(2026, 1, 15)),
        ("86", "kept", "2026-Q4", 9000, "13/QĐ-BHXH", date(2026, 2, 1)),
    ]


def test_every_mistake_of_targets_has_its_cell() -> None:
    _found, mistakes = read_targets(
        targets(
            ("Xã Không Có", "mới", "2026", 120, "12", "15/01/2026"),
            ("Xã Mỹ Long", "vui", "năm nay", "nhiều", "12", "31/02/2026"),
            ("Xã Mỹ Long", "mới", "2026", -3, "", "15/01/2026"),
        ),
        LIBRARY,
    )
    assert [str(one) for one in mistakes] == ["E4: thiếu “Quyết định”"]
    _found, mistakes = read_targets(
        targets(
            ("Xã Không Có", "mới", "2026", 120, "12", "15/01/2026"), ("29419", "vui", "nay", "-3", "x", "31/02/2026")
        ),
        LIBRARY,
    )
    assert [one.at for one in mistakes] == ["A2", "B3", "C3", "D3", "F3"]
    with pytest.raises(Trouble):
        read_targets(b"no Excel", LIBRARY)


@pytest.mark.parametrize("closing", [0, 25])
def test_what_is_beyond_all_sums_and_calendars_is_a_mistake_too(closing: int) -> None:
    library = replace(LIBRARY, home=replace(LIBRARY.home, closing=closing))
    for number in ("9" * 5000, "0" * 5000, "9" * 21, "1.000" * 2000):
        _found, mistakes = read_targets(targets(("29419", "mới", "2026", number, "12", "15/01/2026")), library)
        assert [one.at for one in mistakes] == ["D2"]
    for period in ("0001", "0001-01", "1999-Q4", "2100", "9999-12", "9999-H2", "9999-12-31"):
        _found, mistakes = read_targets(targets(("29419", "mới", period, "120", "12", "15/01/2026")), library)
        assert [one.at for one in mistakes] == ["C2"]
    for month in ("01/0001", "1/1/0001", "12/1999"):
        _counts, mistakes = read_counts(counts((month, "29419", 850, 25, 4)), library, NOW)
        assert [one.at for one in mistakes] == ["A2"]


def test_the_insurers_counts() -> None:
    found, mistakes = read_counts(
        counts(
            ("10/2026", "Xã Mỹ Long", 850, 25, 4), ("2026-10", "29242", 900, "", 1), ("tháng 9/2026", "86", "", 4, "")
        ),
        LIBRARY,
        NOW,
    )
    assert not mistakes
    assert found == {
        (date(2026, 10, 1), MY_LONG): OfficialCount(850, 25, 4),
        (date(2026, 10, 1), "29242"): OfficialCount(900, None, 1),
        (date(2026, 9, 1), "86"): OfficialCount(None, 4, None),
    }


def test_every_mistake_of_counts_has_its_cell() -> None:
    rows = [("13/2026", "Xã Mỹ Long", 1, 1, 1), ("12/2026", "29242", "x", 1, 1), ("10/2026", "29242", 1, 1, 1)]
    _found, mistakes = read_counts(counts(*rows, ("10/2026", "29242", 2, 2, 2)), LIBRARY, NOW)
    assert [str(one) for one in mistakes] == [
        "A2: “13/2026” không phải là tháng, viết như 11/2026",
        "C3: “x” không phải là số nguyên từ 0 đến 10000000",
        "A3: tháng này chưa tới",
        "B5: Phường Trà Vinh đã có dòng khác cho tháng 10/2026",
    ]
