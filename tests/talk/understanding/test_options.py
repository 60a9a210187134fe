"""Which option somebody means, however she types it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.talk.understanding.options import labelled, match

OFFERED = (("yes", "Có, đúng rồi"), ("other", "Số của người khác"), ("no", "Không, thôi"), ("nine", "Số 9"))


@pytest.mark.parametrize(
    ("typed", "token"),
    [
        ("other", "other"),
        ("1", "yes"),
        ("số 2", "other"),
        ("hai", "other"),
        ("chọn 3", "no"),
        ("Có, đúng rồi", "yes"),
        ("co dung roi", "yes"),
        ("CÓ ĐÚNG RỒI!", "yes"),
        ("khong", "no"),
        ("khong thoi", "no"),
        ("số của", "other"),
        ("so cua nguoi khac", "other"),
    ],
)
def test_what_is_meant(typed: str, token: str) -> None:
    assert match(typed, OFFERED) == token


@pytest.mark.parametrize("typed", ["", "5", "0", "99", "so", "co", "k", "vâng", "đúng rồi", "muoi", "²"])
def test_what_is_not_sure(typed: str) -> None:
    assert match(typed, OFFERED) is None


def test_a_beginning_may_be_as_short_as_is_allowed() -> None:
    assert match("co", OFFERED, shortest=2) == "yes"
    assert match("s", OFFERED, shortest=1) is None, "two options begin like this"


def test_accents_decide_where_they_must() -> None:
    pair = (("long", "Mỹ Long"), ("lộng", "Mỹ Lộng"))
    assert [match(typed, pair) for typed in ("Mỹ Long", "mỹ lộng", "my long")] == ["long", "lộng", "long"]


def test_a_label_to_the_letter_comes_before_everything_else() -> None:
    assert labelled("sửa lại", [(">correct", "Sửa lại")]) == ">correct"
    assert labelled("sua lai", [(">correct", "Sửa lại")]) is None


@given(st.text(max_size=30), st.lists(st.tuples(st.text(max_size=9), st.text(max_size=30)), max_size=5))
def test_only_what_is_offered_is_meant(typed: str, offered: list[tuple[str, str]]) -> None:
    assert match(typed, offered) in {None, *(token for token, _label in offered)}
