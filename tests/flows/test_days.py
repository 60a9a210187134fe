"""Every calculator's dialogue on the days on which figures change: a sum, or that it is not known and when to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.domain.calendar import VIET_NAM
from bot.talk.actions import CALCULATORS
from bot.talk.scene import Scene
from tests.flows.test_calculators import result, text

DAYS = tuple(map(date.fromisoformat, ("2026-12-31", "2027-01-01", "2027-07-01", "2028-02-29", "2030-01-01")))
TYPED = {
    "estimate": (("3000000", "other"),),
    "prepay": (("3000000", "poor", "5"),),
    "pension": (("female", "5/1975", "0m", "6 năm", "3 triệu", "3000000", "{next}"),),
    "may-join": (("yes", "yes", "own", "nothing"),),
    "missing": (("male", "3/1966", "10 năm", "0m", "4 triệu", "3000000"),),
    "withdrawal": (("other",), ("emigration", "1/2020", "10/2025", "1500000", "other")),
    "maternity": (("mother", "8 tháng", "1"),),
    "death": (("paying", "6 năm", "0m", "3 triệu"), ("pension", "3 triệu", "5 năm")),
}
COME_BACK = "lúc đó cô chú hỏi lại Loa nha"
# From January 2027 on neither the rate of return nor the coefficients of the year are known.
WAIT = {("prepay", 0), ("withdrawal", 1)}


def on(scene: Scene, day: date) -> Scene:
    return replace(scene, today=day, now=datetime.combine(day, time(9), VIET_NAM))


def following(day: date) -> str:
    return f"1/{day.year + 1}" if day.month == 12 else f"{day.month + 1}/{day.year}"


def test_every_calculator_is_among_them() -> None:
    assert TYPED.keys() == {row.name for row in CALCULATORS}


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(("name", "way"), [(name, way) for name, ways in TYPED.items() for way in range(len(ways))])
def test_a_sum_or_when_to_ask_again(scene: Scene, name: str, way: int, day: date) -> None:
    there = on(scene, day)
    done = result(there, name, *(part.format(next=following(day)) for part in TYPED[name][way]))
    told = text(there, done)
    waits = (name, way) in WAIT and day.year > 2026
    assert (COME_BACK in told) is waits, told
    assert ("đang được cập nhật" in told) is waits
    assert not {"None", "{", "Decimal"} & set(told.split())
    assert done.options


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_paid_is_the_same_as_the_law_reckons(scene: Scene, day: date) -> None:
    there = on(scene, day)
    told = text(there, result(there, "estimate", "3000000", "other"))
    assert "594.000 đồng" in told
    assert "563.200 đồng" in told, "what the announced line would make of it"
    assert "chờ xác nhận" in told


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_answer_is_said_whole_or_says_that_it_is_being_updated(scene: Scene, day: date) -> None:
    for answer in scene.library.answers.values():
        for language in answer.bodies:
            shown = answer.show(language, day, scene.library.figures)
            updating = ("đang được cập nhật", "being updated")
            assert shown.text, (answer.id, language)
            assert shown.missing is any(part in f"{shown.text}{shown.more}" for part in updating), (answer.id, language)
            assert "{{" not in f"{shown.text}{shown.more}"
