"""`loa reckon --jsonl`: every line is answered by one line of JSON, whatever it holds."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.cli.law import LONGEST_LINE, answer_line, lines_of
from bot.law.calculator.calculations import CALCULATIONS
from bot.law.figures.figures import Figures
from bot.words import Language, languages

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[3]
NAMES = sorted({name for row in CALCULATIONS.values() for name in (*row.inputs, "on", "assume_announced")})
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(0, 400)
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["male", "poor", "age", "2020-01", "9999-12", "9999-12-31", "0001-01-01"])
    | st.sampled_from([10**30, -1, 1_500_000, 2_000_000])
)
PERIODS = st.lists(st.dictionaries(st.sampled_from(["start", "end", "income", "at_once"]), SCALARS), max_size=3)
REQUESTS = st.fixed_dictionaries(
    {
        "id": SCALARS,
        "what": st.sampled_from(sorted(CALCULATIONS)),
        "inputs": st.dictionaries(st.sampled_from(NAMES), SCALARS | PERIODS),
    }
)


@pytest.fixture(scope="module")
def vietnamese() -> Language:
    return languages(ROOT / "locales")["vi"]


def answered(line: bytes, figures: Figures, language: Language) -> Mapping[str, Any]:
    written = answer_line(line, figures, language, TODAY)
    assert "\n" not in written
    answer = json.loads(written.encode("utf-8", "backslashreplace"), parse_constant=pytest.fail)
    assert set(answer) in ({"id", "result"}, {"id", "error"})
    if "error" in answer:
        assert set(answer["error"]) == {"code", "message", "bounds"}
        assert answer["error"]["message"]
    else:
        assert answer["result"]["steps"]
        assert answer["result"]["basis"]
    return answer  # type: ignore[no-any-return]


@given(REQUESTS)
def test_any_inputs_are_answered(figures: Figures, vietnamese: Language, request_: Mapping[str, Any]) -> None:
    answered(json.dumps(request_).encode(), figures, vietnamese)


@given(st.binary(max_size=200))
@example(b"\xff\xfe{}")
@example(b"[" * 100_000)
@example(b'{"id":' + b"9" * 5000 + b"}")
@example(b'{"id":1,"what":"death","inputs":' + b'{"a":' * 5000 + b"}" * 5001)
@example(b'{"id":1,"what":null,"inputs":[]}')
@example(b'"x"')
def test_what_is_no_request_is_answered_too(figures: Figures, vietnamese: Language, line: bytes) -> None:
    assert answered(line, figures, vietnamese)["error"]["code"] == "unreadable"


@pytest.mark.parametrize(
    "number", ["1e999999999", "-1e999999999", "1e-999999999", "NaN", "Infinity", "1" * 4000, "true"]
)
def test_numbers_that_are_none_are_refused(figures: Figures, vietnamese: Language, number: str) -> None:
    line = f'{{"id":7,"what":"contribution","inputs":{{"group":"other","income":{number}}}}}'
    answer = answered(line.encode(), figures, vietnamese)
    assert answer["error"]["code"] in ("input_wrong", "unreadable")


def test_a_refusal_is_spoken_in_vietnamese_and_has_its_bounds(figures: Figures, vietnamese: Language) -> None:
    line = b'{"id":"a","what":"contribution","inputs":{"group":"other","income":1000000}}'
    answer = answered(line, figures, vietnamese)
    assert answer["id"] == "a"
    assert answer["error"]["bounds"] == {"floor": 1_500_000, "cap": 50_600_000}
    assert "1.500.000 đồng" in answer["error"]["message"]


def test_the_three_ways_are_named(figures: Figures, vietnamese: Language) -> None:
    line = b'{"id":1,"what":"pension","inputs":{"sex":"male","months":144,"average":2000000}}'
    assert "Có ba cách" in answered(line, figures, vietnamese)["error"]["message"]


def test_a_misspelt_input_is_refused_and_not_passed_over(figures: Figures, vietnamese: Language) -> None:
    line = b'{"id":1,"what":"support","inputs":{"group":"other","supportd_before":119}}'
    assert answered(line, figures, vietnamese)["error"]["code"] == "input_unknown"


def test_an_id_that_is_half_a_character_can_be_written(figures: Figures, vietnamese: Language) -> None:
    line = b'{"id":"\\ud800","what":"support","inputs":{"group":"other"}}'
    assert answered(line, figures, vietnamese)["id"] == "\ud800"


def test_lines_end_where_they_end_and_endless_ones_are_passed_over() -> None:
    stream = io.BytesIO(b"a\n\n  \n" + b"x" * (3 * LONGEST_LINE) + b"\nb")
    assert list(lines_of(stream)) == [b"a\n", None, b"b"]
