"""How people say how they pay, and until when."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.outreach.payments import Method
from bot.search.values.rhythms import read_method, read_until
from bot.words import YearMonth

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "method", "until"),
    [
        ("đóng 6 tháng tới hết tháng 3", Method.HALF, YearMonth(2027, 3)),
        ("em đóng hằng tháng, tới tháng 10", Method.MONTH, YearMonth(2026, 10)),
        ("dong 3 thang mot lan, den thang 12/2026", Method.QUARTER, YearMonth(2026, 12)),
        ("mỗi năm một lần đến hết tháng 6 năm 2027", Method.YEAR, YearMonth(2027, 6)),
        ("đóng trước nhiều năm tới hết 12/2030", Method.AHEAD, YearMonth(2030, 12)),
        ("đóng cho năm còn thiếu", Method.MISSING, None),
        ("nửa năm", Method.HALF, None),
        ("tới hết tháng 3", None, YearMonth(2027, 3)),
        ("xin chào", None, None),
    ],
)
def test_it_is_understood(said: str, method: Method | None, until: YearMonth | None) -> None:
    assert (read_method(said), read_until(said, TODAY)) == (method, until)
