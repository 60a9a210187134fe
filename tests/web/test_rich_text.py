"""Message text as HTML: what becomes a link, and that nothing in it is ever mark-up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.rich_text import prose

ALLOWED = re.compile(r'</?(?:p|ul|li)>|<br>|<a href="(?:tel:[+\d]+|https?://[^"<>]*"[^<>]*|tel:[+\d]+"[^<>]*)">|</a>')


def test_paragraphs_lines_and_bullets() -> None:
    assert prose("Một\nhai\n\nBa:\n• bốn\n• năm\nsáu") == (
        "<p>Một<br>hai</p><p>Ba:</p><ul><li>bốn</li><li>năm</li></ul><p>sáu</p>"
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Gọi 1900 9068.", "19009068"),
        ("Gọi 1900 9068, hoặc tới xã", "19009068"),
        ("số 0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("(0270) 3822222 hay 02703822222", "02703822222"),
        ("+84 912 345 678", "+84912345678"),
    ],
)
def test_a_phone_number_is_dialled_with_a_tap(text: str, number: str) -> None:
    assert f'<a href="tel:{number}">' in prose(text)


@pytest.mark.parametrize(
    "text",
    ["1.900.000 đồng", "330.000 đồng", "01/07/2025", "41/2024/QH15", "079012345678", "0912345678901", "11.900.906.800"],
)
def test_sums_dates_laws_and_identity_numbers_are_not_dialled(text: str) -> None:
    assert "tel:" not in prose(text)


def test_a_link_ends_before_the_full_stop() -> None:
    assert '<a href="https://vss.gov.vn/a?b=1&amp;c=2"' in prose("Xem (https://vss.gov.vn/a?b=1&c=2).")


@given(st.text(alphabet=st.sampled_from("<>&\"' \n•ahtps:/.019+-")))
def test_nothing_that_somebody_typed_is_markup(text: str) -> None:
    assert not re.search("[<>]", ALLOWED.sub("", prose(text)))
